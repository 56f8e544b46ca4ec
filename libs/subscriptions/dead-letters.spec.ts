import type { RecordedEvent } from '#event-store';
import type { ViewStatus, ViewSupervisor } from './index';
import { createRig, tallyView, until, type Rig } from './testing/rig';

let rig: Rig;
let poison: Set<number>;

beforeEach(async () => {
  rig = await createRig();
  poison = new Set();
});

afterEach(() => rig.end());

const view = () => tallyView({ isPoison: (amount) => poison.has(amount) });

const statusOf = async (supervisor: ViewSupervisor): Promise<ViewStatus | undefined> => (await supervisor.status())[0];

const live = async (limits = {}): Promise<ViewSupervisor> => {
  const supervisor = await rig.supervise({ views: [view()], limits });
  await until(async () => (await statusOf(supervisor))?.status === 'live');
  return supervisor;
};

const eventWith = async (amount: number): Promise<RecordedEvent> => {
  for await (const event of rig.store.readAll()) if (event.data['amount'] === amount) return event;
  throw new Error('There is no such event.');
};

describe('an event that a live view cannot apply', () => {
  it('is set aside, with nothing of it written, and the others go on', async () => {
    poison.add(3);
    const supervisor = await live();
    const position = await rig.append([1, 2, 3, 4, 5]);
    expect(await supervisor.waitFor(position)).toBe(true);
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":4,"film":"film-1","sum":12}]');

    const event = await eventWith(3);
    const [letter, ...others] = await supervisor.deadLetters('tally');
    expect(others).toStrictEqual([]);
    expect(letter).toStrictEqual({
      id: `tally:${event.id}`,
      view: 'tally',
      position: event.position,
      eventId: event.id,
      stream: 'film-1',
      revision: 2n,
      type: 'OfferMade',
      error: 'No amount may be 3.',
      at: expect.any(String) as string,
      attempts: 1,
    });
    expect(await statusOf(supervisor)).toMatchObject({ status: 'live', position, events: 5, lag: 0, deadLetters: 1 });
    expect(rig.said.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('is set aside in a batch of any size, wherever it stands', async () => {
    poison = new Set([1, 4, 5, 8]);
    await rig.append([0]);
    await (await live()).stop();
    const position = await rig.append([1, 2, 3, 4, 5, 6, 7, 8]);
    const supervisor = await rig.supervise({ views: [view()], limits: { batchSize: 3 } });
    expect(await supervisor.waitFor(position)).toBe(true);
    const letters = await supervisor.deadLetters();
    expect(letters.map(({ error }) => error)).toStrictEqual(
      [1, 4, 5, 8].map((amount) => `No amount may be ${String(amount)}.`),
    );
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":5,"film":"film-1","sum":18}]');
  });

  it('stops the view when there are too many of them', async () => {
    poison = new Set([1, 2, 3]);
    const supervisor = await live({ maxDeadLetters: 2 });
    const position = await rig.append([1, 2, 3]);
    expect(await supervisor.waitFor(position)).toBe(false);
    expect(await statusOf(supervisor)).toMatchObject({ status: 'stopped', events: 2, lag: 1, deadLetters: 2 });
    expect((await statusOf(supervisor))?.error).toContain('View tally has 2 dead letters');
  });
});

describe('retrying', () => {
  it('applies the event once the view is cured, and says so', async () => {
    poison.add(3);
    const supervisor = await live();
    await supervisor.waitFor(await rig.append([1, 2, 3, 4]));
    const [letter] = await supervisor.deadLetters();
    const id = letter?.id ?? '';

    expect(await supervisor.retryDeadLetter(id)).toStrictEqual({
      id,
      view: 'tally',
      applied: false,
      error: 'No amount may be 3.',
    });
    expect((await supervisor.deadLetters()).map(({ attempts }) => attempts)).toStrictEqual([2]);
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":3,"film":"film-1","sum":7}]');

    poison.clear();
    expect(await supervisor.retryDeadLetter(id)).toStrictEqual({ id, view: 'tally', applied: true });
    expect(await supervisor.deadLetters()).toStrictEqual([]);
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":4,"film":"film-1","sum":10}]');
    await expect(supervisor.retryDeadLetter(id)).rejects.toMatchObject({ code: 'unknown-dead-letter' });

    const cured = await rig.dump();
    await supervisor.rebuild('tally');
    expect(await rig.dump()).toStrictEqual(cured);
  });

  it('tries all of a view in the order of the log, and keeps those that still fail', async () => {
    poison = new Set([1, 2, 3]);
    const supervisor = await live();
    await supervisor.waitFor(await rig.append([1, 2, 3]));
    poison = new Set([2]);
    const outcomes = await supervisor.retryAll('tally');
    expect(outcomes.map(({ applied }) => applied)).toStrictEqual([true, false, true]);
    expect((await supervisor.deadLetters()).map(({ error }) => error)).toStrictEqual(['No amount may be 2.']);
  });

  it('counts once, however often it is asked for at the same time', async () => {
    poison.add(3);
    const supervisor = await live();
    await supervisor.waitFor(await rig.append([3]));
    poison.clear();
    const id = (await supervisor.deadLetters()).at(0)?.id ?? '';
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => supervisor.retryDeadLetter(id)));
    expect(outcomes.map(({ status }) => status)).toStrictEqual(['fulfilled', 'rejected', 'rejected']);
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":1,"film":"film-1","sum":3}]');
  });

  it('is not needed after a rebuild of the cured view, which applies the event in its place', async () => {
    poison.add(3);
    const supervisor = await live();
    await supervisor.waitFor(await rig.append([1, 3]));
    poison.clear();
    await supervisor.rebuild('tally');
    expect(await supervisor.deadLetters()).toStrictEqual([]);
    expect((await rig.dump()).at(0)).toBe('["tally",{"events":2,"film":"film-1","sum":4}]');
  });

  it('is left to the new version while that is being built', async () => {
    poison.add(3);
    const before = await live();
    await before.waitFor(await rig.append([3]));
    const id = (await before.deadLetters()).at(0)?.id ?? '';
    await before.stop();
    const supervisor = await rig.supervise({ views: [tallyView({ version: 2, isPoison: () => true })] });
    await until(async () => (await statusOf(supervisor))?.building?.status === 'stopped');
    await expect(supervisor.retryDeadLetter(id)).rejects.toMatchObject({ code: 'already-building' });
    expect(await supervisor.deadLetters()).toHaveLength(1);
  });
});
