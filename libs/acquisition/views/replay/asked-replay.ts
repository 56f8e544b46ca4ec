import type { FilmEvent } from '#acquisition/domain';
import { refuseFields } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import { readWhen } from '../asked-moment';
import type { QueryClock } from '../query-sources';
import { LATEST } from '../status-history/moments';
import type { ReplayRules } from './replay-step';

/** What is replayed. Each a calendar date, in the reporting time zone, or a moment. */
export interface AskedReplay {
  /** Shows every step as of one moment of the world. Default: as it was seen when it was recorded. */
  readonly asOf?: string;
  /** Goes no further than what had been recorded by then. Default: all that is recorded. */
  readonly knownAt?: string;
  /** Steps that were recorded at this moment or later, or from the beginning of this day. */
  readonly from?: string;
  /** Steps that were recorded at this moment or earlier, or by the end of this day. */
  readonly to?: string;
}

/** What is replayed, read. */
export interface ReadReplay extends Pick<ReplayRules, 'asOf' | 'dayOf'> {
  /** Whether an event is part of what is known. */
  readonly isKnown: (event: Pick<FilmEvent, 'recordedAt'>) => boolean;
  /** Whether a step is wanted of it. */
  readonly isWanted: (event: Pick<FilmEvent, 'recordedAt'>) => boolean;
}

/**
 * Reads what is asked for. The clock says only what has not come yet: the answer does not depend on it.
 * @throws Refused for a moment that cannot be read or has not come yet, and for an end before its beginning.
 */
export function readReplay({ asOf, knownAt, from, to }: AskedReplay, clock: QueryClock): ReadReplay {
  const { dayOf } = clock;
  const lastOf = (field: keyof AskedReplay, text: string | undefined): string =>
    text === undefined ? LATEST : readWhen(field, text, clock).last;
  const known = lastOf('knownAt', knownAt);
  const end = lastOf('to', to);
  const begin = from === undefined ? '' : readWhen('from', from, clock).first;
  if (begin > end) throw new Refused(refuseFields([{ field: 'to', message: `is before ${String(from)}` }]));
  const isKnown: ReadReplay['isKnown'] = ({ recordedAt }) => recordedAt <= known;
  const isWanted: ReadReplay['isWanted'] = ({ recordedAt }) =>
    recordedAt >= begin && recordedAt <= end && recordedAt <= known;
  if (asOf === undefined) return { dayOf, isKnown, isWanted };
  const { on, last } = readWhen('asOf', asOf, clock);
  return { dayOf, isKnown, isWanted, asOf: { on, at: { instant: last, day: dayOf(last) } } };
}
