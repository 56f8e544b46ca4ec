import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { LedgerError } from '../errors';

/** What a key signs: notes of its own, or, as a witness, checkpoints of others. */
export type KeyKind = 'signer' | 'witness';

/** The byte by which the kind goes into the id of a key. @see C2SP signed-note and tlog-cosignature */
const KIND_BYTES: Readonly<Record<KeyKind, number>> = { signer: 0x01, witness: 0x04 };

/** The public part of a key, by which anyone checks what it signed. */
export interface Verifier {
  /** Whose key it is; stands beside every signature. No spaces, no `+`. */
  readonly name: string;
  readonly kind: KeyKind;
  readonly publicKey: KeyObject;
  /** Four bytes, which tell the keys of one name apart. */
  readonly id: Buffer;
}

export interface Signer extends Verifier {
  readonly privateKey: KeyObject;
}

const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;
const NAME = /^[^\s+]+$/u;

const rawOf = (publicKey: KeyObject): Buffer => publicKey.export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES);

/** @see C2SP signed-note: the first four bytes of SHA-256 over name, line feed, kind and public key. */
const idOf = (name: string, kind: KeyKind, publicKey: KeyObject): Buffer =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(KIND_BYTES[kind]))
    .update(rawOf(publicKey))
    .digest()
    .subarray(0, 4);

const verifierOf = (name: string, kind: KeyKind, publicKey: KeyObject): Verifier => {
  if (!NAME.test(name)) throw new LedgerError('invalid', `"${name}" cannot name a key: no spaces, no +.`);
  return { name, kind, publicKey, id: idOf(name, kind, publicKey) };
};

/** A key as it is used, from the private one. @throws LedgerError `invalid` unless it is an Ed25519 key. */
export function signerOf(name: string, privateKey: KeyObject, kind: KeyKind = 'signer'): Signer {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new LedgerError('invalid', 'The key is no Ed25519 key.');
  return { ...verifierOf(name, kind, createPublicKey(privateKey)), privateKey };
}

export const makePrivateKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;

/** The public key as text: `<name>+<id in hex>+<kind and key in Base64>`. @see C2SP signed-note */
export const writeVerifier = ({ name, kind, publicKey, id }: Verifier): string =>
  `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(KIND_BYTES[kind]), rawOf(publicKey)]).toString('base64')}`;

/** @throws LedgerError `invalid` for a text that is no such key. */
export function readVerifier(text: string): Verifier {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/u.exec(text.trim()) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  const kind = (Object.keys(KIND_BYTES) as KeyKind[]).find((each) => KIND_BYTES[each] === bytes[0]);
  if (name === undefined || kind === undefined || bytes.length !== 1 + KEY_BYTES) {
    throw new LedgerError(
      'invalid',
      `"${text.trim()}" is no public key of a ledger: it reads <name>+<8 digits>+<Base64>.`,
    );
  }
  const spki = Buffer.concat([SPKI_PREFIX, bytes.subarray(1)]);
  const verifier = verifierOf(name, kind, createPublicKey({ key: spki, format: 'der', type: 'spki' }));
  if (verifier.id.toString('hex') !== id) {
    throw new LedgerError(
      'invalid',
      `The public key "${text.trim()}" is not whole: its id should be ${verifier.id.toString('hex')}.`,
    );
  }
  return verifier;
}
