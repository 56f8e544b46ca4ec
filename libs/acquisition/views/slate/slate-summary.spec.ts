import { summaryOf } from './slate-summary';

const count = (phase: string, films: number) => ({ phase, films, live_offers: films, reservations: 0, live_deals: 2 });
const money = (figures: object) => JSON.stringify({ offered: [], reserved: [], committed: [], ...figures });
const total = (currency: string, minMinor: number, maxMinor: number | null, unknown = 0) => ({
  currency,
  minMinor,
  maxMinor,
  unknown,
});

it('counts films by phase, those without films too', () => {
  const { films, byPhase, liveOffers, liveDeals } = summaryOf([count('reserved', 2), count('acquired', 1)], []);
  expect({ films, liveOffers, liveDeals }).toEqual({ films: 3, liveOffers: 3, liveDeals: 4 });
  expect(byPhase).toMatchObject({ reserved: 2, acquired: 1, released: 0, withdrawn: 0 });
});

it('adds up each kind by currency, and neither two kinds nor two currencies', () => {
  const { figures } = summaryOf(
    [],
    [
      money({ offered: [total('USD', 100, 100)], reserved: [total('USD', 7, 7)] }),
      money({ offered: [total('EUR', 5, 5), total('USD', 50, 80)] }),
    ],
  );
  expect(figures).toEqual({
    offered: [total('EUR', 5, 5), total('USD', 150, 180)],
    reserved: [total('USD', 7, 7)],
    committed: [],
  });
});

it('lets an unknown amount of one film open the upper bound of every total of its kind', () => {
  const { figures } = summaryOf(
    [],
    [
      money({ offered: [total('USD', 100, 100)], committed: [total('USD', 1, 1)] }),
      money({ offered: [total('XXX', 0, null, 2)] }),
    ],
  );
  expect(figures.offered).toEqual([total('USD', 100, null, 2)]);
  expect(figures.committed).toEqual([total('USD', 1, 1)]);
});
