import type {
  Actor,
  At,
  AttachedDocument,
  Entry,
  FilmEvent,
  FilmEventType,
  FilmFacts,
  FilmState,
  PhaseOf,
  Refusal,
  Rule,
  Source,
} from '#acquisition/domain';
import { decide, evolve, noFilm, parseInstant, phaseOf, utcDay } from '#acquisition/domain';
import type { Told } from './facts';
import { FILM_ID, occurred } from './facts';

/** When tests happen, unless they say otherwise. */
export const NOW = '2024-09-10T12:00:00.000Z';

/** A moment, with its day in UTC. */
export const at = (text: string): At => {
  const instant = parseInstant(text.length === 10 ? `${text}T12:00:00Z` : text);
  if (instant === undefined) throw new Error(`"${text}" is no moment`);
  return { instant, day: utcDay(instant) };
};

/** Id of the n-th thing told, from 1: `entryId(2)`. */
export const entryId = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Id that the command of a test gets, and with it the offer, deal or mandate that it begins. */
export const COMMAND_ID = '00000000-0000-7000-8000-c00000000000';

const ACTOR = { user: 'agent', role: 'sales agent' };

/** Events as if they had been recorded one after the other, a second apart, the last one just before `NOW`. */
export function recorded(told: readonly Told[]): readonly FilmEvent[] {
  const last = Date.parse(NOW);
  return told.map(
    ({ fact, occurredAt, source }, index) =>
      ({
        id: entryId(index + 1),
        type: fact.type,
        data: fact.data,
        occurredAt,
        source,
        actor: ACTOR,
        recordedAt: new Date(last - (told.length - index) * 1_000).toISOString(),
        revision: index,
      }) as FilmEvent,
  );
}

/** How an entry differs from the usual one: now, witnessed. */
export interface EntryChanges {
  readonly on?: string;
  readonly now?: string;
  readonly source?: Source;
  /** Who enters it. */
  readonly actor?: Actor;
  /** What is kept of the documents that are named. Default: nothing. */
  readonly documents?: readonly AttachedDocument[];
}

const entryOf = ({
  on,
  now = NOW,
  source = { kind: 'witnessed', by: 'agent' },
  actor = ACTOR,
  documents = [],
}: EntryChanges): Entry => ({
  id: COMMAND_ID,
  now: at(now),
  occurredAt: on === undefined ? { on: now, precision: 'instant' } : occurred(on),
  source,
  actor,
  documents: new Map(documents.map(({ sha256, bytes, mediaType }) => [sha256, { sha256, bytes, mediaType }])),
});

/** What was decided. Compared strictly: every fact, in order, with every field and no other. */
export interface Outcome {
  then<T extends FilmEventType>(type: T, data: FilmFacts[T]): FilmState;
  thenAll(...facts: readonly (readonly [FilmEventType, object])[]): FilmState;
  /** The refusal's code, and what else of it the test cares for. */
  thenRefused(code: string, more?: Partial<Refusal>): void;
}

/** A film to which some things happened. */
export interface Given {
  readonly film: FilmState;
  phase(moment?: string): PhaseOf;
  when<Details>(rule: Rule<Details>, details: NoInfer<Details>, entry?: EntryChanges): Outcome;
}

/** Begins a test: what has been recorded so far, in this order. */
export function given(...told: readonly Told[]): Given {
  const film = evolve(noFilm(FILM_ID), recorded(told));
  return {
    film,
    phase: (moment = NOW) => phaseOf(film, at(moment)),
    when: (rule, details, changes = {}) => {
      const entry = entryOf(changes);
      const decision = decide(rule, film, details, entry);
      const facts = decision.refused ? decision : decision.facts.map(({ type, data }) => [type, data]);
      const after = () => {
        if (decision.refused) return film;
        const events = decision.facts.map(
          (fact, index) =>
            ({
              id: index === 0 ? COMMAND_ID : `${COMMAND_ID}/${String(index)}`,
              type: fact.type,
              data: fact.data,
              occurredAt: fact.occurredAt ?? entry.occurredAt,
              source: entry.source,
              actor: entry.actor,
              recordedAt: entry.now.instant,
              revision: told.length + index,
            }) as FilmEvent,
        );
        return evolve(film, events);
      };
      return {
        then: (type, data) => {
          expect(facts).toStrictEqual([[type, data]]);
          return after();
        },
        thenAll: (...expected) => {
          expect(facts).toStrictEqual(expected.map(([type, data]) => [type, data]));
          return after();
        },
        thenRefused: (code, more = {}) => {
          expect(decision).toMatchObject({ refused: true, code, ...more });
        },
      };
    },
  };
}
