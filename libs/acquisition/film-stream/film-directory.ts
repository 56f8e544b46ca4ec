import { LRUCache } from 'lru-cache';
import type { EventStore } from '#event-store';
import { commandIdFrom, isEventStoreError, newId } from '#event-store';
import { slugOf } from '#acquisition/domain';
import { SLUG } from './categories';

/** Slugs that are kept in memory to find films by: a slug never changes its film. */
const REMEMBERED_SLUGS = 10_000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const YEAR_AT_END = /^(.*\S)\s*[([]?(\d{4})[)\]]?$/;

const SPELLING = /^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u;
const PLAIN_SLUG = /^[a-z0-9-]{1,150}$/;

/**
 * A slug's stream has one event, which says whose it is. So no two films can ever have the same slug. Slugs in other
 * scripts, which stream names do not take, are hashed.
 */
export const slugStream = (slug: string): string =>
  `${SLUG}-${PLAIN_SLUG.test(slug) ? slug : commandIdFrom('slug', slug)}`;

/** Finds films by what people call them. */
export interface FilmDirectory {
  /** The id of the film with this slug, id, or "title year"; undefined when there is none. */
  find(reference: string): Promise<string | undefined>;
  /**
   * Gives the slug to `filmId` unless it is given away already, and answers whose it is. A claim whose film was never
   * registered, because the process ended in between, is taken over: the film then gets the id that was claimed.
   */
  claim(slug: string, filmId: string): Promise<string>;
}

export function createFilmDirectory(store: Pick<EventStore, 'readStream' | 'append'>): FilmDirectory {
  const known = new LRUCache<string, string>({ max: REMEMBERED_SLUGS });

  /** As the log has it. */
  const readOwner = async (slug: string): Promise<string | undefined> => {
    for await (const event of store.readStream(slugStream(slug), { limit: 1 })) {
      const filmId = event.data['filmId'];
      if (typeof filmId !== 'string') continue;
      known.set(slug, filmId);
      return filmId;
    }
    return undefined;
  };

  const ownerOf = async (slug: string): Promise<string | undefined> => known.get(slug) ?? readOwner(slug);

  return {
    async find(reference) {
      const text = reference.trim();
      if (UUID.test(text.toLowerCase())) return text.toLowerCase();
      const owner = SPELLING.test(text) ? await ownerOf(text.toLowerCase()) : undefined;
      if (owner !== undefined) return owner;
      const [, title, year] = YEAR_AT_END.exec(text) ?? [];
      return title === undefined || year === undefined ? undefined : ownerOf(slugOf(title, Number(year)));
    },

    async claim(slug, filmId) {
      // Not from memory: the log may have been replaced by one without the claim.
      const owner = await readOwner(slug);
      if (owner !== undefined) return owner;
      const event = {
        id: commandIdFrom('slug', slug, filmId),
        type: 'SlugClaimed',
        data: { slug, filmId },
        metadata: {},
      };
      try {
        await store.append(slugStream(slug), 'no-stream', [event]);
      } catch (error) {
        if (!isEventStoreError(error) || error.code !== 'conflict') throw error;
      }
      return (await readOwner(slug)) ?? filmId;
    },
  };
}

/** The id of a new film: UUIDv7, or derived from the key of a request, so that a repeated one means the same film. */
export const newFilmId = (user: string, idempotencyKey: string | undefined): string =>
  idempotencyKey === undefined ? newId() : commandIdFrom('film', user, idempotencyKey);
