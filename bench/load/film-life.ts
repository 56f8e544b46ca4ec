import { COMPOSITES, LOTS, grantMandate, registerFilm, setEstimates, takeNote } from '#acquisition/domain';
import type { FilmDetails } from '#acquisition/domain';
import type { MadeDeal } from './market';
import { dated, deal, delivery, interest, offer, pass, release, reversion, talks } from './market';
import type { Narrator } from './narrator';
import { DAY } from './narrator';
import { award, review, screening, selection } from './reception';
import type { Shape } from './real-films';
import type { Telling } from './step';

/** One thing that happens, and when among the others: 0 is the first screening, 1 the end of the story. */
interface Scene {
  readonly when: number;
  readonly events: number;
  play(narrator: Narrator, stage: Stage): Telling;
}

/** What is left to sell, and what was sold. */
interface Stage {
  readonly lots: string[];
  readonly deals: MadeDeal[];
  /** Deals whose materials are still to be delivered are those from here on. */
  delivered: number;
  readonly hasEstimates: boolean;
}

const PARCELS = COMPOSITES.flatMap((composite) =>
  composite.kind === 'lots' && composite.partly === undefined && composite.lots.length < 12 ? [composite] : [],
);
const NAME_OF_LOT = new Map(LOTS.map(({ code, name }) => [code, name]));

/** Territories that nobody has yet: a composite that is still whole, or some lots. */
function takeTerritories({ random }: Narrator, { lots }: Stage): readonly string[] {
  const parcel = random.chance(0.4) ? random.pick(PARCELS) : undefined;
  const isWhole = parcel?.lots.every((lot) => lots.includes(lot)) === true;
  const taken = isWhole ? parcel.lots : lots.slice(0, 1 + Math.round(random.around(2)));
  for (const lot of taken) lots.splice(lots.indexOf(lot), 1);
  return isWhole ? [parcel.name] : taken.map((lot) => NAME_OF_LOT.get(lot) ?? lot);
}

function sceneOf(events: number, when: number, play: Scene['play']): Scene {
  return { events, when, play };
}

/** What really happened to a film of this shape. */
function scenesOf({ random }: Narrator, shape: Shape): Scene[] {
  const times = (count: number, make: (index: number) => Scene): Scene[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const early = () => random.next() * 0.4;
  const late = () => 0.3 + random.next() * 0.7;
  const rungs = shape.counters;
  return [
    ...times(Math.max(1, shape.screenings), (index) =>
      sceneOf(index < shape.ovations ? 2.25 : 1, index === 0 ? 0 : early(), (narrator) =>
        screening(narrator, index < shape.ovations),
      ),
    ),
    ...times(shape.reviews, () => sceneOf(1, early(), review)),
    ...times(shape.awards, () => sceneOf(1, early(), award)),
    ...times(shape.passes, () => sceneOf(1, late(), pass)),
    ...times(shape.offers, (index) =>
      sceneOf(2 + rungs, late(), (narrator) => offer(narrator, index === 0 ? rungs : 0)),
    ),
    ...times(shape.deals, () =>
      sceneOf(3, late(), function* (narrator, stage) {
        if (stage.lots.length === 0) return;
        // Below take nothing is signed without an offer that was approved.
        const byOffer = stage.hasEstimates || narrator.random.chance(0.6);
        const made = yield* deal(narrator, takeTerritories(narrator, stage), rungs, byOffer);
        if (made !== undefined) stage.deals.push(made);
      }),
    ),
    ...times(shape.releaseDates, () => afterDeal(1, late(), dated)),
    ...times(shape.releases, () => afterDeal(1, 0.8 + random.next() * 0.2, release)),
    ...times(shape.reversions, () => afterDeal(1, 1, reversion)),
  ];
}

const afterDeal = (events: number, when: number, play: (narrator: Narrator, made: MadeDeal) => Telling): Scene =>
  sceneOf(events, when, function* (narrator, { deals }) {
    if (deals.length > 0) yield* play(narrator, narrator.random.pick(deals));
  });

/** What an agent's own record has and the press never hears of. */
function moreScenes({ random }: Narrator): Scene {
  const when = random.next();
  const kind = random.next();
  if (kind < 0.18) {
    const applause = random.chance(0.4);
    return sceneOf(applause ? 2.25 : 1, when * 0.6, (narrator) => screening(narrator, applause));
  }
  if (kind < 0.32) return sceneOf(1, when * 0.6, review);
  if (kind < 0.36) return sceneOf(1, when, award);
  if (kind < 0.52) return sceneOf(1, when, interest);
  if (kind < 0.6) return sceneOf(1, when, pass);
  if (kind < 0.64) return sceneOf(1, when, talks);
  if (kind < 0.9) {
    const rungs = Math.round(random.around(1));
    return sceneOf(1.6 + rungs, when, (narrator) => offer(narrator, rungs));
  }
  if (kind < 0.94)
    return sceneOf(2, when, function* (narrator, stage) {
      const made = stage.deals[stage.delivered];
      if (made === undefined) return;
      stage.delivered += 1;
      yield* delivery(narrator, made);
    });
  return sceneOf(1, when, ({ tell, real, random: chance }) =>
    discarding(tell('Take note', takeNote, { text: chance.pick(real.notes) })),
  );
}

function* discarding(telling: Telling<unknown>): Telling {
  yield* telling;
}

function* opening(narrator: Narrator, details: FilmDetails, hasEstimates: boolean): Telling {
  const { random, real, first, tell, sign, pass: wait } = narrator;
  yield* first('Register film', details, (film, entry) => registerFilm(film, details, entry));
  wait(random.around(3 * DAY));
  if (random.chance(0.6)) {
    const agent = random.pick(real.sellers);
    yield* sign('Grant mandate', grantMandate, { agent, rights: { territories: 'Worldwide', media: 'all rights' } });
  }
  if (hasEstimates) {
    const ask = random.pick(real.prices) * 100;
    const line = (territories: string, share: number) => ({
      rights: { territories },
      ask: { minor: Math.round(ask * share), currency: 'USD' },
      take: { minor: Math.round(ask * share * 0.6), currency: 'USD' },
    });
    yield* tell('Set estimates', setEstimates, { estimates: [line('North America', 0.5), line('International', 0.5)] });
  }
  if (random.chance(0.5)) yield* selection(narrator);
  wait(random.around(30 * DAY));
}

/** The longest story of a film. */
const LONGEST_DAYS = 900;

/**
 * The life of one film: what happened to a real one, told anew, and then as much again of what an agent records as it
 * takes to come to about `events` events.
 */
export function* lifeOf(narrator: Narrator, details: FilmDetails, shape: Shape, events: number): Telling {
  const { random } = narrator;
  const hasEstimates = random.chance(0.4);
  yield* opening(narrator, details, hasEstimates);
  const scenes = scenesOf(narrator, shape);
  for (let due = 3 + scenes.reduce((sum, scene) => sum + scene.events, 0); due < events;) {
    const scene = moreScenes(narrator);
    scenes.push(scene);
    due += scene.events;
  }
  scenes.sort((a, b) => a.when - b.when);
  const stage: Stage = { lots: random.shuffled(LOTS.map(({ code }) => code)), deals: [], delivered: 0, hasEstimates };
  const days = Math.min(LONGEST_DAYS, 60 + random.around(240));
  for (const scene of scenes) {
    narrator.pass(random.around((days * DAY) / scenes.length));
    yield* scene.play(narrator, stage);
  }
}
