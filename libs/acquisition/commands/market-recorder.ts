import type { EventStore, Recorded, Recorder, StreamModel } from '#event-store';
import { commandIdFrom, createRecorder, newId } from '#event-store';
import { decideOnMarket } from '#acquisition/domain';
import { Refused, actorMetadata, storedData } from '#acquisition/film-stream';
import { marketCodec, storedMarketName } from '#acquisition/market-stream';
import type { EntryDetails } from './details';
import type { Clock } from './entry-of';
import { digestOf, entryOf, plain } from './entry-of';
import type { CommandOnMarket, MarketCommandDeclaration } from './market-command';

/** Records what commands about the market ask for, as FilmRecorder does for films. */
export class MarketRecorder {
  readonly #store: EventStore;
  readonly #clock: Clock;
  /** One for each way of folding. */
  readonly #recorders = new Map<StreamModel<never>, Recorder<never>>();

  constructor({ store, clock }: { readonly store: EventStore; readonly clock: Clock }) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Does what the command's rule decides.
   * @throws Refused, IfMatchFailed, CommandIdReused, EventStoreError
   */
  async record<State, Details extends EntryDetails>(
    declaration: MarketCommandDeclaration<State, Details>,
    { details, context }: CommandOnMarket<Details>,
  ): Promise<Recorded> {
    const { user, idempotencyKey, ifMatch, correlationId } = context;
    const stream = declaration.streamOf(details);
    const id = newId();
    const entry = entryOf(id, details, context, this.#clock);
    const { actor, occurredAt, source } = entry;
    const asked = plain(details) as Details;
    return this.#recorderOf(declaration.model).record({
      stream,
      commandId: idempotencyKey === undefined ? id : commandIdFrom('command', user, stream, idempotencyKey),
      entryId: id,
      digest: digestOf(declaration.title, details),
      metadata: { ...actorMetadata(actor), ...(correlationId === undefined ? {} : { correlationId }) },
      ...(ifMatch === undefined ? {} : { ifMatch }),
      decide: (state) => {
        const decision = decideOnMarket(declaration.rule, state, asked, entry);
        if (decision.refused) throw new Refused(decision);
        const { fact } = decision;
        return [{ type: storedMarketName(fact.type), data: storedData(fact, occurredAt, source) }];
      },
    });
  }

  #recorderOf<State>(model: StreamModel<State>): Recorder<State> {
    const key = model as StreamModel<never>;
    const known = this.#recorders.get(key) as Recorder<State> | undefined;
    if (known !== undefined) return known;
    const { encode, decode } = marketCodec;
    const recorder = createRecorder({ store: this.#store, model, encode, decode });
    this.#recorders.set(key, recorder as unknown as Recorder<never>);
    return recorder;
  }
}
