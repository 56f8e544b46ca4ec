import type { MarketFact } from '../events';
import type { Entry, Refusal } from './decision';
import { whenPossible } from './decision';

export interface MarketRecording {
  readonly refused: false;
  readonly fact: MarketFact;
}

export type MarketDecision = MarketRecording | Refusal;

/** What the state of a stream of the market and an entry make of a request. Pure: no clock, no random, no I/O. */
export type MarketRule<State, Details> = (state: State, details: Details, entry: Entry) => MarketDecision;

/** Records one fact about the market. */
export const recordOnMarket = (fact: MarketFact): MarketRecording => ({ refused: false, fact });

/** Asks a rule, after what holds for every entry: what is recorded has happened already, in the age of film. */
export const decideOnMarket = <State, Details>(
  rule: MarketRule<State, Details>,
  state: State,
  details: Details,
  entry: Entry,
): MarketDecision => whenPossible(entry) ?? rule(state, details, entry);
