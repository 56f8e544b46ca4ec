import type { FastifyRequest } from 'fastify';
import type { Disclosures, ShownMoment, Viewer } from '#acquisition/disclosures';
import type { ActingUser } from '../films/acting-user';
import { readActorHeaders } from '../http/command-headers';

/** Who asks, and for what. @throws Problem for a header that says who acts and is malformed. */
export const viewerOf = (request: FastifyRequest, { user, role }: ActingUser): Viewer => ({
  user,
  role,
  ...readActorHeaders(request.headers),
  through: `${request.method} ${request.routeOptions.url ?? ''}`,
  correlationId: request.id,
});

/** What an answer shows that is no text: whoever makes such a one says it here, or it is not given out. */
export class Showings {
  readonly #said = new WeakSet<FastifyRequest>();

  constructor(
    private readonly disclosures: Disclosures,
    private readonly acting: ActingUser,
  ) {}

  isSaid(request: FastifyRequest): boolean {
    return this.#said.has(request);
  }

  /** Nothing that is recorded. */
  nothing(request: FastifyRequest): void {
    this.#said.add(request);
  }

  /** What a text says, in which entries and offers have their ids. To be waited for before any of it is given out. */
  async text(request: FastifyRequest, text: string, moment?: ShownMoment): Promise<void> {
    await this.disclosures.beforeText(text, () => viewerOf(request, this.acting), moment);
    this.#said.add(request);
  }

  /**
   * All that is recorded of a film, or of all, in a file that is made while it is taken. To be waited for before any of it is given
   * out. @returns the same file; what was recorded while it was taken is recorded as shown once it ends.
   */
  async all(
    request: FastifyRequest,
    filmId: string | undefined,
    moment: ShownMoment,
    content: AsyncIterable<Uint8Array>,
  ): Promise<AsyncIterable<Uint8Array>> {
    const record = (): Promise<void> =>
      this.disclosures.beforeAllOf(filmId, () => viewerOf(request, this.acting), moment);
    await record();
    this.#said.add(request);
    return (async function* () {
      try {
        yield* content;
      } finally {
        await record();
      }
    })();
  }
}
