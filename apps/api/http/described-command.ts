import type { EntryDetails, MarketCommandDeclaration } from '#acquisition/commands';
import { Described } from './described';

/** What the reference says of a command about the market: what the command says of itself. */
export const DescribedCommand = <State, Details extends EntryDetails>(
  { title, summary, area, body, example }: MarketCommandDeclaration<State, Details>,
  problems: readonly number[],
): MethodDecorator =>
  Described({
    title,
    summary,
    area,
    body,
    example,
    answer: 'RecordedOnMarket',
    status: 201,
    problems,
    records: true,
  });
