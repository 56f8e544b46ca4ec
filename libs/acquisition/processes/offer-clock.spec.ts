import * as fc from 'fast-check';
import { AcceptOffer, DeclineOffer, MakeOffer, RaiseOffer } from '#acquisition/commands';
import { clockAt } from '#testing/http';
import type { Market, MarketOptions } from './testing/market';
import { newFolder, openMarket, removeFolder } from './testing/market';

const START = '2024-09-09T08:00:00.000Z';
const HOUR = 3_600_000;
const inHours = (from: string, hours: number): string => new Date(Date.parse(from) + hours * HOUR).toISOString();

let market: Market;
let folder: string;
const open = async (options: Partial<MarketOptions> = {}): Promise<void> => {
  folder = newFolder();
  market = await openMarket({ folder, clock: clockAt(START), ...options });
};
afterEach(async () => {
  await market.close();
  removeFolder(folder);
});

const offer = (film: string, buyer: string, expiresAt: string | undefined, by = 0) =>
  market.record(MakeOffer, film, { buyer, rights: { territories: 'US' }, expiresAt }, by);

interface Lapse {
  readonly offerId: string;
  readonly at: string;
}

const lapses = async (): Promise<readonly Lapse[]> =>
  (await market.lapses()).map(({ data }) => ({
    offerId: data['offerId'] as string,
    at: (data['occurredAt'] as { readonly on: string }).on,
  }));

it('records each lapse once, however many clocks and recorders there are', async () => {
  await open({ several: 3 });
  const films = await Promise.all(Array.from({ length: 12 }, (_, n) => market.register(`Film ${String(n)}`)));
  const due = inHours(START, 1);
  const offers = await Promise.all(
    films.flatMap((film, n) => ['Neon', 'Mubi', 'A24'].map((buyer) => offer(film, buyer, due, n))),
  );
  market.clock.moveTo(due);
  await market.untilAllLapsed(films);
  const found = await lapses();
  expect(found.map(({ offerId }) => offerId).sort()).toEqual([...offers].sort());
  expect(new Set(found.map(({ at }) => at))).toEqual(new Set([due]));
});

it('wakes for a time that was set far away, and for one that came down sooner', async () => {
  await open();
  const film = await market.register('K-Pops!');
  const far = await offer(film, 'Neon', inHours(START, 24 * 365 * 3));
  const near = await offer(film, 'Mubi', inHours(START, 2));
  market.clock.moveTo(inHours(START, 2));
  await market.untilAllLapsed([film]);
  market.clock.moveTo(inHours(START, 24 * 365 * 3));
  await market.untilAllLapsed([film]);
  expect((await lapses()).map(({ offerId }) => offerId)).toEqual([near, far]);
});

it('goes on with other films where one cannot be recorded, and tries that one again', async () => {
  let failures = 3;
  const tried: string[] = [];
  let bad = '';
  await open({
    spoil: (lapseDue) => async (filmId) => {
      tried.push(filmId);
      if (filmId !== bad || failures === 0) return lapseDue(filmId);
      failures -= 1;
      throw new Error('The film cannot be read.');
    },
  });
  const films = [await market.register('Eden'), await market.register('K-Pops!')];
  bad = (await market.film('eden-2024')).filmId;
  await offer(films[0] ?? '', 'Neon', inHours(START, 1));
  await offer(films[1] ?? '', 'Neon', inHours(START, 1));
  market.clock.moveTo(inHours(START, 1));
  await market.untilAllLapsed(films);
  expect(failures).toBe(0);
  expect(tried.filter((filmId) => filmId === bad).length).toBeGreaterThanOrEqual(4);
  expect(await lapses()).toHaveLength(2);
});

/** At the start, when a sooner time is set, when it comes, and when the view shows what was done: not more often. */
const MOST_LOOKS = 8;

