import { EventEmitter, once } from 'node:events';
import { apiClient, enter, serversFor, type ApiClient } from '#testing/http';
import { describeOnServer } from '#testing/kurrentdb';
import { atRandom, chanceOf, countOf, type Chance } from '../support/chance';
import { report } from '../support/report';
import { useProxies } from './support/proxies';
import { useStores } from './support/stores';

const COMMANDS = countOf('OVATION_FAILURE_COMMANDS', 400);
const AGENTS = 16;
const FILMS = 8;
/** Least and most that is answered between two cuts, so that a slow machine comes to an end as well. */
const BETWEEN_CUTS = [1, 20] as const;
/** Every so manieth cut is behind the server, the others before it. */
const BEHIND = 3;

/** What became of one send: the id of what was recorded, or nothing that could be heard. */
async function send(client: ApiClient, film: string, command: number): Promise<string | undefined> {
  const headers = { 'idempotency-key': `note-${String(command)}` };
  const answer = await client
    .post(`/api/films/${film}/notes`, { text: `Note ${String(command)}` }, headers)
    .catch(() => undefined);
  if (answer === undefined || answer.status === 503) return undefined;
  expect([answer.status, answer.text]).toStrictEqual([201, answer.text]);
  return (answer.body['events'] as readonly { readonly id: string }[])[0]?.id;
}

describeOnServer('commands that are sent again and again', 'own', (servers) => {
  // First: its views are looked at after each test, through the proxy.
  const ovation = serversFor();
  const proxies = useProxies();
  const stores = useStores();

  it(
    'each happen once, while connections are cut and the server is killed',
    atRandom(async (chance) => {
      const node = await servers.startNode();
      const log = await proxies.before(node);
      const server = await ovation.start({ environment: { EVENT_STORE_URL: log.url } });
      const films = await Promise.all(
        Array.from({ length: FILMS }, (_, index) =>
          enter(server, '', { title: `Film ${String(index)}`, year: 2024, directors: ['Anderson .Paak'] }),
        ),
      );
      const edge = await proxies.before(server);
      const client = apiClient(edge.url);

      const heard = new EventEmitter();
      let [next, sends, unheard] = [0, 0, 0];
      const work = async (mine: Chance): Promise<void> => {
        while (next < COMMANDS) {
          const command = (next += 1);
          const film = films[command % FILMS]?.slug ?? '';
          const ids = new Set<string>();
          const times = mine.whole(1, 5);
          for (let time = 1; time <= times || ids.size === 0; time += 1) {
            sends += 1;
            const id = await send(client, film, command);
            if (id === undefined) unheard += 1;
            else {
              ids.add(id);
              heard.emit('answer');
            }
          }
          expect(ids.size).toBe(1);
        }
      };
      const working = Promise.all(Array.from({ length: AGENTS }, (_, agent) => work(chanceOf(chance.seed + agent))));
      const over = new AbortController();
      const end = (): void => {
        over.abort();
      };
      void working.then(end, end);
      /** False when all is over before so many were answered. */
      const answered = async (count: number): Promise<boolean> => {
        for (let left = count; left > 0; left -= 1)
          if (!(await once(heard, 'answer', over).then(Boolean, () => false))) return false;
        return true;
      };
      let [cuts, kills] = [0, 0];
      while (await answered(chance.whole(...BETWEEN_CUTS))) {
        cuts += 1;
        if (chance.once(BEHIND)) log.cut();
        else edge.cut();
        if (kills < 2 && next > (COMMANDS * (kills + 1)) / 3) {
          kills += 1;
          await node.kill();
          await node.restart();
        }
      }
      await working;

      const told = new Map<unknown, number>();
      for await (const { data } of stores.open({ url: node.url }).readAll()) {
        if ('text' in data) told.set(data['text'], (told.get(data['text']) ?? 0) + 1);
      }
      expect(told.size).toBe(COMMANDS);
      expect([...told.values()].filter((times) => times !== 1)).toStrictEqual([]);
      report(
        'commands sent 1 to 5 times',
        `${String(COMMANDS)} commands, ${String(sends)} sends, ${String(unheard)} without an answer, ${String(cuts)} cuts before and behind the server, ${String(kills)} kills of the event store: each happened once`,
        chance.seed,
      );
    }),
    120_000 + COMMANDS * 100,
  );
});
