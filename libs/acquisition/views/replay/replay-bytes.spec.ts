import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import { importChronicle, readChronicle } from '#acquisition/chronicle';
import { utcDay } from '#acquisition/domain';
import { commandIdFrom } from '#event-store';
import { copyLog } from '#event-store/copy';
import type { Archive } from '#testing';
import { TODAY, openArchive } from '#testing';
import { replayOfSlate } from './slate-replay';

/** What the replay of the chronicle that comes along has always come to. Another one is another answer to an auditor. */
const DIGEST = 'cc32439c500ccf0371f0a822125597de2cb01fa20a57bec16a98b831b4c0d93c';

let archive: Archive;
let copy: Archive;
beforeEach(() => {
  archive = openArchive();
  copy = openArchive();
});
afterEach(async () => {
  await archive.close();
  await copy.close();
});

/** SHA-256 of every step in canonical form (RFC 8785), a line each. */
async function digestOf({ store }: Pick<Archive, 'store'>): Promise<string> {
  const hash = createHash('sha256');
  for await (const step of replayOfSlate({ store, clock: { now: () => TODAY, dayOf: utcDay } }, {}))
    hash.update(`${canonicalize(step) ?? ''}\n`);
  return hash.digest('hex');
}

it('gives the bytes that it gave before, here and from a copy', async () => {
  const { directory } = archive.target;
  const chronicle: unknown = JSON.parse(readFileSync(`${__dirname}/../../../../data/films.json`, 'utf8'));
  // Ids of films are of no account but that they are the same each time.
  const named = { ...directory, claim: (slug: string) => directory.claim(slug, commandIdFrom('film', slug)) };
  await importChronicle({ ...archive.target, directory: named }, readChronicle(chronicle), { file: 'films.json' });
  expect(await digestOf(archive)).toBe(DIGEST);
  await copyLog(archive.store, copy.store);
  expect(await digestOf(copy)).toBe(DIGEST);
});
