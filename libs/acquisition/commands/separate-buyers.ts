import { separateBuyers } from '#acquisition/domain';
import { BUYERS_STREAM, buyerNamesModel } from '#acquisition/market-stream';
import { EntryDetails, Text } from './details';
import { MarketCommand } from './market-command';

export class SeparationBody extends EntryDetails {
  @Text('Why.', { optional: true })
  reason?: string;
}

/** Says that two names that were merged are of two buyers after all. */
export class SeparateBuyers extends MarketCommand({
  title: 'Separate buyers',
  summary: 'Undoes a merge: the buyer stands for itself again.',
  area: 'The market',
  action: 'buyers:merge',
  body: SeparationBody,
  example: { reason: 'Another company of the same name.' },
  streamOf: () => BUYERS_STREAM,
  model: buyerNamesModel,
  rule: (names, details: SeparationBody & { readonly buyer: string }, entry) => separateBuyers(names, details, entry),
}) {}
