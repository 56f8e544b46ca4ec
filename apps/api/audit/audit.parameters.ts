import { DayField, Name, OneOf } from '#acquisition/commands';
import type { Source } from '#acquisition/domain';
import { STORED_NAMES } from '#acquisition/film-stream';
import { MARKET_STORED_NAMES } from '#acquisition/market-stream';
import type { EventType } from '#acquisition/views';
import { Direction, PageParameters, Several } from '../http/parameters';

const SOURCE_KINDS = ['witnessed', 'document', 'press', 'import'] as const satisfies readonly Source['kind'][];

export class EventsParameters extends PageParameters {
  @Name('Slug or id of the film.', { optional: true })
  film?: string;

  @Several('Events of these types.', Object.keys({ ...STORED_NAMES, ...MARKET_STORED_NAMES }))
  type?: EventType[];

  @Name('Who recorded it.', { optional: true })
  user?: string;

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

  @Direction('ascending')
  direction?: 'ascending' | 'descending';
}
