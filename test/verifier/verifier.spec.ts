import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, Json } from '#event-store';
import { canonical, newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { InclusionProof } from '#ledger';
import { makePrivateKey, proveInclusion, readLedgerRecord, signerOf, writeVerifier } from '#ledger';
import { ledgerBeside } from '#ledger/testing';

/** Written from the RFCs alone, in another language: what it accepts, anybody can check. */
const PROGRAM = join(__dirname, 'verify_proof.py');
const hasPython = spawnSync('python3', ['--version']).status === 0;

/** What canonical forms are hard for: numbers, order of names, letters of all kinds. */
const AWKWARD: readonly Json[] = [
  {
    '\u20ac': 'Euro',
    '\r': 'Return',
    '\ufb33': 'Hebrew',
    '1': 'One',
    '\ud83d\ude00': 'Emoji',
    '\u0080': 'Control',
    ö: 'o',
  },
  [1e21, 4.5, 0.000001, 1e-7, 333333333.3333333, 0, -1, 17_500_000.69, 9_007_199_254_740_991],
  '\u0000\u001f\b\t\n\f\r"\\/\u007f\u2028 é 漢 \ud83c\udfac',
  [null, true, false, {}, []],
];

(hasPython ? describe : describe.skip)(`a second verifier${hasPython ? '' : ' (needs python3)'}`, () => {
  let folder: string;
  let store: EventStore;
  let key: string;
  let note: string;
  let leaves: readonly string[];
  let proofs: readonly (InclusionProof & { readonly checkpoint: string })[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'verifier-'));
    store = openSqliteEventStore({ file: join(folder, 'log.db') });
    const ledger = ledgerBeside(store, folder);
    for (const [index, value] of [...AWKWARD, ...AWKWARD, ...AWKWARD].entries()) {
      const event = { id: newId(), type: 'NoteTaken', data: { value, index }, metadata: { user: 'агент' } };
      await store.append(`film-${String(index % 3)}`, index < 3 ? 'no-stream' : 'exists', [event]);
    }
    note = await ledger.sign();
    const record = await readLedgerRecord(store);
    key = record?.keys.map(writeVerifier)[0] ?? '';
    const events = [];
    for await (const event of store.readAll()) events.push(event);
    leaves = events.map(canonical);
    const size = record?.checkpoint?.size ?? 0;
    proofs = events.slice(0, size).map((event) => ({ ...proveInclusion(ledger.tree, event, size), checkpoint: note }));
    writeFileSync(join(folder, 'checkpoint.txt'), note);
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const python = (
    args: readonly string[],
    input: string,
  ): { readonly status: number | null; readonly said: string } => {
    const { status, stdout, stderr } = spawnSync('python3', [PROGRAM, ...args], { input, encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };

  it('accepts the proof of every event', () => {
    const { status, said } = python(['events', key], proofs.map((proof) => `${JSON.stringify(proof)}\n`).join(''));
    expect(said).toMatch(/^holds: /);
    expect(status).toBe(0);
    expect(said.match(/is event \d+ of the 13 under the checkpoint$/gm)).toHaveLength(13);
  });

  it('accepts the whole log', () => {
    const { status, said } = python(
      ['log', key, join(folder, 'checkpoint.txt')],
      leaves.map((leaf) => `${leaf}\n`).join(''),
    );
    expect([status, said]).toEqual([0, 'holds: 13 events are those of the checkpoint\n']);
  });

  it.each([
    [
      'an event with another letter',
      (proof: InclusionProof) => ({ ...proof, leaf: proof.leaf.replace('Note', 'note') }),
    ],
    ['another place', (proof: InclusionProof) => ({ ...proof, index: proof.index + 1 })],
    ['a hash less', (proof: InclusionProof) => ({ ...proof, hashes: proof.hashes.slice(1) })],
    [
      'another checkpoint',
      (proof: InclusionProof) => ({ ...proof, checkpoint: note.replace('\n13\n', '\n12\n'), size: 12 }),
    ],
  ])('refuses %s', (_, change) => {
    const [proof] = proofs;
    const { status, said } = python(['event', key], JSON.stringify(change(proof as InclusionProof)));
    expect([status, said]).toEqual([1, expect.stringMatching(/^does not hold: /)]);
  });

  it('refuses a log with a line less, another letter, or another order, and the key of somebody else', () => {
    const file = join(folder, 'checkpoint.txt');
    const [first = '', second = '', ...rest] = leaves;
    const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
    for (const lines of [
      [second, ...rest],
      [second, first, ...rest],
      [first.replace('Euro', 'euro'), second, ...rest],
    ]) {
      expect(python(['log', key, file], textOf(lines)).status).toBe(1);
    }
    const stranger = writeVerifier(signerOf(key.split('+')[0] ?? '', makePrivateKey()));
    expect(python(['log', stranger, file], textOf(leaves)).said).toBe(
      'does not hold: the checkpoint is not signed by this key\n',
    );
  });
});
