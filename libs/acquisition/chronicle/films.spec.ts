import { readFileSync } from 'node:fs';
import type { FilmEvent, FilmEventOf, FilmEventType, FilmState } from '#acquisition/domain';
import {
  describeAmount,
  describeRights,
  doubleSales,
  filmAt,
  fold,
  headline,
  phaseOf,
  shareOf,
  utcDay,
} from '#acquisition/domain';
import type { Archive } from '#testing';
import { TODAY, openArchive } from '#testing';

interface Row {
  readonly type: string;
  readonly date: string;
  readonly [field: string]: unknown;
}
interface Film {
  readonly title: string;
  readonly year: number;
  readonly events: readonly Row[];
  readonly contextEvents: readonly Row[];
  readonly [field: string]: unknown;
}

const chronicle = JSON.parse(readFileSync(`${__dirname}/../../../data/films.json`, 'utf8')) as readonly Film[];
const at = { instant: TODAY, day: utcDay(TODAY) };

/** Where each film ends, and the share of its mandate that is acquired in words of the resolved territories: told by hand. */
const ENDS: readonly (readonly [slug: string, phase: string])[] = [
  ['k-pops-2024', 'released'],
  ['eden-2024', 'released'],
  ['friendship-2024', 'released'],
  ['the-brutalist-2024', 'released'],
  ['the-substance-2024', 'released'],
  ['magazine-dreams-2023', 'released'],
  ['die-my-love-2025', 'released'],
  ['flora-and-son-2023', 'released'],
  ['coda-2021', 'released'],
  ['palm-springs-2020', 'released'],
  ['sorry-baby-2025', 'released'],
  ['together-2025', 'released'],
  ['sentimental-value-2025', 'released'],
  ['the-voice-of-hind-rajab-2025', 'released'],
  ['me-and-earl-and-the-dying-girl-2015', 'released'],
  ['little-miss-sunshine-2006', 'released'],
  ['woman-of-the-hour-2023', 'released'],
  ['relay-2024', 'released'],
  ['the-report-2019', 'released'],
  ['blinded-by-the-light-2019', 'released'],
  // Sold to HBO Films, in no source a territory, and no release is told.
  ['native-son-2019', 'partly acquired'],
  ['queer-2024', 'released'],
  ['maria-2024', 'released'],
  ['nutcrackers-2024', 'released'],
  ['the-life-of-chuck-2024', 'released'],
  ['the-last-showgirl-2024', 'released'],
  ['its-whats-inside-2024', 'released'],
  ['my-old-ass-2024', 'released'],
  ['will-harper-2024', 'released'],
  ['the-night-house-2020', 'released'],
  // Mubi, territories not stated.
  ['bird-2024', 'partly acquired'],
  // Sideshow and Janus Films, North America, theatrical.
  ['misericordia-misericorde-2024', 'partly acquired'],
  // Cheered for 17 to 20 minutes, and no sale is told.
  ['the-room-next-door-2024', 'awaiting acquisition'],
];

let archive: Archive;
let films: ReadonlyMap<string, { readonly film: FilmState; readonly events: readonly FilmEvent[] }>;

beforeAll(async () => {
  archive = openArchive();
  const report = await archive.import(chronicle);
  expect(report.counts).toEqual({
    films: { recorded: 33, 'already recorded': 0, refused: 0 },
    rows: { recorded: 180, 'already recorded': 0, 'kept as note': 6, refused: 0 },
    events: 238,
  });
  films = new Map(
    await Promise.all(
      report.films.map(async ({ slug, filmId }) => {
        const events = await archive.eventsOf(slug);
        return [slug, { events, film: fold(filmId ?? '', events) }] as const;
      }),
    ),
  );
});
afterAll(() => archive.close());

const told = (slug: string) => {
  const found = films.get(slug);
  if (found === undefined) throw new Error(`no film ${slug}`);
  return found;
};
const ofType = <T extends FilmEventType>(slug: string, type: T): readonly FilmEventOf<T>[] =>
  told(slug).events.filter(({ type: is }) => is === type) as unknown as readonly FilmEventOf<T>[];

it('ends every film where its story ends', () => {
  const ends = [...films].map(([slug, { film }]) => [slug, phaseOf(film, at).phase]);
  expect(ends).toEqual(ENDS);
});

it('sells no right of any film twice', () => {
  expect([...films].filter(([, { film }]) => doubleSales(film).length > 0)).toEqual([]);
});

it('folds a film in the order of occurrence to the same phase', () => {
  for (const [slug, phase] of ENDS) {
    const { film, events } = told(slug);
    const then = filmAt(film.filmId, events, { asOf: at.day, knownAt: TODAY }, utcDay);
    expect([slug, phaseOf(then, at).phase]).toEqual([slug, phase]);
  }
});

