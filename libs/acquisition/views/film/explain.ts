import type { FilmState, Phase } from '#acquisition/domain';
import { describeRights, mandateCover, phaseOf, shareOf } from '#acquisition/domain';
import type { AskedMoment } from '../asked-moment';
import { seeFilm } from '../film-events';
import type { QuerySources } from '../query-sources';
import type { EntryWithDocuments } from './with-documents';
import { withDocuments } from './with-documents';
import { entriesOf } from './history';

/** Why a film is where it is. */
export interface Explanation {
  readonly filmId: string;
  readonly slug: string;
  readonly title: string;
  readonly phase: Phase;
  /** The first of the nine phase rules that holds, and what it says. */
  readonly rule: number;
  readonly words: string;
  /** The events that it rests on, in the order in which they were recorded. */
  readonly events: readonly EntryWithDocuments[];
  /** When time alone may change the phase; `null`: only an event can. */
  readonly until: string | null;
  readonly share: {
    /** 0 to 1. */
    readonly acquired: number;
    readonly isAll: boolean;
    /** How it is counted. */
    readonly countedAs: string;
  };
  readonly mandate: {
    /** True when none is recorded: then it is worldwide, all rights. */
    readonly isAssumed: boolean;
    readonly words: string;
  };
  readonly revision: string;
}

const COUNTED_AS =
  'Of all pairs of a territory lot and a medium under the mandate, each weighing the same, the share that is committed ' +
  'or licensed; a lot sold for some of its countries counts for that part of them. It measures rights, not money.';

/** What its mandates cover. */
export const mandateInWords = (film: FilmState, isAssumed: boolean): string =>
  isAssumed
    ? 'No mandate is recorded, so it is taken to be worldwide, all rights.'
    : [...film.mandates.values()]
        .map(
          ({ agent, rights, endedOn }) =>
            `${agent}: ${describeRights(rights)}${endedOn === null ? '' : `, ended on ${endedOn}`}`,
        )
        .join('; ');

/**
 * The phase of a film, the rule it follows from and the events that it rests on.
 * @throws Refused for a film that is not there and a moment that cannot be.
 */
export async function explain(
  sources: QuerySources,
  asked: AskedMoment & { readonly film: string },
): Promise<Explanation> {
  const { film, events, at, moment } = await seeFilm(sources, asked.film, asked);
  const { phase, reason, until } = phaseOf(film, at);
  const { acquired, isAll } = shareOf(film, at);
  const { isAssumed } = mandateCover(film, at.day);
  const because = new Set(reason.eventIds);
  const entries = entriesOf(film.history, moment, sources.clock.dayOf).filter(({ eventId }) => because.has(eventId));
  return {
    filmId: film.filmId,
    slug: film.slug,
    title: film.title,
    phase,
    rule: reason.rule,
    words: reason.words,
    events: await withDocuments(sources, entries, events, moment?.knownAt),
    until,
    share: { acquired, isAll, countedAs: COUNTED_AS },
    mandate: { isAssumed, words: mandateInWords(film, isAssumed) },
    revision: String(film.history.at(-1)?.revision ?? 0),
  };
}
