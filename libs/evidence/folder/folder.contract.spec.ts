import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceStoreContract, inPieces, listed, type EvidenceSubject } from '../contract';
import { openEvidenceFolder } from './folder-store';

const LIMIT = 300_000;

let folders: string[] = [];
afterEach(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
  folders = [];
});

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  folders.push(folder);
  return join(folder, 'evidence');
};

function subject(): EvidenceSubject {
  const folder = newFolder();
  const fileOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256);
  return {
    store: openEvidenceFolder({ folder, limit: LIMIT }),
    limit: LIMIT,
    again: () => openEvidenceFolder({ folder, limit: LIMIT, readOnly: true }),
    alter: (sha256, bytes) => {
      chmodSync(fileOf(sha256), 0o600);
      writeFileSync(fileOf(sha256), bytes);
    },
    remove: (sha256) => {
      rmSync(fileOf(sha256));
    },
    everything: () => (existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String).sort() : []),
  };
}

evidenceStoreContract(subject);

const memo = Buffer.from('Signed.');

it('makes nothing where nothing is kept', async () => {
  const folder = newFolder();
  const store = openEvidenceFolder({ folder, limit: LIMIT });
  expect(await listed(store)).toEqual([]);
  expect(await store.check('a'.repeat(64))).toBe('missing');
  expect(existsSync(folder)).toBe(false);
});

it('keeps nothing where it only reads', async () => {
  const folder = newFolder();
  const reader = openEvidenceFolder({ folder, limit: LIMIT, readOnly: true });
  await expect(reader.put(inPieces(memo))).rejects.toMatchObject({ code: 'read-only' });
  expect(existsSync(folder)).toBe(false);
});

it('says so where a file is in the place of the folder', async () => {
  const folder = newFolder();
  writeFileSync(folder, '');
  const store = openEvidenceFolder({ folder, limit: LIMIT });
  await expect(store.put(inPieces(memo))).rejects.toMatchObject({ code: 'unavailable' });
  expect(await store.check('a'.repeat(64))).toBe('missing');
});

it('clears what was left by those who have gone, and nothing that is being written', async () => {
  const folder = newFolder();
  const partials = join(folder, 'partial');
  mkdirSync(partials, { recursive: true });
  const machine = hostname().replace(/[^\w-]/g, '_');
  const uuid = '00000000-0000-4000-8000-000000000000';
  const gone = `${machine}.999999999.${uuid}`;
  const ofNobody = `${machine}.1.${uuid}`;
  const fromElsewhere = `elsewhere.1.${uuid}`;
  const longAgo = `elsewhere.2.${uuid}`;
  for (const name of [gone, ofNobody, fromElsewhere, longAgo]) writeFileSync(join(partials, name), 'half');
  utimesSync(join(partials, longAgo), 0, 0);
  openEvidenceFolder({ folder, limit: LIMIT, readOnly: true });
  expect(readdirSync(partials)).toHaveLength(4);

  const first = openEvidenceFolder({ folder, limit: LIMIT });
  expect(readdirSync(partials).sort()).toEqual([fromElsewhere, ofNobody].sort());
  const begun = Promise.withResolvers<undefined>();
  const rest = Promise.withResolvers<undefined>();
  const putting = first.put(
    (async function* () {
      yield memo;
      begun.resolve(undefined);
      await rest.promise;
    })(),
  );
  await begun.promise;
  openEvidenceFolder({ folder, limit: LIMIT });
  rest.resolve(undefined);
  expect(await putting).toMatchObject({ bytes: memo.length, repeated: false });
  expect(readdirSync(partials).sort()).toEqual([fromElsewhere, ofNobody].sort());
});
