import { hash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { openEvidenceFolder } from '#evidence/folder';
import { atRandom, countOf, type Chance } from '../support/chance';
import { useFolders } from '../support/folders';
import { usePrograms } from '../support/programs';
import { report } from '../support/report';
import { startServerProcess } from '../support/server-process';

const ROUNDS = countOf('OVATION_FAILURE_ROUNDS', 4);
const CLIENTS = 6;
const LONGEST_LOAD = 400;
const BYTES = 300_000;

const folders = useFolders();
const programs = usePrograms();

interface Load {
  readonly answered: Set<string>;
  cut: number;
}

/** Uploads one document after the other, until the server takes no more. */
async function upload(url: string, load: Load, warm: () => void): Promise<void> {
  for (;;) {
    const bytes = randomBytes(BYTES);
    try {
      const answer = await fetch(`${url}/api/evidence`, { method: 'POST', body: bytes });
      const { sha256 } = (await answer.json()) as { readonly sha256: string };
      expect([answer.status, sha256]).toEqual([201, hash('sha256', bytes)]);
      load.answered.add(sha256);
      warm();
    } catch (error) {
      // What `fetch` says of a connection that is lost.
      if ((error as Error).name !== 'TypeError') throw error;
      load.cut += 1;
      return;
    }
  }
}

async function killUnderUploads(folder: string, load: Load, chance: Chance): Promise<void> {
  const { program, url } = await startServerProcess(programs, folder, { mayComplain: true });
  const isWarm = Promise.withResolvers<undefined>();
  const uploading = Array.from({ length: CLIENTS }, () =>
    upload(url, load, () => {
      isWarm.resolve(undefined);
    }),
  );
  await isWarm.promise;
  await moment(chance.next() * LONGEST_LOAD);
  await program.kill();
  await Promise.all(uploading);
}

it(
  'a server that is killed under uploads keeps every document that it answered, whole, and no part of another',
  atRandom(async (chance) => {
    const folder = folders.make();
    const evidence = join(folder, 'evidence');
    const partials = (): readonly string[] =>
      existsSync(join(evidence, 'partial')) ? readdirSync(join(evidence, 'partial')) : [];
    const load: Load = { answered: new Set(), cut: 0 };
    let left = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await killUnderUploads(folder, load, chance);
      left += partials().length;
      // As the next start of the server does.
      const store = openEvidenceFolder({ folder: evidence, limit: BYTES });
      expect(partials()).toEqual([]);
      const kept = new Set<string>();
      for await (const sha256 of store.list()) {
        expect([sha256, await store.check(sha256, { anew: true })]).toEqual([sha256, 'ok']);
        kept.add(sha256);
      }
      expect([...load.answered].filter((sha256) => !kept.has(sha256))).toEqual([]);
    }
    report(
      'kill -9 under uploads',
      `${String(ROUNDS)} rounds, ${String(load.answered.size)} documents answered, all kept and whole; ${String(load.cut)} cut, ${String(left)} partial files cleared`,
      chance.seed,
    );
  }),
  180_000,
);
