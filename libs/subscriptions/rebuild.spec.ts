import { sql } from 'kysely';
import { isCaughtUp, type EventStore } from '#event-store';
import { beginGeneration, dropView, readGenerations } from '#read-store';
import { compareWithRebuild, type RebuildProgress, type ViewStatus, type ViewSupervisor } from './index';
import { createRig, tallyView, until, type Rig } from './testing/rig';

let rig: Rig;

beforeEach(async () => {
  rig = await createRig();
});

afterEach(() => rig.end());

const statusOf = async (supervisor: ViewSupervisor): Promise<ViewStatus | undefined> => (await supervisor.status())[0];

const isLive = (supervisor: ViewSupervisor) => async (): Promise<boolean> =>
  (await statusOf(supervisor))?.status === 'live';

const generations = async (): Promise<string[]> =>
  (await readGenerations(rig.readStore.bookkeeping)).map(
    ({ generation, version, status }) => `g${String(generation)} v${String(version)} ${status}`,
  );

/** A view that waits at a gate before it applies anything. */
const gated = (options: Parameters<typeof tallyView>[0] = {}) => {
  const gate: PromiseWithResolvers<void> = Promise.withResolvers();
  const reached: PromiseWithResolvers<void> = Promise.withResolvers();
  const view = tallyView(options);
  const apply: typeof view.apply = async (events, tx) => {
    reached.resolve();
    await gate.promise;
    await view.apply(events, tx);
  };
  return { view: { ...view, apply }, open: gate.resolve, reached: reached.promise };
};

