import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { openSqliteEventStore } from '#event-store/sqlite';
import { atRandom, type Chance } from '../support/chance';
import { exchange } from '../support/exchange';
import { useFolders } from '../support/folders';
import { usePrograms } from '../support/programs';
import { report } from '../support/report';
import { startServerProcess } from '../support/server-process';

const ROUNDS = 3;
const CONNECTIONS = 48;
/** Answers before it is asked to stop, and milliseconds after these, at the most. */
const WARM = 300;
const LONGEST_LOAD = 300;
/** As the configuration has it by default. */
const SHUTDOWN_LIMIT = 10_000;

const folders = useFolders();
const programs = usePrograms();

const FILM = { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' };

/** Texts of the notes in the log. */
async function notesIn(folder: string): Promise<unknown[]> {
  const store = openSqliteEventStore({ file: join(folder, 'ovation.db'), readOnly: true });
  const notes: unknown[] = [];
  for await (const { type, data } of store.readAll()) if (type === 'NoteTaken') notes.push(data['text']);
  await store.close();
  return notes;
}

interface Load {
  readonly answered: string[];
  /** How requests ended that were not answered with what they recorded, and how often. */
  readonly others: Map<string, number>;
  /** Called after so many answers as it takes to be under load. */
  warm: () => void;
}

/** Sends note after note on one connection that is kept, until the server takes no more. */
async function sendNotes(url: string, name: string, load: Load): Promise<void> {
  const { answered, others } = load;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let number = 0; ; number += 1) {
    const text = `${name} ${String(number)}`;
    const answer = await exchange({ url, path: '/api/films/k-pops-2024/notes', body: { text }, agent });
    if ('status' in answer && answer.status === 201) {
      answered.push(text);
      if (answered.length % WARM === 0) load.warm();
    } else {
      const end = 'failed' in answer ? answer.failed : String(answer.status);
      others.set(end, (others.get(end) ?? 0) + 1);
      if (end === 'ECONNREFUSED') break;
    }
  }
  agent.destroy();
}

async function stopUnderLoad(folder: string, round: number, load: Load, chance: Chance): Promise<number> {
  const { program, url, errors } = await startServerProcess(programs, folder);
  if (round === 0) await exchange({ url, path: '/api/films', body: FILM });
  const isWarm = Promise.withResolvers<undefined>();
  load.warm = () => {
    isWarm.resolve(undefined);
  };
  const sending = Array.from({ length: CONNECTIONS }, (_, index) =>
    sendNotes(url, `round ${String(round)} connection ${String(index)} note`, load),
  );
  await isWarm.promise;
  await moment(chance.next() * LONGEST_LOAD);
  const asked = performance.now();
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  const took = performance.now() - asked;
  await Promise.all(sending);
  expect(errors()).toStrictEqual([]);
  return took;
}

it(
  'a server that is asked to stop under load answers all that it records, and records all that it answers',
  atRandom(async (chance) => {
    const folder = folders.make();
    const load: Load = { answered: [], others: new Map(), warm: () => undefined };
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      times.push(await stopUnderLoad(folder, round, load, chance));
      expect((await notesIn(folder)).sort()).toStrictEqual([...load.answered].sort());
    }
    expect(load.answered.length).toBeGreaterThan(0);
    expect(Math.max(...times)).toBeLessThan(SHUTDOWN_LIMIT);
    report(
      'SIGTERM under load',
      `${String(ROUNDS)} stops with ${String(CONNECTIONS)} connections, ${String(load.answered.length)} answered and recorded, ` +
        `not taken: ${JSON.stringify(Object.fromEntries(load.others))}, longest stop ${Math.max(...times).toFixed(0)} ms`,
      chance.seed,
    );
  }),
);
