import { setTimeout as moment } from 'node:timers/promises';
import type { RecordedEvent } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { join } from 'node:path';
import { atRandom, countOf, type Chance } from '../support/chance';
import { exchange } from '../support/exchange';
import { useFolders } from '../support/folders';
import { usePrograms } from '../support/programs';
import { report } from '../support/report';
import { startServerProcess, type ServerProcess } from '../support/server-process';
import { viewsOfFolderThatDiffer } from '../support/views';

const COMMANDS = countOf('OVATION_FAILURE_COMMANDS', 600);
const COMMANDS_PER_RESTART = 150;
const FILMS = 20;
const AT_ONCE = 32;
const MOST_SENDS = 5;
/** Milliseconds after which a connection that is cut is cut: some before the request is there, some after the answer. */
const LONGEST_CUT = 25;
/** Milliseconds before a command that nobody answered is sent again. */
const PAUSE = 10;

const folders = useFolders();
const programs = usePrograms();

/** Something to be recorded, once; `label` is in the event that it becomes and in no other. */
interface Command {
  readonly label: string;
  readonly path: string;
  readonly body: object;
}

const ENTRY = { year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' };
const filmOf = (number: number): Command => {
  const title = `Film ${String(number)}`;
  return { label: title, path: '/api/films', body: { title, ...ENTRY } };
};

function commandOf(number: number, chance: Chance): Command {
  const path = `/api/films/film-${String(chance.whole(1, FILMS))}-2024`;
  if (chance.once(10)) return filmOf(FILMS + number);
  const label = `Command ${String(number)}`;
  return chance.once(4)
    ? { label, path: `${path}/offers`, body: { buyer: label, rights: { territories: 'Italy' } } }
    : { label, path: `${path}/notes`, body: { text: label } };
}

/** The server, killed now and then and started again; whoever asks for it while it is down waits. */
function startRestarting(folder: string) {
  let restarts = 0;
  const errors: string[] = [];
  let up: Promise<ServerProcess> = startServerProcess(programs, folder);
  return {
    up: () => up,
    restart: async () => {
      const before = await up;
      restarts += 1;
      up = before.program.kill().then(() => {
        errors.push(...before.errors());
        return startServerProcess(programs, folder);
      });
      await up;
    },
    restarts: () => restarts,
    stop: async () => {
      const last = await up;
      last.program.child.kill('SIGTERM');
      expect(await last.program.ended).toBe(0);
      return [...errors, ...last.errors()];
    },
  };
}

interface Tally {
  sends: number;
  cut: number;
  refused: number;
}

/** Sends a command so often, cutting some of the connections, and again until it is answered. Answers what was answered. */
async function send(
  command: Command,
  server: ReturnType<typeof startRestarting>,
  chance: Chance,
  tally: Tally,
): Promise<readonly string[]> {
  const answers: string[] = [];
  const sendOnce = async (mayCut: boolean): Promise<void> => {
    const { url } = await server.up();
    tally.sends += 1;
    const cutAfter = mayCut && chance.once(2) ? chance.next() * LONGEST_CUT : undefined;
    const answer = await exchange({
      url,
      path: command.path,
      body: command.body,
      headers: { 'idempotency-key': command.label.replaceAll(' ', '-') },
      ...(cutAfter === undefined ? {} : { cutAfter }),
    });
    if ('failed' in answer) {
      if (answer.failed === 'CUT') tally.cut += 1;
      else tally.refused += 1;
    } else if (answer.status === 201) answers.push(answer.text);
    else if (answer.status !== 503)
      throw new Error(`${command.label} was answered ${String(answer.status)}: ${answer.text}`);
  };
  const sends = chance.whole(1, MOST_SENDS);
  const together = chance.whole(1, sends);
  await Promise.all(Array.from({ length: together }, () => sendOnce(true)));
  for (let sent = together; sent < sends; sent += 1) await sendOnce(true);
  for (;;) {
    if (answers.length > 0) return answers;
    await sendOnce(false);
    if (answers.length === 0) await moment(PAUSE);
  }
}

/** Everything but whether it was recorded by this very request. */
const withoutRepeated = (answer: string): string => answer.replace(/"repeated":(true|false)/, '"repeated":?');

/** What was recorded for commands: the claim of a slug goes with one, and the ledger records of itself. */
async function eventsOf(folder: string): Promise<readonly RecordedEvent[]> {
  const store = openSqliteEventStore({ file: join(folder, 'ovation.db'), readOnly: true });
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) if (event.stream.startsWith('film-')) events.push(event);
  await store.close();
  return events;
}

const labelOf = ({ data }: RecordedEvent): unknown => data['text'] ?? data['buyer'] ?? data['title'];

it(
  'a command sent again and again, over cut connections and killed servers, happens once and has one answer',
  atRandom(async (chance) => {
    const folder = folders.make();
    const server = startRestarting(folder);
    const tally: Tally = { sends: 0, cut: 0, refused: 0 };
    const answers = new Map<string, readonly string[]>();
    const films = Array.from({ length: FILMS }, (_, index) => filmOf(index + 1));
    for (const film of films) answers.set(film.label, await send(film, server, chance, tally));

    const commands = Array.from({ length: COMMANDS }, (_, index) => commandOf(index + 1, chance));
    const waiting = [...commands];
    const restarting: Promise<void>[] = [];
    let done = 0;
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        answers.set(next.label, await send(next, server, chance, tally));
        done += 1;
        if (done % COMMANDS_PER_RESTART === 0 && waiting.length > 0) restarting.push(server.restart());
        if (done % 2_500 === 0) report('repeated commands, on the way', `${String(done)} of ${String(COMMANDS)}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await Promise.all(restarting);
    expect(await server.stop()).toStrictEqual([]);

    const events = await eventsOf(folder);
    const asked = [...films, ...commands].map(({ label }) => label);
    expect(events.map(labelOf).sort()).toStrictEqual(asked.sort());
    expect(new Set(events.map(({ metadata }) => metadata['commandId'])).size).toBe(events.length);
    const differing = [...answers].filter(([, given]) => new Set(given.map(withoutRepeated)).size !== 1);
    expect(differing).toStrictEqual([]);
    const twiceFirst = [...answers.values()].filter(
      (given) => given.filter((answer) => answer.includes('"repeated":false')).length > 1,
    );
    expect(twiceFirst).toStrictEqual([]);
    expect(await viewsOfFolderThatDiffer(folder)).toStrictEqual([]);
    report(
      'commands sent again over cut connections and killed servers',
      `${String(COMMANDS)} commands, ${String(tally.sends)} sends, ${String(tally.cut)} connections cut, ` +
        `${String(tally.refused)} refused or reset, ${String(server.restarts())} servers killed: each happened once`,
      chance.seed,
    );
  }),
  120_000 + COMMANDS * 60,
);
