import { join } from 'node:path';
import { atRandom, countOf } from '../support/chance';
import { useFolders } from '../support/folders';
import { usePrograms } from '../support/programs';
import { report } from '../support/report';
import type { Flipped } from './damaged-files.mts';

const FLIPS = countOf('OVATION_FAILURE_FLIPS', 40);

/** What is read here has a structure or a checksum of its own, so that nothing wrong can come of it unnoticed. */
const NEVER_WRONG = [
  'header of the file',
  'schema',
  'interior of events',
  'free pages',
  'header of the write-ahead log',
  'header of a frame of the write-ahead log',
  'page in the write-ahead log',
];

const folders = useFolders();
const programs = usePrograms();

/** The header says, too, which version made the file, and whether it may be written: a bit of that is read as it stands. */
const mayBeTold = (place: string): readonly string[] =>
  place === 'header of the file' ? ['corrupt', 'newer-version', 'read-only'] : ['corrupt'];
const ADVICE = /restore it|restore the file|: update\.|check the permissions/;

const shares = (flips: readonly Flipped[]): string =>
  Object.entries(
    Object.groupBy(flips, ({ outcome, detail }) => (outcome === 'wrong' ? `wrong ${detail ?? ''}` : outcome)),
  )
    .map(([outcome, some = []]) => `${outcome} ${String(some.length)}`)
    .join(', ');

it(
  'a flipped bit is told as what it is wherever the store can see it, and never ends the process',
  atRandom(async ({ seed }) => {
    const args = [folders.make(), String(seed), String(FLIPS)];
    const program = programs.start(join(__dirname, 'damaged-files.mts'), args);
    expect(await program.ended).toBe(0);
    const flips = program.lines.map((line) => JSON.parse(line) as Flipped);
    const byPlace = Object.groupBy(flips, ({ place }) => place);
    for (const [place, some = []] of Object.entries(byPlace))
      report(`a flipped bit in: ${place}`, `${String(some.length)} flips: ${shares(some)}`, seed);

    expect(flips.filter(({ outcome }) => outcome === 'unclassified')).toStrictEqual([]);
    const told = flips.filter(({ outcome }) => outcome === 'told');
    expect(told.filter(({ place, detail = '' }) => !mayBeTold(place).includes(detail))).toStrictEqual([]);
    expect(told.filter(({ sentence = '' }) => !ADVICE.test(sentence))).toStrictEqual([]);
    const wrong = flips.filter(({ outcome, place }) => outcome === 'wrong' && NEVER_WRONG.includes(place));
    expect(wrong).toStrictEqual([]);
    expect(Object.keys(byPlace)).toEqual(
      expect.arrayContaining([
        ...NEVER_WRONG,
        'leaf of events',
        'leaf of streams',
        'leaf of an index',
        'overflow of events',
        'interior of an index',
      ]),
    );
  }),
  300_000,
);
