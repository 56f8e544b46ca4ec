import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findServer } from './find-server';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-server-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const program = (name: string, exitCode = 0): string => {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nexit ${exitCode}\n`, { mode: 0o755 });
  return path;
};

const URL = 'kurrentdb://db.example:2113?tls=false';

it('takes the server that it is told of, unless it may be killed', () => {
  const path = program('eventstored');
  expect(findServer('any', { KURRENTDB_URL: URL, PATH: folder })).toStrictEqual({ kind: 'running', url: URL });
  expect(findServer('own', { KURRENTDB_URL: URL, PATH: folder })).toStrictEqual({ kind: 'program', path });
});

it('takes a program before Docker, and the newer name first', () => {
  program('docker');
  program('eventstored');
  const path = program('kurrentd');
  expect(findServer('any', { PATH: `/nowhere:${folder}` })).toStrictEqual({ kind: 'program', path });
});

it('takes Docker when its engine answers', () => {
  program('docker');
  expect(findServer('own', { PATH: folder })).toMatchObject({
    kind: 'docker',
    image: expect.stringMatching('kurrentdb') as string,
  });
  expect(findServer('own', { PATH: folder, KURRENTDB_IMAGE: 'mine' })).toStrictEqual({ kind: 'docker', image: 'mine' });
});

it('says what is missing where there is none', () => {
  program('docker', 1);
  writeFileSync(join(folder, 'eventstored'), 'This is no program.', { mode: 0o644 });
  expect(findServer('any', { PATH: folder })).toStrictEqual({
    kind: 'none',
    reason: 'no KurrentDB: put kurrentd or eventstored on the PATH, start Docker, or set KURRENTDB_URL',
  });
  expect(findServer('own', { PATH: folder, KURRENTDB_URL: URL })).toStrictEqual({
    kind: 'none',
    reason: 'no KurrentDB to kill: put kurrentd or eventstored on the PATH, or start Docker',
  });
});
