import type { EventStore, Recorded, Recorder, StreamModel } from '#event-store';
import { EventStoreError, commandIdFrom, createRecorder, newId } from '#event-store';
import { decideOnMarket } from '#acquisition/domain';
import { Refused, actorMetadata, storedData } from '#acquisition/film-stream';
import { marketCodec, storedMarketName } from '#acquisition/market-stream';
import type { EntryDetails } from './details';
import type { Clock } from './entry-of';
import { digestOf, entryOf, plain } from './entry-of';
import type { CommandOnMarket, MarketCommandDeclaration } from './market-command';
import type { FindDocument } from './named-documents';
import { keptDocuments, noDocument, unlessKept } from './named-documents';

export interface MarketRecorderOptions {
  readonly store: Pick<EventStore, 'readStream' | 'append'>;
  readonly clock: Clock;
  /** Without it no document is kept, and none can be named. */
  readonly findDocument?: FindDocument;
}

/** Records what commands about the market ask for, as FilmRecorder does for films. */
export class MarketRecorder {
  readonly #store: MarketRecorderOptions['store'];
  readonly #clock: Clock;
  readonly #findDocument: FindDocument;
  /** One for each way of folding. */
  readonly #recorders = new Map<StreamModel<never>, Recorder<never>>();

  constructor({ store, clock, findDocument = noDocument }: MarketRecorderOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#findDocument = findDocument;
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
    const { model, repeats, rule, streamOf, title } = declaration;
    const stream = streamOf(details);
    const id = newId();
    const asked = plain(details) as Details;
    const documents = await keptDocuments(asked, this.#findDocument);
    const entry = { ...entryOf(id, details, context, this.#clock), documents };
    const { actor, occurredAt, source } = entry;
    const digest = digestOf(title, details);
    const recorder = this.#recorderOf(model);
    let commandId = idempotencyKey === undefined ? id : commandIdFrom('command', user, stream, idempotencyKey);
    if (repeats !== undefined) {
      const { state, revision } = await recorder.load(stream);
      const before = repeats(state, asked);
      if (before !== undefined) return this.#asRecorded(stream, BigInt(before));
      // Two who ask for the same at once are one: what it comes after, and so its id, is the same for both.
      if (idempotencyKey === undefined) commandId = commandIdFrom('content', stream, digest, String(revision));
    }
    return recorder.record({
      stream,
      commandId,
      entryId: id,
      digest,
      metadata: { ...actorMetadata(actor), ...(correlationId === undefined ? {} : { correlationId }) },
      ...(ifMatch === undefined ? {} : { ifMatch }),
      decide: (state) => {
        const decision = decideOnMarket(rule, state, asked, entry);
        if (decision.refused) throw new Refused(decision);
        const { fact } = decision;
        const unkept = unlessKept([fact], entry);
        if (unkept !== undefined) throw new Refused(unkept);
        return [{ type: storedMarketName(fact.type), data: storedData(fact, occurredAt, source) }];
      },
    });
  }

  /** What an event of a stream recorded, as the answer to who asks for the same again. */
  async #asRecorded(stream: string, from: bigint): Promise<Recorded> {
    for await (const recorded of this.#store.readStream(stream, { from, limit: 1 })) {
      const { id, type, data, revision, position } = marketCodec.decode(recorded);
      return { stream, revision, position, repeated: true, events: [{ id, type, data, revision }] };
    }
    throw new EventStoreError('corrupt', `Event ${String(from)} of ${stream} is no longer there: restore the log.`);
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
