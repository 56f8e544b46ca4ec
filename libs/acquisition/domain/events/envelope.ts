import type { Instant, OccurredAt } from '../time';
import type { FilmEventType, FilmFacts } from './facts';

/** Who recorded it. */
export interface Actor {
  readonly user: string;
  readonly role: string;
}

/** On whose word it is recorded. */
export type Source =
  | { readonly kind: 'witnessed'; readonly by?: string }
  /** A document, known by its SHA-256 (64 hexadecimal digits). */
  | { readonly kind: 'document'; readonly name: string; readonly sha256: string }
  | { readonly kind: 'press'; readonly outlet: string; readonly address?: string }
  /** A row of an imported file; `cites` are the row's own sources, `kept` its fields that no event has a place for. */
  | {
      readonly kind: 'import';
      readonly file: string;
      readonly row: string;
      readonly cites: readonly string[];
      readonly kept?: Readonly<Record<string, unknown>>;
    };

/** What every recorded event says beside its fact. */
export interface Envelope {
  readonly id: string;
  readonly occurredAt: OccurredAt;
  readonly source: Source;
  readonly recordedAt: Instant;
  readonly actor: Actor;
  /** Place in its stream, from 0. */
  readonly revision: number;
}

/** An event of a film's stream, as the domain sees it. */
export interface FilmEventOf<T extends FilmEventType> extends Envelope {
  readonly type: T;
  readonly data: FilmFacts[T];
}

export type FilmEvent = { [T in FilmEventType]: FilmEventOf<T> }[FilmEventType];

/** A fact that a rule decided on: what will be recorded. Time and source are those of the entry unless stated. */
export type Fact = {
  [T in FilmEventType]: {
    readonly type: T;
    readonly data: FilmFacts[T];
    readonly occurredAt?: OccurredAt;
  };
}[FilmEventType];