it('sleeps until something is due or a sooner time is set, and looks only then', async () => {
  await open();
  const on = await market.register('K-Pops!');
  await offer(on, 'Neon', inHours(START, 100));
  for (let n = 0; n < 50; n += 1) await offer(on, `Buyer ${String(n)}`, inHours(START, 200 + n));
  for (let hour = 1; hour <= 100; hour += 1) market.clock.moveTo(inHours(START, hour));
  await market.untilAllLapsed([on]);
  expect(market.looks()).toBeLessThanOrEqual(MOST_LOOKS);
  expect(market.clocks[0]?.status()).toEqual({ process: 'offer clock', status: 'running' });
  await market.clocks[0]?.stop();
  expect(market.clocks[0]?.status()).toMatchObject({ status: 'stopped' });
});

type Step =
  | { readonly does: 'offer' | 'raise'; readonly film: number; readonly hours: number | undefined }
  | { readonly does: 'accept'; readonly film: number; readonly hours: number | undefined }
  | { readonly does: 'decline'; readonly film: number }
  | { readonly does: 'wait'; readonly hours: number }
  | { readonly does: 'restart'; readonly hours: number };

const film = fc.integer({ min: 0, max: 2 });
const hours = fc.integer({ min: 1, max: 9 });
const maybe = fc.option(hours, { nil: undefined });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('offer' as const), film, hours: maybe }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('raise' as const), film, hours: maybe }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('accept' as const), film, hours: maybe }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('decline' as const), film }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('wait' as const), hours }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('restart' as const), hours }) },
);

const FILMS = ['Eden', 'K-Pops!', 'Harvest'];

/** Plays a schedule; nobody waits for the clock, so that it is stopped wherever it is. */
async function play(steps: readonly Step[]): Promise<readonly string[]> {
  const films: string[] = [];
  for (const title of FILMS) films.push(await market.register(title));
  const latest = new Map<number, string>();
  const in_ = (more: number | undefined) => (more === undefined ? undefined : inHours(market.clock.now(), more));
  for (const one of steps) {
    if (one.does === 'wait') market.clock.moveTo(inHours(market.clock.now(), one.hours));
    else if (one.does === 'restart') {
      await market.close();
      market.clock.moveTo(inHours(market.clock.now(), one.hours));
      market = await openMarket({ folder, clock: market.clock });
    } else {
      const on = films[one.film] ?? '';
      const offerId = latest.get(one.film);
      if (one.does === 'offer') latest.set(one.film, (await offer(on, 'Neon', in_(one.hours))) ?? '');
      else if (one.does === 'raise')
        await market.record(RaiseOffer, on, { offerId, terms: {}, expiresAt: in_(one.hours) });
      else if (one.does === 'accept') await market.record(AcceptOffer, on, { offerId, reservedUntil: in_(one.hours) });
      else await market.record(DeclineOffer, on, { offerId });
    }
  }
  market.clock.moveTo(inHours(market.clock.now(), 10));
  await market.untilAllLapsed(films);
  return films;
}

it('over any schedule and any restarts, whatever is due has lapsed once, at its time, in order', async () => {
  await open();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      await market.close();
      removeFolder(folder);
      await open();
      for (const one of await play(steps)) {
        const { offers, history } = await market.film(one);
        const lapsed = history.filter(({ type }) => type === 'OfferLapsed');
        const ends = [...offers.values()].filter(({ status }) => status === 'lapsed');
        expect(lapsed.map(({ data }) => (data as { offerId: string }).offerId).sort()).toEqual(
          ends.map(({ offerId }) => offerId).sort(),
        );
        for (const { status, expiresAt, reservedUntil } of offers.values()) {
          if (status === 'live' || status === 'countered') expect(expiresAt).toBeNull();
          if (status === 'accepted') expect(reservedUntil).toBeNull();
        }
        for (const { data, occurredAt, recordedAt, actor } of lapsed) {
          const { offerId } = data as { readonly offerId: string };
          const { expiresAt, reservedUntil } = offers.get(offerId) ?? {};
          expect(occurredAt).toEqual({ on: reservedUntil ?? expiresAt, precision: 'instant' });
          expect(recordedAt >= occurredAt.on).toBe(true);
          expect(actor).toEqual({ user: 'offer clock', role: 'clock' });
        }
        const times = lapsed.map(({ occurredAt }) => occurredAt.on);
        expect(times).toEqual([...times].sort());
      }
    }),
    { numRuns: 25 },
  );
});