describe('a rebuild', () => {
  it('gives the same to the byte, is swapped in, and leaves nothing of the old one', async () => {
    const supervisor = await rig.supervise({ limits: { batchSize: 3 } });
    for (const film of ['film-2', 'film-1', 'film-3']) await supervisor.waitFor(await rig.append([1, 2, 3], film));
    await until(isLive(supervisor));
    const before = await rig.dump();
    expect(before).toHaveLength(12);
    const progress: RebuildProgress[] = [];
    await supervisor.rebuild('tally', { onProgress: (each) => progress.push(each) });
    expect(await rig.dump()).toStrictEqual(before);
    expect(await generations()).toStrictEqual(['g2 v1 live']);
    expect(progress.map(({ done }) => done).slice(0, 3)).toStrictEqual([3, 6, 9]);
    expect(progress.map(({ total }) => total).every((total) => total === 9)).toBe(true);
    const { rows } = await sql<{ name: string }>`select name from sqlite_schema where name like 'tally%g1%'`.execute(
      rig.readStore.db,
    );
    expect(rows).toStrictEqual([]);
    await supervisor.waitFor(await rig.append([4]));
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":4,"film":"film-1","sum":10}]');
  });

  it('goes on beside the live one, which goes on too, and never goes back', async () => {
    const slow = gated();
    let isRebuild = false;
    const direct = tallyView();
    const view = {
      ...direct,
      apply: (...batch: Parameters<typeof direct.apply>) =>
        isRebuild ? slow.view.apply(...batch) : direct.apply(...batch),
    };
    const supervisor = await rig.supervise({ views: [view] });
    await supervisor.waitFor(await rig.append([1, 2]));
    await until(isLive(supervisor));
    isRebuild = true;
    const rebuilding = supervisor.rebuild('tally');
    await slow.reached;
    expect(await statusOf(supervisor)).toMatchObject({ status: 'live', building: { status: 'building', events: 0 } });
    await expect(supervisor.rebuild('tally')).rejects.toMatchObject({ code: 'already-building' });
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":2,"film":"film-1","sum":3}]');
    const seen: number[] = [];
    slow.open();
    isRebuild = false;
    for (let amount = 3; amount < 20; amount += 1) {
      await rig.append([amount]);
      seen.push((await statusOf(supervisor))?.events ?? 0);
    }
    await rebuilding;
    const position = await rig.append([20]);
    expect(await supervisor.waitFor(position)).toBe(true);
    expect(seen).toStrictEqual(seen.toSorted((one, other) => one - other));
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":20,"film":"film-1","sum":210}]');
  });

  it('stops at an event that cannot be applied, with the live one still there', async () => {
    let cured = true;
    const supervisor = await rig.supervise({ views: [tallyView({ isPoison: (amount) => !cured && amount === 2 })] });
    await supervisor.waitFor(await rig.append([1, 2, 3]));
    await until(isLive(supervisor));
    const before = await rig.dump();
    cured = false;
    await expect(supervisor.rebuild('tally')).rejects.toMatchObject({ code: 'poison-event' });
    const status = await statusOf(supervisor);
    expect(status).toMatchObject({ status: 'live', deadLetters: 0, building: { status: 'stopped', events: 1 } });
    expect(status?.building?.error).toMatch(
      /stopped building at event .* \(OfferMade, film-1 revision 1\): No amount may be 2\./,
    );
    expect(await rig.dump()).toStrictEqual(before);
    await supervisor.waitFor(await rig.append([4]));
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":4,"film":"film-1","sum":10}]');
    cured = true;
    await supervisor.rebuild('tally');
    expect(await generations()).toStrictEqual(['g2 v1 live']);
    expect(await statusOf(supervisor)).not.toHaveProperty('building');
  });

  describe('that comes to its end while the live one is a step ahead', () => {
    /** The build is told that it has caught up, and of event 2, which the live one has applied, only once that is halted. */
    const comeToTheEnd = async (poison: Set<number>) => {
      const gate: PromiseWithResolvers<void> = Promise.withResolvers();
      const reached: PromiseWithResolvers<void> = Promise.withResolvers();
      let isRebuild = false;
      let liveSignal: AbortSignal | undefined;
      const store: EventStore = {
        ...rig.store,
        async *subscribe(options) {
          const isGated = isRebuild;
          isRebuild = false;
          if (!isGated) liveSignal = options.signal;
          for await (const item of rig.store.subscribe(options)) {
            const isTheEnd = isGated && isCaughtUp(item);
            if (isTheEnd) {
              reached.resolve();
              await gate.promise;
            }
            yield item;
            if (isTheEnd) await until(() => liveSignal?.aborted === true);
          }
        },
      };
      const views = [tallyView({ isPoison: (amount) => poison.has(amount) })];
      // The first build has a subscription of its own, which goes on as that of the live one.
      const supervisor = await rig.supervise({ store, views });
      await supervisor.waitFor(await rig.append([1]));
      await until(isLive(supervisor));
      isRebuild = true;
      const rebuilding = supervisor.rebuild('tally').catch((error: unknown) => error);
      await reached.promise;
      await supervisor.waitFor(await rig.append([2]));
      return { supervisor, rebuilding, goOn: gate.resolve };
    };

    it('is swapped in where that stands', async () => {
      const { supervisor, rebuilding, goOn } = await comeToTheEnd(new Set());
      const seen = new Set<number>();
      const watching = until(async () => {
        seen.add((await statusOf(supervisor))?.events ?? 0);
        return (await generations()).join() === 'g2 v1 live';
      });
      goOn();
      expect(await rebuilding).toBeUndefined();
      await watching;
      expect([...seen]).toStrictEqual([2]);
      await supervisor.waitFor(await rig.append([3]));
      expect((await rig.dump()).at(0)).toBe('["tally",{"events":3,"film":"film-1","sum":6}]');
    });

    it('lets that go on when it stops after all', async () => {
      const poison = new Set<number>();
      const { supervisor, rebuilding, goOn } = await comeToTheEnd(poison);
      poison.add(2);
      goOn();
      expect(await rebuilding).toMatchObject({ code: 'poison-event' });
      expect(await supervisor.waitFor(await rig.append([3]))).toBe(true);
      expect(await statusOf(supervisor)).toMatchObject({
        status: 'live',
        events: 3,
        deadLetters: 0,
        building: { status: 'stopped', events: 1 },
      });
    });
  });

  it('is taken up again after a restart', async () => {
    const supervisor = await rig.supervise();
    await supervisor.waitFor(await rig.append([1, 2, 3, 4]));
    await until(isLive(supervisor));
    const before = await rig.dump();
    await supervisor.stop();

    const stopAt = gated();
    const direct = tallyView();
    const half = {
      ...direct,
      apply: (...batch: Parameters<typeof direct.apply>) =>
        batch[0].some(({ data }) => data['amount'] === 3) ? stopAt.view.apply(...batch) : direct.apply(...batch),
    };
    const second = await rig.supervise({ views: [half], limits: { batchSize: 1 } });
    const rebuilding = second.rebuild('tally').catch((error: unknown) => error);
    await stopAt.reached;
    const stopping = second.stop();
    stopAt.open();
    await stopping;
    expect(await rebuilding).toMatchObject({ code: 'not-running' });
    expect(await generations()).toStrictEqual(['g1 v1 live', 'g2 v1 building']);

    let first: unknown;
    const watched = tallyView();
    const third = await rig.supervise({
      views: [
        {
          ...watched,
          apply: (events, tx: never) => {
            first ??= events[0]?.data['amount'];
            return watched.apply(events, tx);
          },
        },
      ],
    });
    await until(async () => (await generations()).join() === 'g2 v1 live');
    expect(first).toBe(4);
    expect(await rig.dump()).toStrictEqual(before);
    await third.stop();
  });
});

