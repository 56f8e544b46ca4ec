import { hash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { listed, inPieces } from './contract';
import { copyEvidence } from './copy-evidence';
import { openEvidenceFolder } from './folder';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copy-evidence-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const place = (name: string) => openEvidenceFolder({ folder: join(folder, name), limit: 1_000 });
const digest = (words: string): string => hash('sha256', words);
const alter = (name: string, sha256: string, words: string): void => {
  const file = join(folder, name, sha256.slice(0, 2), sha256);
  chmodSync(file, 0o600);
  writeFileSync(file, words);
};

it('brings what is not there, puts right what is wrong there, and leaves what is altered here', async () => {
  const [from, to] = [place('from'), place('to')];
  for (const words of ['one', 'two', 'three']) await from.put(inPieces(Buffer.from(words)));
  await to.put(inPieces(Buffer.from('zero')));
  expect(await copyEvidence(from, to)).toEqual({ copied: 3, there: 0, altered: [] });
  expect(await listed(to)).toEqual(['zero', 'one', 'two', 'three'].map(digest).sort());

  const four = await from.put(inPieces(Buffer.from('four')));
  alter('from', four.sha256, 'five');
  alter('to', digest('one'), 'ten');
  const seen: number[] = [];
  expect(await copyEvidence(from, to, (done) => seen.push(done))).toEqual({
    copied: 1,
    there: 2,
    altered: [four.sha256],
  });
  expect(seen).toEqual([1, 2, 3, 4]);
  expect(await to.check(digest('one'), { anew: true })).toBe('ok');
  expect(await to.check(four.sha256)).toBe('missing');
});

it('copies nothing from where nothing is', async () => {
  expect(await copyEvidence(place('nowhere'), place('to'))).toEqual({ copied: 0, there: 0, altered: [] });
});

it('holds on to no document that could not be written', async () => {
  const from = place('from');
  await from.put(inPieces(Buffer.from('one')));
  writeFileSync(join(folder, 'to'), 'A file.');
  const opened: Readable[] = [];
  const watched = {
    ...from,
    open: async (sha256: string) => {
      const content = await from.open(sha256);
      if (content !== undefined) opened.push(content);
      return content;
    },
  };
  await expect(copyEvidence(watched, place('to'))).rejects.toMatchObject({ code: 'unavailable' });
  expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
});
