import { join } from 'node:path';
import { viewsOf } from '#apps/api';
import { newId } from '#event-store';
import { atRandom, countOf, type Chance } from '../support/chance';
import { useFolders } from '../support/folders';
import { usePrograms, type Program } from '../support/programs';
import { report } from '../support/report';
import { openData, viewsOfFolderThatDiffer, viewsThatDiffer } from '../support/views';

const ROUNDS = countOf('OVATION_FAILURE_VIEW_ROUNDS', 12);
const WRITERS = 8;
/** Of the read store, from its first start on: making the tables of each view, then batches. */
const FIRST_COMMIT = 1;
const LAST_COMMIT = 40;
/** From here on the views are there to be read: what is made of the read store itself, then of each view. */
const MADE = 3 + viewsOf({ readStream: () => (async function* () {})() }).length;

const folders = useFolders();
const programs = usePrograms();

interface Round {
  readonly program: Program;
  readonly folder: string;
  readonly at: number;
}

function begin(chance: Chance): Round {
  const folder = folders.make();
  const at = chance.whole(FIRST_COMMIT, LAST_COMMIT);
  const streams = Array.from({ length: WRITERS }, () => `film-${newId()}`);
  const program = programs.start(join(__dirname, '../sqlite/record-until-killed.mts'), [folder, ...streams], {
    flags: ['--require', join(__dirname, '../support/die-at-view-commit.cjs')],
    env: { DIE_AT_VIEW_COMMIT: String(at), DIE_WHEN: chance.one(['before', 'after']) },
  });
  return { program, folder, at };
}

async function viewsLeftThatDiffer(folder: string): Promise<readonly string[]> {
  const stores = await openData(folder, 'reader');
  try {
    return await viewsThatDiffer(stores);
  } finally {
    await stores.close();
  }
}

it(
  'views killed at the commit of a batch and its checkpoint hold each event once, then and after they went on',
  atRandom(async (chance) => {
    let next = begin(chance);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const { program, folder, at } = next;
      program.tell('with views');
      expect(await program.ended).toBe('SIGKILL');
      if (round < ROUNDS) next = begin(chance);
      if (at >= MADE) expect(await viewsLeftThatDiffer(folder)).toStrictEqual([]);
      expect(await viewsOfFolderThatDiffer(folder)).toStrictEqual([]);
    }
    report('views killed at a commit', `${String(ROUNDS)} kills, every view equal to its rebuild`, chance.seed);
  }),
  60_000 + ROUNDS * 5_000,
);
