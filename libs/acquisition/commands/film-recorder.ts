import type { DecidedEvent, EventStore, Position, RecordRequest, Recorded, Recorder } from '#event-store';
import { IfMatchFailed, commandIdFrom, createRecorder, newId } from '#event-store';
import type { Decision, Entry, Fact, FilmEventType, FilmState, Lapse, OccurredAt, Source } from '#acquisition/domain';
import {
  APPROVAL_REQUESTED,
  decide,
  lapsesBy,
  needsApproval,
  noFilm,
  parseInstant,
  refuseFields,
  registerFilm,
  slugOf,
} from '#acquisition/domain';
import type { FilmDirectory } from '#acquisition/film-stream';
import {
  Refused,
  actorMetadata,
  createFilmDirectory,
  dataProblems,
  filmCodec,
  filmModel,
  filmStream,
  newFilmId,
  noSuchFilm,
  storedData,
  storedName,
} from '#acquisition/film-stream';
import { correctedFieldProblems } from './corrected-fields';
import type { EntryDetails } from './details';
import type { Clock } from './entry-of';
import { digestOf, entryOf, plain } from './entry-of';
import type { CommandContext, CommandOnFilm, RecordableCommand } from './film-command';
import { LapsesDue, lapseCommand, decideLapses, unlessLapsesAreDue } from './lapses';
import type { FindDocument } from './named-documents';
import { keptDocuments, noDocument, unlessKept } from './named-documents';
import type { RegisterFilm } from './register-film';

/** What was recorded for a command; the same when the command is repeated. */
export interface RecordedOnFilm {
  readonly filmId: string;
  readonly slug: string;
  /** Revision of the film after it. */
  readonly revision: bigint;
  /** Position in the log after it: a query may ask to be at least there. */
  readonly position: Position;
  /** True when it had been recorded before and nothing was written now. */
  readonly repeated: boolean;
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly revision: bigint;
    readonly data: Recorded['events'][number]['data'];
  }[];
}

export interface FilmRecorderOptions {
  readonly store: Pick<EventStore, 'readStream' | 'append'>;
  readonly clock: Clock;
  /** Films that are kept folded in memory. */
  readonly cachedFilms?: number;
  /** Without it no document is kept, and none can be named. */
  readonly findDocument?: FindDocument;
}

/** Every store takes so many at once. */
const LAPSES_PER_APPEND = 200;

/** Instants with an offset are the same moment in UTC: rules compare them as text. */
function inUtc(details: object): Record<string, unknown> {
  const instants = ['expiresAt', 'reservedUntil', 'until'];
  return Object.fromEntries(
    Object.entries(details).map(([field, value]) => [
      field,
      instants.includes(field) && typeof value === 'string' ? (parseInstant(value) ?? value) : value,
    ]),
  );
}

/** Records what commands ask for: finds the film, asks the rule, appends what it decided. */
export class FilmRecorder {
  readonly directory: FilmDirectory;
  readonly #recorder: Recorder<FilmState>;
  readonly #clock: Clock;
  readonly #findDocument: FindDocument;

