import { sign, verify } from 'node:crypto';
import { LedgerError } from '../errors';
import type { Signer, Verifier } from './keys';

/** A text and who signed it. */
export interface Note {
  /** Ends with a line feed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** Four bytes. */
  readonly keyId: Buffer;
  /** Without the id of the key. */
  readonly bytes: Buffer;
}

const ID_BYTES = 4;
const LINE = /^— (\S+) ([A-Za-z0-9+/]+=*)$/u;

/** What a signature is over, which a witness puts its time before. */
type Covered = (text: string, signature: Buffer) => { readonly message: string; readonly signature: Buffer };

const TIME_BYTES = 8;
const cosigned = (text: string, time: bigint): string => `cosignature/v1\ntime ${String(time)}\n${text}`;

const COVERED: Readonly<Record<Verifier['kind'], Covered>> = {
  signer: (message, signature) => ({ message, signature }),
  // C2SP tlog-cosignature: seconds since 1970, in eight bytes, before the signature, and with the text under it.
  witness: (text, bytes) => ({
    message: cosigned(text, bytes.length < TIME_BYTES ? 0n : bytes.readBigUInt64BE()),
    signature: bytes.subarray(TIME_BYTES),
  }),
};

/**
 * Signs a text.
 * @param text Ends with a line feed and has no empty line.
 * @param at When a witness signs.
 * @returns The signature's line of a note.
 */
export function signatureLine(text: string, signer: Signer, at = new Date()): string {
  const time = BigInt(Math.floor(at.getTime() / 1_000));
  const before = Buffer.alloc(signer.kind === 'witness' ? TIME_BYTES : 0);
  if (signer.kind === 'witness') before.writeBigUInt64BE(time);
  const message = signer.kind === 'witness' ? cosigned(text, time) : text;
  const bytes = Buffer.concat([signer.id, before, sign(null, Buffer.from(message), signer.privateKey)]);
  return `— ${signer.name} ${bytes.toString('base64')}\n`;
}

/** A note: a text, an empty line, and a line for each signature. @see C2SP signed-note */
export const signNote = (text: string, signers: readonly Signer[]): string =>
  `${text}\n${signers.map((signer) => signatureLine(text, signer)).join('')}`;

/** @throws LedgerError `invalid` for what is no signed note. Signatures are not checked. */
export function readNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  const lines = note.slice(end + 2).split('\n');
  const signatures = lines.slice(0, -1).map((line) => {
    const [, name, base64] = LINE.exec(line) ?? [];
    const bytes = Buffer.from(base64 ?? '', 'base64');
    if (name === undefined || bytes.length <= ID_BYTES) return undefined;
    return { name, keyId: bytes.subarray(0, ID_BYTES), bytes: bytes.subarray(ID_BYTES) };
  });
  const isWhole = signatures.length > 0 && signatures.every((each) => each !== undefined);
  if (end < 0 || lines.at(-1) !== '' || !isWhole) {
    throw new LedgerError('invalid', 'This is no signed note: a text, an empty line, and lines that begin with "— ".');
  }
  return { text: note.slice(0, end + 1), signatures: signatures };
}

/** True when a note carries a signature of this key over its text. Lines of other keys are passed over. */
export const isSignedBy = ({ text, signatures }: Note, { name, kind, id, publicKey }: Verifier): boolean =>
  signatures.some((line) => {
    if (line.name !== name || !line.keyId.equals(id)) return false;
    const { message, signature } = COVERED[kind](text, line.bytes);
    return verify(null, Buffer.from(message), publicKey, signature);
  });
