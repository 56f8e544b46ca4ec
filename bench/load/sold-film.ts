import { AcquireFilm, FilmRecorder, RegisterFilm } from '#acquisition/commands';
import { systemClock } from '#apps/api';
import type { RightsRequest } from '#acquisition/domain';
import { LOTS } from '#acquisition/domain';
import type { EventStore } from '#event-store';
import { readRealFilms } from './real-films';

/** Rights that somebody asks for, and with how many of the deals they collide. */
export interface AskedRights {
  readonly rights: RightsRequest;
  readonly conflicts: number;
}

export interface SoldFilm {
  readonly slug: string;
  /** In turn: what collides with every deal of two territories, with one deal, and with none. */
  readonly asked: readonly AskedRights[];
}

/** What a buyer takes in one territory: media, for so many months from so many after the first release on. */
interface Package {
  readonly media: string;
  readonly after: number;
  readonly months: number;
  readonly exclusive: boolean;
}

const SUBSCRIPTION: Package = { media: 'SVOD', after: 9, months: 84, exclusive: true };

/** What a territory is sold in: what overlaps is not exclusive. */
export const PACKAGES: readonly Package[] = [
  { media: 'theatrical, physical video, transactional', after: 0, months: 180, exclusive: true },
  SUBSCRIPTION,
  { ...SUBSCRIPTION, after: SUBSCRIPTION.after + SUBSCRIPTION.months, months: 60 },
  { media: 'pay TV', after: 12, months: 36, exclusive: true },
  { media: 'free TV', after: 24, months: 96, exclusive: true },
  { media: 'AVOD, FAST', after: 30, months: 72, exclusive: false },
  { media: 'AVOD, FAST', after: 48, months: 96, exclusive: false },
];
/** Sold nowhere. */
const NEVER_SOLD = 'airline, ship, hotel';

/** Territories release one after the other, within so many months from the next year on. */
const RELEASED_WITHIN = 24;

const AGENT = { user: 'agent', role: 'sales agent' };

const dayIn = (months: number): string =>
  new Date(Date.UTC(new Date().getUTCFullYear() + 1, months, 1)).toISOString().slice(0, 10);

const saleOf = (territories: string, releasedIn: number, { media, after, months, exclusive }: Package) => ({
  territories,
  media,
  from: dayIn(releasedIn + after),
  to: dayIn(releasedIn + after + months),
  exclusive,
});

/** What is asked for in territories of which all is sold. */
function asksOf(territories: readonly string[]): readonly AskedRights[] {
  return territories.flatMap((territory, index): AskedRights[] => {
    const both = [...new Set([territory, territories[(index + 1) % territories.length] ?? territory])];
    return [
      { rights: { territories: both }, conflicts: both.length * PACKAGES.length },
      { rights: saleOf(territory, index % RELEASED_WITHIN, SUBSCRIPTION), conflicts: 1 },
      { rights: { territories: both, media: NEVER_SOLD }, conflicts: 0 },
    ];
  });
}

/**
 * Registers a film and sells it, as an agent does, until there are so many deals: no two of the same territory, medium and
 * time but those that are not exclusive.
 * @param deals at least those of one territory, at most those of all.
 */
export async function sellFilm(store: EventStore, deals: number): Promise<SoldFilm> {
  const { buyers, prices } = readRealFilms();
  const recorder = new FilmRecorder({ store, clock: systemClock('UTC') });
  const details = { title: 'Sold Everywhere', year: new Date().getUTCFullYear(), directors: ['Anderson .Paak'] };
  const { slug } = await recorder.register(new RegisterFilm(details, AGENT));
  const sales = LOTS.flatMap(({ name }, lot) => PACKAGES.map((sold) => saleOf(name, lot % RELEASED_WITHIN, sold)));
  for (const [index, rights] of sales.slice(0, deals).entries()) {
    const guarantee = { minor: Math.round((prices[index % prices.length] ?? 1) * 100), currency: 'USD' };
    const agreed = { buyer: buyers[index % buyers.length], rights, terms: { guarantee } };
    await recorder.record(AcquireFilm.declaration, new AcquireFilm(slug, agreed, AGENT));
  }
  const whole = LOTS.slice(0, Math.floor(deals / PACKAGES.length));
  return { slug, asked: asksOf(whole.map(({ name }) => name)) };
}