it('shows K-Pops! step by step as of its days', () => {
  const { film, events } = told('k-pops-2024');
  const phaseAsOf = (day: string) => {
    const then = filmAt(film.filmId, events, { asOf: day, knownAt: TODAY }, utcDay);
    return phaseOf(then, { instant: `${day}T23:59:59.999Z`, day }).phase;
  };
  expect(['2024-07-23', '2024-09-07', '2025-06-15', '2025-06-16', '2026-02-26', '2026-02-27'].map(phaseAsOf)).toEqual([
    'selected',
    'awaiting acquisition',
    'awaiting acquisition',
    'partly acquired',
    'partly acquired',
    'released',
  ]);
});

it('registers a film when its earliest fact occurred, as precisely as that is known', () => {
  const registered = (slug: string) => ofType(slug, 'FilmRegistered')[0]?.occurredAt;
  expect(registered('k-pops-2024')).toEqual({ on: '2024-07-23', precision: 'day' });
  expect(registered('the-substance-2024')).toEqual({ on: '2022-01-01', precision: 'year' });
  expect(registered('magazine-dreams-2023')).toEqual({ on: '2023-01-20', precision: 'month' });
});

it('keeps every field of every row in the entry that stands for it', () => {
  const missing: string[] = [];
  for (const { title, year, events, contextEvents } of chronicle) {
    const recorded = [...films.values()].find(({ film }) => film.title === title)?.events ?? [];
    for (const [list, rows] of [
      ['events', events],
      ['contextEvents', contextEvents],
    ] as const) {
      for (const [index, row] of rows.entries()) {
        const place = `${title} (${String(year)}) ${list}[${String(index)}]`;
        const own = recorded.filter(({ source }) => source.kind === 'import' && source.row === place);
        // What goes back from a buyer is said of the deal with that buyer.
        const reverted = own.flatMap(({ type, data }) => (type === 'RightsReverted' ? [data.dealId] : []));
        const entries = [...own, ...recorded.filter(({ id }) => reverted.includes(id))];
        missing.push(...fieldsMissingIn(entries, row).map((field) => `${place} ${field}`));
      }
    }
  }
  expect(missing).toEqual([]);
});

const TYPES: Readonly<Record<string, FilmEventType>> = {
  selected: 'FilmSelected',
  screened: 'FilmScreened',
  ovation: 'OvationReceived',
  review: 'ReviewPublished',
  award: 'AwardWon',
  pass: 'BuyerPassed',
  negotiating: 'NegotiationEntered',
  mandate: 'MandateGranted',
  offer: 'OfferMade',
  counter: 'OfferCountered',
  acquired: 'FilmAcquired',
  rights_reverted: 'RightsReverted',
  price_corrected: 'EntryCorrected',
  release_date_changed: 'ReleaseDated',
  released: 'FilmReleased',
};

/** Names of fields of a row whose value stands nowhere in its entries. Names of the trade's own lists are split. */
function fieldsMissingIn(entries: readonly FilmEvent[], row: Row): readonly string[] {
  const said = entries.map(({ data, occurredAt, source }) => ({ data, occurredAt, source }));
  const text = JSON.stringify(said);
  const values = new Set<unknown>();
  const collect = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    else values.add(value);
  };
  collect(said);
  const stands = (field: string, value: unknown): boolean => {
    if (value === null) return true;
    if (Array.isArray(value)) return value.every((inner) => stands(field, inner));
    if (typeof value === 'object') return Object.entries(value).every(([key, inner]) => stands(key, inner));
    if (field === 'price') return values.has(Math.round(Number(value) * 100)) || values.has(value);
    if (field === 'type' && typeof value === 'string')
      return entries.some(({ type }) => type === TYPES[value]) || values.has(value);
    if (typeof value === 'string')
      return text.includes(JSON.stringify(value).slice(1, -1)) || isSeller(field, value, text);
    return values.has(value);
  };
  return Object.entries(row)
    .filter(([field, value]) => !stands(field, value))
    .map(([field]) => field);
}

/** "CAA Media Finance (US)" is an agent and its territories. */
const isSeller = (field: string, value: string, text: string): boolean => {
  const [, agent, territories] = /^(.*) \((.*)\)$/.exec(value) ?? [];
  return (
    field === 'sellers' && text.includes(`"${String(agent)}"`) && text.includes(`"${String(territories)}, all rights"`)
  );
};

