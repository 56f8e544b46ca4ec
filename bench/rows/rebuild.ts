import { openSqliteEventStore } from '#event-store/sqlite';
import { viewsOf } from '#acquisition/views';
import { startChild } from '../measuring/child';
import { median, inTurns } from '../measuring/rounds';
import type { Built, RebuildCalls } from '../programs/rebuild';
import type { Bench, Figure, Outcome, Row } from '../row';
import type { Slate } from '../slates';

/** Events for Emmett, which takes as long over a few as we over many; those of `append-emmett` come on top. */
const CONSUMED = 4_000;
const MEGABYTE = 1_000_000;
/** How much more memory may be held later on: a garbage collector does not come at once. */
const FLAT = 1.25;

async function namesOf({ file }: Slate): Promise<readonly string[]> {
  const store = openSqliteEventStore({ file, readOnly: true });
  const names = viewsOf(store).map(({ name }) => name);
  await store.close();
  return names;
}

/** Each in a process of its own, right after the limit that it is compared with. */
async function buildOne(
  { file, events }: Slate,
  folder: string,
  view: string,
): Promise<{ readonly built: Built; readonly limit: number }> {
  const child = startChild<RebuildCalls>('rebuild');
  try {
    const limit = await child.ask('limit', { file, events });
    return { limit, built: await child.ask('build', { file, events, folder, view }) };
  } finally {
    await child.stop();
  }
}

async function againstEmmett({ rounds, sized, say, emmett: start }: Bench, slowest: number): Promise<Outcome> {
  const of = 'the slowest view';
  const emmett = await start();
  if (typeof emmett === 'string') return { of, notRun: emmett };
  say('lets Emmett consume');
  await emmett.ask('append', sized(CONSUMED, 100));
  const { consumed } = await inTurns(rounds, { consumed: () => emmett.ask('consume', null) });
  const value = median(consumed);
  return {
    of,
    value: slowest,
    unit: 'events/s',
    reference: { of: "Emmett's PostgreSQL consumer, doing nothing with them", value },
    ratio: slowest / value,
    reach: { atLeast: 20 },
  };
}

export const rebuild: Row = {
  name: 'rebuild',
  title: 'Rebuild every view from 1,000,000 events',
  async run(bench) {
    const slate = await bench.slates.big();
    const folder = bench.folder('rebuild');
    const figures: Figure[] = [];
    const memory: Built[] = [];
    for (const view of await namesOf(slate)) {
      bench.say(`rebuilds ${view} from ${slate.events.toLocaleString('en')} events`);
      const { limit, built } = await buildOne(slate, folder, view);
      memory.push(built);
      figures.push({
        of: view,
        value: built.perSecond,
        unit: 'events/s',
        reference: { of: 'read, parse and fold them, write nothing', value: limit },
        ratio: built.perSecond / limit,
        reach: { atLeast: 0.25 },
      });
    }
    const grown = memory.reduce((worst, built) =>
      built.late / built.early > worst.late / worst.early ? built : worst,
    );
    return [
      ...figures,
      await againstEmmett(bench, Math.min(...figures.map(({ value }) => value))),
      {
        of: 'memory later on, the view where it grows most',
        value: grown.late / MEGABYTE,
        unit: 'MB',
        reference: { of: 'once warm', value: grown.early / MEGABYTE },
        ratio: grown.late / grown.early,
        reach: { atMost: FLAT },
      },
    ];
  },
};
