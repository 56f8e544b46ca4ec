import type { Actor, DayOf, FilmEvent, FilmEventType, Moment, OccurredAt, Source } from '#acquisition/domain';
import {
  applyCorrections,
  describeOccurredAt,
  happenedBy,
  inOrderOfOccurrence,
  tell,
  tellingOf,
} from '#acquisition/domain';
import type { AskedMoment } from '../asked-moment';
import type { Page } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { seeFilm } from '../film-events';
import type { QuerySources } from '../query-sources';
import type { EntryWithDocuments } from './with-documents';
import { withDocuments } from './with-documents';

/** What an entry said before it was corrected. */
export interface AsRecorded {
  readonly sentence: string;
  readonly occurredAt: OccurredAt;
  readonly data: FilmEvent['data'];
}

/** One event of a film, for people. Where it was corrected it says what is right, and what was recorded first. */
export interface Entry {
  readonly eventId: string;
  readonly type: FilmEventType;
  readonly revision: string;
  /** What it says, in a sentence. */
  readonly sentence: string;
  readonly occurredAt: OccurredAt;
  readonly occurredInWords: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly source: Source;
  readonly standing: 'as recorded' | 'corrected' | 'retracted';
  /** The events that corrected or retracted it. */
  readonly amendedBy: readonly string[];
  /** Only of a corrected entry. */
  readonly recorded?: AsRecorded;
  readonly data: FilmEvent['data'];
}

/** `recorded`: as the log has them; `occurred`: as they happened. */
export const HISTORY_ORDERS = ['recorded', 'occurred'] as const;

export interface AskedHistory extends AskedMoment {
  readonly film: string;
  /** Default: recorded. */
  readonly order?: (typeof HISTORY_ORDERS)[number];
  readonly descending?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

/**
 * What events say, in the order given, with the corrections among them. With a moment: only those recorded by its
 * `knownAt` that, as far as was known then, had occurred by its `asOf`.
 */
export function entriesOf(events: readonly FilmEvent[], moment: Moment | undefined, dayOf: DayOf): readonly Entry[] {
  const known = moment === undefined ? events : events.filter(({ recordedAt }) => recordedAt <= moment.knownAt);
  const { events: standing, amendments } = applyCorrections(known);
  const right = new Map(standing.map((event) => [event.id, event]));
  const telling = tellingOf(known);
  return known.flatMap((event): Entry[] => {
    const now = right.get(event.id) ?? event;
    if (moment !== undefined && !happenedBy(now.occurredAt, moment.asOf, dayOf)) return [];
    const amendment = amendments.get(event.id);
    return [
      {
        eventId: event.id,
        type: event.type,
        revision: String(event.revision),
        sentence: tell(now, telling),
        occurredAt: now.occurredAt,
        occurredInWords: describeOccurredAt(now.occurredAt),
        recordedAt: event.recordedAt,
        actor: event.actor,
        source: event.source,
        standing: amendment?.kind ?? 'as recorded',
        amendedBy: amendment?.by ?? [],
        ...(amendment?.kind === 'corrected'
          ? { recorded: { sentence: tell(event, telling), occurredAt: event.occurredAt, data: event.data } }
          : {}),
        data: now.data,
      },
    ];
  });
}

/**
 * Everything that was recorded of a film, page by page.
 * @throws Refused for a film that is not there, and a moment, a limit or a cursor that cannot be.
 */
export async function history(sources: QuerySources, asked: AskedHistory): Promise<Page<EntryWithDocuments>> {
  const { order = 'recorded', descending = false, limit: wanted, cursor, ...filter } = asked;
  const query = { ...filter, order, descending };
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  const { events, moment } = await seeFilm(sources, asked.film, asked);
  const { dayOf } = sources.clock;
  const recorded = entriesOf(events, moment, dayOf);
  const ordered = order === 'recorded' ? [...recorded] : inOrderOfOccurrence(recorded, (e) => e.occurredAt, dayOf);
  if (descending) ordered.reverse();
  const start = after === undefined ? 0 : ordered.findIndex(({ eventId }) => eventId === after[0]) + 1;
  const page = pageOf(ordered.slice(start), limit, query, {
    show: (entry) => entry,
    placeOf: ({ eventId }) => [eventId],
  });
  return { ...page, items: await withDocuments(sources, page.items, events, moment?.knownAt) };
}
