import type { Actor, AttachedDocument, Conflict, Fact, FilmEventType, FilmFacts, Source } from '../events';
import type { FilmState } from '../film';
import type { Day, OccurredAt } from '../time';
import { firstDay, utcDay } from '../time';
import type { At } from '../status';

/** How, when and on whose word something is recorded. */
export interface Entry {
  /** UUID of the command; the first event gets it, and so does the offer, deal, mandate or dispute that it begins. */
  readonly id: string;
  /** Now, and the calendar day it is in the reporting time zone. The only clock that a rule knows. */
  readonly now: At;
  readonly occurredAt: OccurredAt;
  readonly source: Source;
  readonly actor: Actor;
  /** Of the documents that are named, those that are kept, by their SHA-256. */
  readonly documents?: ReadonlyMap<string, Omit<AttachedDocument, 'name'>>;
}

/** A field of the input and what is wrong with it. */
export interface FieldProblem {
  /** Path in the input: `rights.territories`, `terms.guarantee.minor`. */
  readonly field: string;
  readonly message: string;
  /** Names that may have been meant. */
  readonly nearest?: readonly string[];
}

/** Why nothing is recorded. */
export interface Refusal {
  readonly refused: true;
  /**
   * `invalid`: the input cannot be right; `not-found`: what it names is not there; `conflict`: the film's state forbids
   * it; `forbidden`: whoever asks may not; `not-kept`: a document that it names is not kept.
   */
  readonly kind: 'invalid' | 'not-found' | 'conflict' | 'forbidden' | 'not-kept';
  /** Stable: `offer-is-dead`, `rights-not-free` … */
  readonly code: string;
  /** A sentence that says what is wrong and what to do. */
  readonly message: string;
  readonly problems?: readonly FieldProblem[];
  readonly conflicts?: readonly Conflict[];
  /** What is still free, in the trade's words. */
  readonly free?: string;
  /** Words of other deals that resolved to nothing and may stand for the same rights. */
  readonly warnings?: readonly string[];
}

export interface Recording {
  readonly refused: false;
  readonly facts: readonly Fact[];
}

export type Decision = Recording | Refusal;

/** What a film's state and an entry make of a request. Pure: no clock, no random, no I/O. */
export type Rule<Details> = (film: FilmState, details: Details, entry: Entry) => Decision;

export const refuse = (
  kind: Refusal['kind'],
  code: string,
  message: string,
  more: Pick<Refusal, 'problems' | 'conflicts' | 'free' | 'warnings'> = {},
): Refusal => ({ refused: true, kind, code, message, ...more });

/** Problems of fields in one text; the messages may be sentences, or parts of one. */
function asSentences(problems: readonly FieldProblem[]): string {
  const text = problems.map(({ field, message }) => `${field}: ${message.replace(/\.$/, '')}`).join('; ');
  return text.endsWith('?') ? text : `${text}.`;
}

/** Refuses because of fields that cannot be right. */
export const refuseFields = (problems: readonly FieldProblem[]): Refusal =>
  refuse('invalid', 'invalid-input', asSentences(problems), {
    problems,
  });

/** One fact. */
export const fact = <T extends FilmEventType>(type: T, data: FilmFacts[T], occurredAt?: OccurredAt): Fact =>
  ({ type, data, ...(occurredAt === undefined ? {} : { occurredAt }) }) as Fact;

/** Records one fact. */
export const record = <T extends FilmEventType>(type: T, data: FilmFacts[T]): Recording =>
  recordAll([fact(type, data)]);

/** Records several facts, together or not at all. */
export const recordAll = (facts: readonly Fact[]): Recording => ({ refused: false, facts });

/** The earliest day on which anything of the trade can have happened: the year of the first film. */
export const FIRST_DAY = '1888-01-01';

/**
 * Asks a rule, after what holds for every entry: the film is registered, and what is recorded has happened already,
 * in the age of film.
 */
export function decide<Details>(rule: Rule<Details>, film: FilmState, details: Details, entry: Entry): Decision {
  if (!film.isRegistered)
    return refuse('not-found', 'film-not-found', `There is no film ${film.filmId}. Register it first.`);
  return whenPossible(entry) ?? rule(film, details, entry);
}

/** Refuses an occurrence in the future or before there were films. */
export function whenPossible({ occurredAt, now }: Entry): Refusal | undefined {
  const day = firstDay(occurredAt, utcDay);
  const isFuture = occurredAt.precision === 'instant' ? occurredAt.on > now.instant : day > now.day;
  if (isFuture) {
    const message = `is in the future (it is ${now.day}). Record what has happened; for a plan use a release date, a reservation or a note`;
    return refuseFields([{ field: 'occurredAt', message }]);
  }
  if (day < FIRST_DAY)
    return refuseFields([{ field: 'occurredAt', message: `is before ${FIRST_DAY}: check the year` }]);
  return undefined;
}

/** The first day on which what is entered can have happened: a sale sells nothing before it. */
export const saleDay = (entry: Entry): Day => firstDay(entry.occurredAt, utcDay);

type Optional<T> = { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };
type Mandatory<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] };

/** The given fields without those that are undefined, so that events hold no empty fields. */
export const given = <T extends object>(fields: T): Mandatory<T> & Optional<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Mandatory<T> & Optional<T>;
