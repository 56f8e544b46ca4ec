import fc from 'fast-check';
import type { EventData, EventStore, NewEvent } from '#event-store';
import { newId } from '#event-store';
import type { Chance } from '../support/chance';

const TEXTS = [
  'Two buyers left before the end.',
  'Wants all of Benelux, and airlines. Ask Noor before Friday.',
  'Заявка на Россию и СНГ',
  '한국 배급사, 극장 먼저',
  'The offer “stands until Toronto” 🎬 – or so she says.\n\tTwice.',
  'He said: {"amount": null}, \\ and no more.',
];

const eventOf = (chance: Chance, number: number): NewEvent => {
  const [type, data] = chance.one<readonly [string, EventData]>([
    ['NoteTaken', { text: chance.one(TEXTS).repeat(chance.once(30) ? 200 : chance.whole(1, 4)), tags: [] }],
    [
      'OfferMade',
      { offerId: newId(), buyer: `Buyer ${String(number)}`, amount: { minor: number * 5_000, currency: 'USD' } },
    ],
    ['FilmScreened', { at: { festival: 'Toronto', premiere: true }, attendance: number, text: chance.one(TEXTS) }],
  ]);
  return { id: newId(), type, data, metadata: { user: chance.one(['mia', 'noor', 'Jürgen']), role: 'agent' } };
};

/** A log of a few films, to which so many more events are recorded whenever it is asked for. */
export function aLog(store: EventStore, chance: Chance): { record(events: number): Promise<void> } {
  const revisions = new Map<string, bigint>();
  let number = 0;
  return {
    record: async (events) => {
      for (const end = number + events; number < end; number += 1) {
        const stream = `film-${String(chance.whole(1, 9))}`;
        const { revision } = await store.append(stream, revisions.get(stream) ?? 'no-stream', [
          eventOf(chance, number),
        ]);
        revisions.set(stream, revision);
      }
    },
  };
}

/** What happens to a log, one after the other. */
type Step =
  | { readonly does: 'record'; readonly stream: number; readonly datas: readonly EventData[] }
  /** Names the event that lies so many before the last one, which may itself correct or retract another. */
  | { readonly does: 'correct' | 'retract'; readonly back: number; readonly stream: number }
  | { readonly does: 'sign' | 'rotate' }
  | { readonly does: 'clock'; readonly byMs: number };

const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((each) => each.isWellFormed());
const data = fc.dictionary(
  fc.oneof(fc.constantFrom('text', 'occurredAt', 'size', 'note', '', 'é', 'toJSON'), text),
  fc.jsonValue({ depthSize: 'medium', stringUnit: 'binary' }),
  { maxKeys: 4 },
) as fc.Arbitrary<EventData>;
const stream = fc.integer({ min: 0, max: 4 });
const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('record' as const),
      stream,
      datas: fc.array(data, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom('correct' as const, 'retract' as const), stream, back: fc.nat(6) }),
  },
  { weight: 2, arbitrary: fc.constant({ does: 'sign' as const }) },
  { weight: 1, arbitrary: fc.constant({ does: 'rotate' as const }) },
  // Back by an hour, and on by years.
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('clock' as const), byMs: fc.integer({ min: -3_600_000, max: 10 ** 11 }) }),
  },
);

/**
 * Logs of several streams, with odd texts and deep data, clocks that jump, corrections and retractions of each other, checkpoints
 * and new keys anywhere.
 */
export const anyLog: fc.Arbitrary<readonly Step[]> = fc.array(aStep, { minLength: 1, maxLength: 14 });

/** Does what the steps say. Names of streams are none of films: their events are of no trade. */
export async function recordSteps(
  store: EventStore,
  steps: readonly Step[],
  clock: { now: number },
  ledger: { readonly sign: () => Promise<void>; readonly rotate: () => Promise<void> },
): Promise<void> {
  const ids: string[] = [];
  const begun = new Set<number>();
  const append = async (number: number, type: string, datas: readonly EventData[]): Promise<void> => {
    const events = datas.map((each) => ({ id: newId(), type, data: each, metadata: { user: 'mia', note: '“–”' } }));
    await store.append(`note-${String(number)}`, begun.has(number) ? 'exists' : 'no-stream', events);
    begun.add(number);
    ids.push(...events.map(({ id }) => id));
  };
  for (const step of steps) {
    switch (step.does) {
      case 'record':
        await append(step.stream, 'NoteTaken', step.datas);
        break;
      case 'correct':
      case 'retract': {
        const named = ids.at(-1 - step.back);
        if (named !== undefined) await append(step.stream, 'Entry', [{ [`${step.does}s`]: named }]);
        break;
      }
      case 'clock':
        clock.now = Math.max(0, clock.now + step.byMs);
        break;
      default:
        await ledger[step.does]();
    }
  }
}
