import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import {
  isSignedBy,
  makePrivateKey,
  openCheckpoint,
  readCheckpoint,
  readNote,
  readVerifier,
  signCheckpoint,
  signNote,
  signatureLine,
  signerOf,
  writeVerifier,
} from '.';

const root = Buffer.alloc(32, 7);

describe('a published note', () => {
  // The example in the documentation of Go's package golang.org/x/mod/sumdb/note.
  const key = readVerifier('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
  const note =
    'If you think cryptography is the answer to your problem,\n' +
    "then you don't know what your problem is.\n\n" +
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

  it('is signed by its key', () => {
    expect(isSignedBy(readNote(note), key)).toBe(true);
    expect(writeVerifier(key)).toBe('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
  });

  it('is not once a letter of it is another', () => {
    expect(isSignedBy(readNote(note.replace('answer', 'Answer')), key)).toBe(false);
  });
});

it('opens what it signed, with the key as it is published', () => {
  const sizes = fc.integer({ min: 0, max: 2 ** 50 });
  fc.assert(
    fc.property(sizes, fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, bytes) => {
      const signer = signerOf('ovation/one', makePrivateKey());
      const checkpoint = { origin: 'ovation/one', size, root: Buffer.from(bytes) };
      const note = signCheckpoint(checkpoint, signer);
      expect(openCheckpoint(note, [readVerifier(writeVerifier(signer))])).toEqual(checkpoint);
    }),
  );
});

it('tells a checkpoint of another log from one that somebody else signed', () => {
  const [ours, theirs] = [signerOf('ovation/one', makePrivateKey()), signerOf('ovation/one', makePrivateKey())];
  const note = signCheckpoint({ origin: 'ovation/one', size: 3, root }, theirs);
  expect(() => openCheckpoint(note, [ours])).toThrow('No key of ovation/one has signed this checkpoint');
  const foreign = signerOf('ovation/two', makePrivateKey());
  const other = signCheckpoint({ origin: 'ovation/two', size: 3, root }, foreign);
  expect(() => openCheckpoint(other, [ours])).toThrow('of another log, ovation/two');
});

it('does not take a checkpoint of which any letter was changed', () => {
  const signer = signerOf('ovation/one', makePrivateKey());
  const note = signCheckpoint({ origin: 'ovation/one', size: 1_234, root }, signer);
  const end = note.lastIndexOf('\n\n');
  for (let at = 0; at < end; at += 1) {
    const changed = note.slice(0, at) + (note[at] === 'x' ? 'y' : 'x') + note.slice(at + 1);
    expect(() => openCheckpoint(changed, [signer])).toThrow();
  }
});

it('lets a witness sign beside the log, with the time', () => {
  const signer = signerOf('ovation/one', makePrivateKey());
  const witness = signerOf('witness.example/lawyer', makePrivateKey(), 'witness');
  const note = signCheckpoint({ origin: 'ovation/one', size: 3, root }, signer);
  const text = readNote(note).text;
  const cosigned = note + signatureLine(text, witness, new Date('2025-06-16T18:00:00Z'));
  const known = readVerifier(writeVerifier(witness));
  expect(isSignedBy(readNote(cosigned), known)).toBe(true);
  expect(isSignedBy(readNote(note), known)).toBe(false);
  expect(openCheckpoint(cosigned, [signer]).size).toBe(3);
  // The time is under the signature, too.
  const later = note + signatureLine(text, witness, new Date('2025-06-16T18:00:01Z'));
  const spliced = Buffer.from(/lawyer (\S+)\n$/u.exec(cosigned)?.[1] ?? '', 'base64');
  Buffer.from(/lawyer (\S+)\n$/u.exec(later)?.[1] ?? '', 'base64').copy(spliced, 4, 4, 12);
  const forged = `${note}— witness.example/lawyer ${spliced.toString('base64')}\n`;
  expect(isSignedBy(readNote(forged), known)).toBe(false);
});

it.each([
  ['nothing', ''],
  ['a text', 'ovation/one\n3\n'],
  ['a note without a signature', 'ovation/one\n3\nAAAA\n\n'],
  ['a line that is none', 'ovation/one\n3\nAAAA\n\nsigned, me\n'],
])('takes %s for no note', (_, text) => {
  expect(() => readNote(text)).toThrow('no signed note');
});

it.each([
  ['a size that is none', 'ovation/one\n03\n'],
  ['a size below zero', 'ovation/one\n-3\n'],
  ['a root that is too short', 'ovation/one\n3\nAAAA\n'],
  ['no root', 'ovation/one\n3\n'],
])('takes %s for no checkpoint', (_, text) => {
  expect(() => readCheckpoint(signNote(text, [signerOf('ovation/one', makePrivateKey())]))).toThrow('no checkpoint');
});

it.each([
  ['cut', 'PeterNeumann+c74f20a3+ARpc2Qc', 'no public key'],
  ['of another id', 'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'not whole'],
  ['nothing at all', 'hello', 'no public key'],
])('takes a key that is %s for none', (_, text, message) => {
  expect(() => readVerifier(text)).toThrow(message);
});

it('signs with Ed25519 alone, under a name without spaces', () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  expect(() => signerOf('ovation/one', other)).toThrow('no Ed25519 key');
  expect(() => signerOf('ovation one', makePrivateKey())).toThrow('cannot name a key');
});
