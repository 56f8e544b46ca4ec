import { DayField, Id, Matching, Name, OneOf } from '#acquisition/commands';
import type { Source } from '#acquisition/domain';
import { STORED_NAMES } from '#acquisition/film-stream';
import { MARKET_STORED_NAMES } from '#acquisition/market-stream';
import type { EventType } from '#acquisition/views';
import { AMENDED, CORRELATION_ID, SOURCE_KINDS, type Amended } from '#acquisition/views';
import { Days, Direction, PageParameters, Several } from '../http/parameters';
import { recordedRoles } from './recorded-roles';

export class EventsParameters extends PageParameters {
  @Name('Slug or id of the film.', { optional: true })
  film?: string;

  @Several('Events of these types.', Object.keys({ ...STORED_NAMES, ...MARKET_STORED_NAMES }))
  type?: EventType[];

  @Name('Who recorded it.', { optional: true })
  user?: string;

  @OneOf('The role in which it was recorded.', recordedRoles(), { optional: true })
  role?: string;

  @OneOf('On whose word.', SOURCE_KINDS, { optional: true })
  source?: Source['kind'];

  @DayField('First day on which it can have happened.', { optional: true })
  occurredFrom?: string;

  @DayField('Last such day.', { optional: true })
  occurredTo?: string;

  @Name('Recorded at this moment or later, or from the beginning of this day.', { optional: true })
  recordedFrom?: string;

  @Name('Recorded at this moment or earlier, or by the end of this day.', { optional: true })
  recordedTo?: string;

  @Days('Recorded more than so many days after the last day on which it can have happened.')
  late?: number;

  @Matching(CORRELATION_ID, 'The correlation id: what came of one request, of one import, or lapsed by one event.', {
    hint: 'must be 32 hexadecimal digits, as `x-correlation-id` has them, or the id of an event',
    optional: true,
  })
  correlation?: string;

  @Id('Id of the event that began an offer, a deal or anything else: it, and every entry that names it.', {
    optional: true,
  })
  about?: string;

  @Name('Words that all occur in what was recorded; accents and capitals do not matter.', { optional: true })
  search?: string;

  @Several('Only what was corrected, or retracted, whatever became of the correction.', AMENDED)
  amended?: Amended[];

  @Direction('ascending')
  direction?: 'ascending' | 'descending';
}
