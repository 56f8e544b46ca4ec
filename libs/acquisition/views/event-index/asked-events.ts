import type { FilmEventType, MarketEventType, Source } from '#acquisition/domain';
import { addDays, endOfDay, parseDay, parseInstant, refuseFields } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import type { QuerySources } from '../query-sources';

/** Events of films and of the market. */
export type EventType = FilmEventType | MarketEventType;

/** What became of an entry: somebody put it right, or took it back. */
export const AMENDED = ['corrected', 'retracted'] as const;
export type Amended = (typeof AMENDED)[number];

/** On whose word something can be recorded. */
export const SOURCE_KINDS = ['witnessed', 'document', 'press', 'import'] as const satisfies readonly Source['kind'][];

/** A trace id of W3C Trace Context; of imports and of what lapsed, a UUID. */
export const CORRELATION_ID = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

export interface AskedEvents {
  /** Slug or id. */
  readonly film?: string;
  readonly types?: readonly EventType[];
  readonly user?: string;
  readonly role?: string;
  readonly sourceKind?: Source['kind'];
  /** First and last day on which it can first have happened. */
  readonly occurredFrom?: string;
  readonly occurredTo?: string;
  /** Moments, or calendar dates: from the beginning of the one to the end of the other. */
  readonly recordedFrom?: string;
  readonly recordedTo?: string;
  /** Recorded more than so many days after the last day on which it can have happened. */
  readonly late?: number;
  /** As `CORRELATION_ID` has it; capitals do not matter. */
  readonly correlationId?: string;
  /** Id of an event that began an offer, a deal or anything else: it, and what names it. */
  readonly about?: string;
  /** Words that all occur in what was recorded; accents and capitals do not matter. */
  readonly search?: string;
  /** Only what was corrected, or retracted, whatever became of the correction. */
  readonly amended?: readonly Amended[];
  readonly descending?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

/** First and last of what is asked for; open where nobody said. */
export interface Range {
  readonly from?: string;
  readonly to?: string;
}

const rangeOf = (from: string | undefined, to: string | undefined): Range => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

/** @throws Refused for days the wrong way round. */
export function occurredRange({ occurredFrom, occurredTo }: AskedEvents): Range {
  if (occurredFrom !== undefined && occurredTo !== undefined && occurredFrom > occurredTo)
    throw new Refused(refuseFields([{ field: 'occurredTo', message: `is before ${occurredFrom}` }]));
  return rangeOf(occurredFrom, occurredTo);
}

const LAST_MOMENT = '9999-12-31T23:59:59.999Z';

/** A bound of a range of recording: a moment as it is, a day by its first or last millisecond. */
function recordedBound(field: 'recordedFrom' | 'recordedTo', text: string, { clock }: QuerySources): string {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  const day = parseDay(text);
  if (day === undefined) {
    const message = 'must be a date that exists or a moment with its offset: 2025-06-16 or 2025-06-16T18:00:00Z';
    throw new Refused(refuseFields([{ field, message }]));
  }
  if (day > clock.dayOf(clock.now())) return LAST_MOMENT;
  if (field === 'recordedTo') return endOfDay(day, clock.dayOf);
  return new Date(Date.parse(endOfDay(addDays(day, -1), clock.dayOf)) + 1).toISOString();
}

/** @throws Refused for what is no day and no moment, and for moments the wrong way round. */
export function recordedRange({ recordedFrom, recordedTo }: AskedEvents, sources: QuerySources): Range {
  const from = recordedFrom === undefined ? undefined : recordedBound('recordedFrom', recordedFrom, sources);
  const to = recordedTo === undefined ? undefined : recordedBound('recordedTo', recordedTo, sources);
  if (from !== undefined && to !== undefined && from > to)
    throw new Refused(refuseFields([{ field: 'recordedTo', message: `is before ${String(recordedFrom)}` }]));
  return rangeOf(from, to);
}
