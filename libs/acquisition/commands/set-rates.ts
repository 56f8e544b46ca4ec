import { sameRates, setRates } from '#acquisition/domain';
import { ratesModel, ratesStream } from '#acquisition/market-stream';
import { AnyFields, CurrencyField, DayField, EntryDetails, Name } from './details';
import { MarketCommand } from './market-command';

export class RatesBody extends EntryDetails {
  @DayField('The day that the rates are of.')
  ratesOn!: string;

  @Name('Who published them.')
  publishedBy!: string;

  @CurrencyField('The currency of which one unit is worth so much of the others.')
  base!: string;

  @AnyFields('By ISO 4217 code, a decimal number as a text: `{ "USD": "1.0876" }`.')
  rates!: Record<string, string>;
}

/** Records the rates of exchange of a day. The same set again records nothing. */
export class SetRates extends MarketCommand({
  title: 'Set rates',
  summary: 'Records rates of exchange of a day, as somebody published them. The same set again records nothing.',
  area: 'The market',
  action: 'rates:set',
  body: RatesBody,
  example: {
    ratesOn: '2024-09-06',
    publishedBy: 'European Central Bank',
    base: 'EUR',
    rates: { USD: '1.1103', JPY: '158.23' },
  },
  streamOf: ({ ratesOn }: RatesBody) => ratesStream(ratesOn),
  model: ratesModel,
  rule: setRates,
  repeats: sameRates,
}) {}