describe('prices', () => {
  const priceOf = (slug: string, deal = 0) => {
    const guarantee = ofType(slug, 'FilmAcquired')[deal]?.data.terms.guarantee;
    return guarantee && describeAmount(guarantee);
  };

  it('keeps a figure to the last digit, with its words', () => {
    expect(priceOf('palm-springs-2020')).toBe('USD 17,500,000.69');
    expect(priceOf('coda-2021', 3)).toBe('USD 25,000,000 (just north of $25 million)');
  });

  it('reads words where there is no figure, and says that nothing is known where there is neither', () => {
    expect(priceOf('friendship-2024')).toBe('USD 1,000,000 to 3,999,999 (low seven figures)');
    expect(priceOf('nutcrackers-2024')).toBe('USD 10,000,000 to 99,999,999 (reportedly eight figures)');
    expect(priceOf('k-pops-2024')).toBe('undisclosed');
  });

  it('corrects a total: what it exceeds the guarantee by is guaranteed bonuses', () => {
    const [deal] = told('palm-springs-2020').film.deals.values();
    expect(deal && headline(deal.terms)).toEqual([
      { currency: 'USD', minMinor: 2_200_000_000, maxMinor: 2_200_000_000, unknown: 0 },
    ]);
    expect(deal?.terms.guarantee).toEqual({ kind: 'exact', minor: 1_750_000_069, currency: 'USD' });
  });

  it('reads the terms that it knows', () => {
    const [deal] = told('die-my-love-2025').film.deals.values();
    expect(deal?.terms).toEqual({
      guarantee: { kind: 'exact', minor: 2_400_000_000, currency: 'USD', words: '$23-24 million' },
      guaranteedScreens: 1500,
      guaranteedDays: 45,
    });
    expect(ofType('little-miss-sunshine-2006', 'FilmAcquired')[0]?.data.terms.grossPoints).toBe(10);
  });
});

describe('rights', () => {
  const rightsOf = (slug: string, deal = 0) => {
    const rights = ofType(slug, 'FilmAcquired')[deal]?.data.rights;
    return rights && describeRights(rights);
  };

  it('keeps words that name no territory unresolved', () => {
    expect(rightsOf('eden-2024')).toContain('unresolved: "Asia (pay TV)"');
    expect(rightsOf('bird-2024')).toBe('unresolved: "territories not stated"');
  });

  it('commits what was free of a sale over earlier ones, and puts the rest in dispute', () => {
    const { film } = told('coda-2021');
    const apple = ofType('coda-2021', 'FilmAcquired')[3]?.data;
    expect(apple?.claimed?.words).toBe('Worldwide, all rights');
    expect(rightsOf('coda-2021', 3)).toBe('Worldwide - Italy - Latin America - Scandinavia, all rights');
    expect([...film.disputes.values()].map(({ dealIds }) => dealIds.length)).toEqual([4]);
  });

  it('reopens what was reverted: Magazine Dreams is sold again', () => {
    const { film } = told('magazine-dreams-2023');
    expect([...film.deals.values()].map(({ buyer, claimed }) => [buyer, claimed])).toEqual([
      ['Searchlight Pictures', null],
      ['Briarcliff Entertainment', null],
    ]);
    expect(film.disputes.size).toBe(0);
    expect(shareOf(film, at).isAll).toBe(false);
  });

  it('grants a mandate to each seller that is said to sell somewhere', () => {
    const mandates = [...told('relay-2024').film.mandates.values()];
    expect(mandates.map(({ agent, rights }) => [agent, describeRights(rights)])).toEqual([
      ['Black Bear International', 'International, all rights'],
      ['CAA Media Finance and UTA Independent Film Group', 'United States, all rights'],
    ]);
  });
});

describe('offers', () => {
  it('declines what was lost on the day the film was acquired', () => {
    const { film, events } = told('magazine-dreams-2023');
    expect([...film.offers.values()].map(({ buyer, status, reason }) => [buyer, status, reason])).toEqual([
      ['Sony Pictures Classics', 'declined', 'lost'],
      ['Neon', 'declined', 'lost'],
      ['HBO', 'declined', 'lost'],
    ]);
    const declined = events.filter(({ type }) => type === 'OfferDeclined').map(({ occurredAt }) => occurredAt);
    expect(declined).toEqual(Array(3).fill({ on: '2023-02-15', precision: 'month' }));
  });

  it('takes a deal with a buyer whose only offer is open for the deal on that offer', () => {
    const offers = [...told('palm-springs-2020').film.offers.values()];
    expect(offers.map(({ buyer, status }) => [buyer, status])).toEqual([
      ['A24', 'declined'],
      ['Netflix', 'declined'],
      ['Neon and Hulu', 'acquired'],
    ]);
  });

  it('takes a counter for the answer to the only open offer', () => {
    const [offer] = told('me-and-earl-and-the-dying-girl-2015').film.offers.values();
    expect(offer).toMatchObject({ buyer: 'auction high bid', status: 'countered' });
    expect(offer?.ladder.map(({ by, terms }) => [by, terms.words ?? describeAmount(terms.guarantee)])).toEqual([
      ['buyer', 'USD 12,000,000'],
      ['buyer', 'lower upfront, more upside in success'],
    ]);
  });
});

it('adds nothing the second time, and says so', async () => {
  const size = await archive.size();
  const again = await archive.import(chronicle);
  expect(again.counts).toEqual({
    films: { recorded: 0, 'already recorded': 33, refused: 0 },
    rows: { recorded: 0, 'already recorded': 186, 'kept as note': 0, refused: 0 },
    events: 0,
  });
  expect(await archive.size()).toBe(size);
});
