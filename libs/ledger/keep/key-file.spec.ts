import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verifier } from '../notes';
import { signerOf } from '../notes';
import type { LedgerRecord } from '../record';
import { keyFile } from '.';

const ORIGIN = 'ovation/one';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'key-'));
  file = join(folder, 'ledger.key');
});
afterEach(() => rmSync(folder, { recursive: true }));

const record = (...keys: readonly Verifier[]): LedgerRecord => ({
  origin: ORIGIN,
  keys,
  unconfirmed: [],
  rotations: [],
  revision: 0n,
});

it('makes a key once, for its owner alone to read', () => {
  const keys = keyFile(file);
  const made = keys.readOrMake();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(keyFile(file).readOrMake().equals(made)).toBe(true);
  writeFileSync(file, 'hello');
  expect(() => keys.readOrMake()).toThrow('holds no Ed25519 key in PEM');
});

it('has the key that the log names, whatever came between its making and its use, and loses none', () => {
  const keys = keyFile(file);
  const old = signerOf(ORIGIN, keys.readOrMake());
  // Two are made at once; the log names one of them, and then the process is gone.
  const [first, second] = [keys.makeNext(ORIGIN), keys.makeNext(ORIGIN)].map(({ key }) => signerOf(ORIGIN, key));
  expect(keys.signer(record(old))?.id).toEqual(old.id);
  const again = keyFile(file);
  expect(again.signer(record(old, first as Verifier))?.id).toEqual(first?.id);
  expect(again.signer(record(old, first as Verifier))?.id).toEqual(first?.id);
  expect(readFileSync(`${file}.${old.id.toString('hex')}`, 'utf8')).toContain('PRIVATE KEY');
  expect(again.signer(record(old, second as Verifier))?.id).toEqual(second?.id);
  expect(readdirSync(folder)).toHaveLength(3);
});

it('has none where the file holds that of another log, or is not there', () => {
  const keys = keyFile(file);
  const old = signerOf(ORIGIN, keys.readOrMake());
  const dropped = keys.makeNext(ORIGIN);
  const other = signerOf(ORIGIN, dropped.key);
  dropped.drop();
  expect(keys.signer(record(old, other))).toBeUndefined();
  rmSync(file);
  expect(keys.signer(record(old))).toBeUndefined();
  expect(existsSync(file)).toBe(false);
});
