import { OneOf } from '#acquisition/commands';
import { HISTORY_ORDERS } from '#acquisition/views';
import { Direction, MomentPageParameters } from '../http/parameters';

export class HistoryParameters extends MomentPageParameters {
  @OneOf('As the log has it, or as it happened. Default: recorded.', HISTORY_ORDERS, { optional: true })
  order?: (typeof HISTORY_ORDERS)[number];

  @Direction('ascending')
  direction?: 'ascending' | 'descending';
}