  constructor({ store, clock, cachedFilms, findDocument = noDocument }: FilmRecorderOptions) {
    this.#clock = clock;
    this.#findDocument = findDocument;
    this.directory = createFilmDirectory(store);
    this.#recorder = createRecorder({
      store,
      model: filmModel,
      encode: filmCodec.encode,
      decode: filmCodec.decode,
      ...(cachedFilms === undefined ? {} : { cacheSize: cachedFilms }),
    });
  }

  /** The film as it is recorded now, undefined when there is none. */
  async film(reference: string): Promise<{ film: FilmState; revision: bigint } | undefined> {
    const filmId = await this.directory.find(reference);
    return filmId === undefined ? undefined : this.recorded(filmId);
  }

  /** The same of an id: in the order of the log, and kept for whoever decides next. */
  async recorded(filmId: string): Promise<{ film: FilmState; revision: bigint } | undefined> {
    const { state, revision } = await this.#recorder.load(filmStream(filmId));
    return revision === 'no-stream' ? undefined : { film: state, revision };
  }

  /**
   * Does what the command's rule decides.
   * @throws Refused, IfMatchFailed, CommandIdReused, EventStoreError
   */
  async record(command: RecordableCommand<never>, { film, details, context }: CommandOnFilm): Promise<RecordedOnFilm> {
    const filmId = await this.directory.find(film);
    if (filmId === undefined) throw noSuchFilm(film);
    return this.#decideOn(filmId, command, details, context);
  }

  /**
   * Records what has lapsed on a film by now and is not recorded yet, soonest first. Done by everybody's commands before
   * they are decided; the offer clock does it for films that nobody touches.
   * @returns where the last of them is in the log; undefined when there was nothing.
   * @throws EventStoreError
   */
  async lapseDue(filmId: string): Promise<Position | undefined> {
    const found = await this.film(filmId);
    if (found === undefined) return undefined;
    const now = this.#clock.now();
    return this.#lapse(filmId, lapsesBy(found.film, now), now);
  }

  async #lapse(filmId: string, lapses: readonly Lapse[], now: string): Promise<Position | undefined> {
    let last: Position | undefined;
    for (let first = 0; first < lapses.length; first += LAPSES_PER_APPEND)
      last = (await this.#lapseTogether(filmId, lapses.slice(first, first + LAPSES_PER_APPEND), now)) ?? last;
    return last;
  }

  /** In one append: who waits for it waits for one commit. */
  async #lapseTogether(filmId: string, lapses: readonly Lapse[], now: string): Promise<Position | undefined> {
    const { details, context } = lapseCommand(lapses);
    const { entry, request, stored } = this.#request(filmId, 'Lapse', details, context, now);
    const decideOn = (film: FilmState): readonly DecidedEvent[] =>
      decideLapses(film, lapses, entry).map(({ fact, causeId }) => ({
        ...stored(fact),
        metadata: { correlationId: causeId },
      }));
    try {
      return (await this.#recorder.record({ ...request, decide: decideOn })).position;
    } catch (error) {
      // Somebody ended all of them meanwhile, or set other times.
      if (!(error instanceof Refused)) throw error;
      return undefined;
    }
  }

  /**
   * Registers a film. Its slug is claimed first, so that two people who register the same film at once make one.
   * @throws Refused, CommandIdReused, EventStoreError
   */
  async register({ details, context }: RegisterFilm): Promise<RecordedOnFilm> {
    const wanted = newFilmId(context.user, context.idempotencyKey);
    // A key that registered a film before never claims a second slug, whatever it is sent with.
    const isRepeated = context.idempotencyKey !== undefined && (await this.film(wanted)) !== undefined;
    if (!isRepeated) await this.#refuseUnregistrable(wanted, details, context);
    const slug = details.slug ?? slugOf(details.title, details.year);
    const filmId = isRepeated ? wanted : await this.directory.claim(slug, wanted);
    return this.#recordOn(filmId, 'Register film', details, context, (film, _details, entry) =>
      registerFilm(film, details, entry),
    );
  }

  /** What the rule refuses of a film that is not there yet must not leave a claim behind. */
  async #refuseUnregistrable(filmId: string, details: RegisterFilm['details'], context: CommandContext): Promise<void> {
    if (context.ifMatch !== undefined) throw new IfMatchFailed(filmStream(filmId), context.ifMatch, 'no-stream');
    const documents = await keptDocuments(details, this.#findDocument);
    const entry = { ...entryOf(newId(), details, context, this.#clock), documents };
    const decision = registerFilm(noFilm(filmId), details, entry);
    if (decision.refused) throw new Refused(decision);
    const unkept = unlessKept(decision.facts, entry);
    if (unkept !== undefined) throw new Refused(unkept);
  }

  #decideOn(
    filmId: string,
    { title, rule }: RecordableCommand<never>,
    details: EntryDetails,
    context: CommandContext,
  ): Promise<RecordedOnFilm> {
    const asked = rule as (film: FilmState, details: object, entry: Entry) => Decision;
    return this.#recordOn(filmId, title, details, context, (...given) => decide(asked, ...given));
  }

  /** What is asked for, but for the decision; and how what is decided is stored. */
  #request(
    filmId: string,
    name: string,
    details: EntryDetails,
    { user, role, idempotencyKey, ifMatch, correlationId }: CommandContext,
    now?: string,
  ) {
    const id = newId();
    const entry = entryOf(id, details, { user, role }, this.#clock, now);
    const { actor, occurredAt, source } = entry;
    const request: Omit<RecordRequest<FilmState>, 'decide'> = {
      stream: filmStream(filmId),
      commandId: idempotencyKey === undefined ? id : commandIdFrom('command', user, filmId, idempotencyKey),
      entryId: id,
      digest: digestOf(name, details),
      metadata: { ...actorMetadata(actor), ...(correlationId === undefined ? {} : { correlationId }) },
      ...(ifMatch === undefined ? {} : { ifMatch }),
    };
    const stored = (fact: Fact): DecidedEvent => ({
      type: storedName(fact.type),
      data: storedData(fact, occurredAt, source),
    });
    return { entry, request, stored };
  }

  async #recordOn(
    filmId: string,
    name: string,
    details: EntryDetails,
    context: CommandContext,
    rule: (film: FilmState, details: object, entry: Entry) => Decision,
  ): Promise<RecordedOnFilm> {
    const { entry: asEntered, request: asked, stored } = this.#request(filmId, name, details, context);
    const wanted = inUtc(plain(details));
    const entry: Entry = { ...asEntered, documents: await keptDocuments(wanted, this.#findDocument) };
    let slug = '';
    const request: RecordRequest<FilmState> = {
      ...asked,
      decide: (film) => {
        unlessLapsesAreDue(film, entry);
        const decision = rule(film, wanted, entry);
        if (decision.refused) throw new Refused(decision);
        const unkept = unlessKept(decision.facts, entry);
        if (unkept !== undefined) throw new Refused(unkept);
        slug = film.slug;
        refuseUnlikelyChanges(decision.facts, entry.occurredAt, entry.source);
        return decision.facts.map(stored);
      },
    };
    const recorded = await this.#recordAfterLapses(filmId, request);
    // What was wanted is not recorded, only that it was: that is no answer to who wanted it.
    if (recorded.events.some(({ type }) => type === 'ApprovalRequested'))
      throw new Refused(needsApproval(APPROVAL_REQUESTED));
    const known = slug === '' ? (await this.film(filmId))?.film.slug : slug;
    return { filmId, slug: known ?? '', ...recorded };
  }

  async #recordAfterLapses(filmId: string, request: RecordRequest<FilmState>): Promise<Recorded> {
    for (;;) {
      try {
        return await this.#recorder.record(request);
      } catch (error) {
        if (!(error instanceof LapsesDue)) throw error;
        await this.#lapse(filmId, error.lapses, error.now);
      }
    }
  }
}

/** Corrected values must be such as the entry could have had: its form and the schema of its event know that. */
function refuseUnlikelyChanges(facts: readonly Fact[], occurredAt: OccurredAt, source: Source): void {
  for (const { type, data } of facts) {
    if (type !== 'EntryCorrected') continue;
    const beyond = correctedFieldProblems(data.type as FilmEventType, data.changes);
    if (beyond.length > 0) throw new Refused(refuseFields(beyond));
  }
  const problems = facts
    .filter(({ type }) => type === 'EntryCorrected')
    .flatMap((fact) => dataProblems(fact.type, storedData(fact, occurredAt, source)));
  if (problems.length > 0) {
    throw new Refused(
      refuseFields(problems.map((message) => ({ field: 'changes', message: message.replace(/\.$/, '') }))),
    );
  }
}