describe('the first build', () => {
  it('is seen as it goes, and stops at an event that cannot be applied', async () => {
    await rig.append([1, 2, 3]);
    const supervisor = await rig.supervise({ views: [tallyView({ isPoison: (amount) => amount === 3 })] });
    await until(async () => (await statusOf(supervisor))?.status === 'stopped');
    expect(await statusOf(supervisor)).toMatchObject({ version: 1, events: 2, lag: 1, deadLetters: 0 });
    expect((await statusOf(supervisor))?.error).toContain('Cure the view, then rebuild it.');
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":2,"film":"film-1","sum":3}]');
    await expect(supervisor.rebuild('tally')).rejects.toMatchObject({ code: 'poison-event' });
    await supervisor.stop();

    const cured = await rig.supervise();
    await until(isLive(cured));
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":3,"film":"film-1","sum":6}]');
  });
});

describe('a new version', () => {
  it('is built beside the old one, which is still seen, and swapped in', async () => {
    const before = await rig.supervise();
    await before.waitFor(await rig.append([1, 2, 3]));
    await until(isLive(before));
    await before.stop();
    const next = gated({ version: 2 });
    const supervisor = await rig.supervise({ views: [next.view] });
    await next.reached;
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":3,"film":"film-1","sum":6}]');
    expect(await statusOf(supervisor)).toMatchObject({
      version: 1,
      status: 'building',
      events: 3,
      building: { version: 2, status: 'building', events: 0 },
    });
    next.open();
    await until(isLive(supervisor));
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":3,"film":"film-1","sum":12}]');
    expect(await generations()).toStrictEqual(['g2 v2 live']);
    expect(await statusOf(supervisor)).toMatchObject({ version: 2, status: 'live', lag: 0 });
  });

  it('replaces one that never was finished', async () => {
    await rig.append([1, 2]);
    const before = await rig.supervise({ views: [tallyView({ isPoison: (amount) => amount === 2 })] });
    await until(async () => (await statusOf(before))?.status === 'stopped');
    await before.stop();
    const supervisor = await rig.supervise({ views: [tallyView({ version: 2 })] });
    await until(isLive(supervisor));
    expect(await generations()).toStrictEqual(['g1 v2 live']);
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":2,"film":"film-1","sum":6}]');
  });
});

describe('a view that was deleted', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['by the command', () => dropView(rig.readStore, 'tally')],
    ['by hand, a table of it', () => rig.readStore.transaction((tx) => sql`drop table tally_entry_g1`.execute(tx))],
    ['by hand, its plain name', () => rig.readStore.transaction((tx) => sql`drop view tally`.execute(tx))],
  ])('%s comes back the same to the byte', async (_, remove) => {
    const before = await rig.supervise();
    for (const film of ['film-2', 'film-1']) await before.waitFor(await rig.append([1, 2, 3], film));
    await until(isLive(before));
    const kept = await rig.dump();
    await before.stop();
    await remove();
    const supervisor = await rig.supervise();
    await until(isLive(supervisor));
    expect(await rig.dump()).toStrictEqual(kept);
    expect(await rig.readStore.db.selectFrom('tally').select('film').orderBy('film').execute()).toEqual([
      { film: 'film-1' },
      { film: 'film-2' },
    ]);
  });

  it('in part while it was being rebuilt is live as it was', async () => {
    const before = await rig.supervise();
    await before.waitFor(await rig.append([1, 2]));
    await until(isLive(before));
    const kept = await rig.dump();
    await before.stop();
    await rig.readStore.transaction(async (tx) => {
      await beginGeneration(tx, tallyView(), '');
      await sql`drop table tally_g2`.execute(tx);
    });
    const supervisor = await rig.supervise();
    await until(isLive(supervisor));
    expect(await generations()).toStrictEqual(['g1 v1 live']);
    expect(await rig.dump()).toStrictEqual(kept);
  });
});

describe('comparing a view with its rebuild', () => {
  const compare = () => compareWithRebuild({ store: rig.store, readStore: rig.readStore, view: tallyView() });

  it('finds them the same at the position of the view, whatever came later, and without dead letters', async () => {
    const supervisor = await rig.supervise({ views: [tallyView({ isPoison: (amount) => amount === 2 })] });
    await until(isLive(supervisor));
    const position = await rig.append([1, 2, 3]);
    await supervisor.waitFor(position);
    await supervisor.stop();
    await rig.append([4]);
    expect(await compare()).toStrictEqual({ same: true, position });
  });

  it('names the first row that differs', async () => {
    const supervisor = await rig.supervise();
    const position = await rig.append([1]);
    await supervisor.waitFor(position);
    await rig.readStore.transaction((tx) => sql`update tally_g1 set sum = 100`.execute(tx));
    expect(await compare()).toStrictEqual({
      same: false,
      position,
      difference: {
        table: 'tally',
        kept: '["tally",{"events":1,"film":"film-1","sum":100}]',
        rebuilt: '["tally",{"events":1,"film":"film-1","sum":1}]',
      },
    });
    await rig.readStore.transaction((tx) => sql`delete from tally_g1`.execute(tx));
    expect((await compare()).difference?.table).toBe('tally_entry');
  });
});
