import type { StreamModel } from '#event-store';
import type { MarketRule } from '#acquisition/domain';
import type { EntryDetails } from './details';
import type { Action, CommandContext } from './film-command';

/** All that a command about the market says of itself; reference, checks and handler are read from it. */
export interface MarketCommandDeclaration<State, Details extends EntryDetails> {
  /** As on its button: `Merge buyers`. */
  readonly title: string;
  /** One sentence for the reference. */
  readonly summary: string;
  /** Headline under which the reference lists it. */
  readonly area: string;
  readonly action: Action;
  /** What is asked for in the body. */
  readonly body: new () => EntryDetails;
  /** A body that works, shown in the reference. */
  readonly example: Readonly<Record<string, unknown>>;
  /** The stream that it is decided on, and how that folds. */
  readonly streamOf: (details: Details) => string;
  readonly model: StreamModel<State>;
  readonly rule: MarketRule<State, Details>;
  /** The place of an event that says the same and still holds: then nothing is recorded, and it is the answer. */
  readonly repeats?: (state: State, details: Details) => number | undefined;
}

/** A command about the market, ready to be dispatched. */
export interface CommandOnMarket<Details extends EntryDetails = EntryDetails> {
  readonly details: Details;
  readonly context: CommandContext;
}

/** The class of a command about the market: dispatched by identity, and declaring itself. */
export interface MarketCommandType<State, Details extends EntryDetails> {
  new (details: Details, context: CommandContext): CommandOnMarket<Details>;
  readonly declaration: MarketCommandDeclaration<State, Details>;
}

/** Makes the class of a command from its declaration. */
export function MarketCommand<State, Details extends EntryDetails>(
  declaration: MarketCommandDeclaration<State, Details>,
): MarketCommandType<State, Details> {
  return class implements CommandOnMarket<Details> {
    static readonly declaration = declaration;
    constructor(
      readonly details: Details,
      readonly context: CommandContext,
    ) {}
  };
}
