import { DayField, Name, OneOf, Text } from '#acquisition/commands';
import { HISTORY_ORDERS } from '#acquisition/views';
import { Cursor, Direction, Limit, MomentPageParameters, MomentParameters, QueryParameters } from '../http/parameters';

export class HistoryParameters extends MomentPageParameters {
  @OneOf('As the log has it, or as it happened. Default: recorded.', HISTORY_ORDERS, { optional: true })
  order?: (typeof HISTORY_ORDERS)[number];

  @Direction('ascending')
  direction?: 'ascending' | 'descending';
}

export class ExplainParameters extends MomentParameters {
  @Text('Whose cells: such as `Benelux`, `Worldwide - Italy`. Default: worldwide.', { optional: true })
  territories?: string;

  @Text('By which media: such as `SVOD`, `television`. Default: all rights.', { optional: true })
  media?: string;

  @DayField('First day of the cells. Default: the day of the moment.', { optional: true })
  from?: string;

  @DayField('The day after their last one. Default: for ever.', { optional: true })
  to?: string;
}

/** What every replay takes. */
export class StepsParameters extends QueryParameters {
  @Name('Shows every step as of this date (to its end) or moment. Default: as it was seen when it was recorded.', {
    optional: true,
  })
  asOf?: string;

  @Name('Goes no further than what had been recorded by then. Default: all that is recorded.', { optional: true })
  knownAt?: string;

  @Name('Steps that were recorded at this moment or later, or from the beginning of this day.', { optional: true })
  from?: string;

  @Name('Steps that were recorded at this moment or earlier, or by the end of this day.', { optional: true })
  to?: string;
}

export class ReplayParameters extends StepsParameters {
  @Limit()
  limit?: number;

  @Cursor()
  cursor?: string;
}

export class DiffParameters extends QueryParameters {
  @Name('What had happened by the first moment: a date, to its end, or a moment. Default: now.', { optional: true })
  from?: string;

  @Name('What had happened by the second one. Default: now.', { optional: true })
  to?: string;

  @Name('What had been recorded by then, of the first. Default: now.', { optional: true })
  knownFrom?: string;

  @Name('What had been recorded by then, of the second. Default: now.', { optional: true })
  knownTo?: string;
}
