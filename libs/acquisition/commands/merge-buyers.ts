import { mergeBuyers } from '#acquisition/domain';
import { BUYERS_STREAM, buyerNamesModel } from '#acquisition/market-stream';
import { EntryDetails, Name, Text } from './details';
import { MarketCommand } from './market-command';

export class MergeBody extends EntryDetails {
  @Name('The buyer that it counts as from now on.')
  into!: string;

  @Text('Why.', { optional: true })
  reason?: string;
}

/** Says that two names are of one buyer. */
export class MergeBuyers extends MarketCommand({
  title: 'Merge buyers',
  summary: 'Says that two names are of one buyer: from now on the one counts as the other.',
  area: 'The market',
  action: 'buyers:merge',
  body: MergeBody,
  example: { into: 'A24', reason: 'The same company.' },
  streamOf: () => BUYERS_STREAM,
  model: buyerNamesModel,
  rule: (names, details: MergeBody & { readonly buyer: string }, entry) => mergeBuyers(names, details, entry),
}) {}
