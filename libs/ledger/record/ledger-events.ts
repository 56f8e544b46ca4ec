import type { EventData, EventDefinition, RecordedEvent } from '#event-store';
import { createCodec } from '#event-store';

/** What the ledger records of itself lies in one stream of the log that it proves. */
export const LEDGER = 'ledger';
export const LEDGER_STREAM = `${LEDGER}-checkpoints`;
export const isLedgerStream = (stream: string): boolean => stream.startsWith(`${LEDGER}-`);

/** The ledger begins: which log it is from now on, and by which key its checkpoints are signed. */
export interface LedgerBegun {
  readonly type: 'LedgerBegun';
  readonly origin: string;
  /** Public part, as `writeVerifier` writes it. */
  readonly key: string;
}

/** Checkpoints are signed by another key from now on. */
export interface LedgerKeyRotated {
  readonly type: 'LedgerKeyRotated';
  readonly key: string;
  /** Says so, signed by the new key, and by the one before unless that was lost. */
  readonly note: string;
}

/** The log as it was when it had `size` events. */
export interface CheckpointSigned {
  readonly type: 'CheckpointSigned';
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly note: string;
}

export type LedgerEvent = LedgerBegun | LedgerKeyRotated | CheckpointSigned;

const texts =
  (...names: readonly string[]) =>
  (data: EventData): readonly string[] =>
    names.filter((name) => typeof data[name] !== 'string').map((name) => `${name} must be a text.`);

const definitions: readonly EventDefinition[] = [
  { type: 'LedgerBegun', version: 1, validate: texts('origin', 'key') },
  { type: 'LedgerKeyRotated', version: 1, validate: texts('key', 'note') },
  {
    type: 'CheckpointSigned',
    version: 1,
    validate: (data) => [
      ...texts('root', 'note')(data),
      ...(Number.isSafeInteger(data['size']) ? [] : ['size must be a whole number.']),
    ],
  },
];

/** Stored events of the ledger: names and versions. */
export const ledgerCodec = createCodec(definitions);

/** @throws EventDecodeError */
export const toLedgerEvent = (recorded: RecordedEvent): LedgerEvent =>
  ({ ...ledgerCodec.decode(recorded).data, type: recorded.type }) as unknown as LedgerEvent;
