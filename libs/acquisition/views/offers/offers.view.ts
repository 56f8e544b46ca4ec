import type { EventStore } from '#event-store';
import type { View } from '#subscriptions';
import { buyerKey, headline } from '#acquisition/domain';
import { sql } from 'kysely';
import { createFilmFolds } from '../film-folds';
import { excluded, portions } from '../overwrite';

export interface OfferTables {
  offers: {
    offer_id: string;
    film_id: string;
    film_slug: string;
    film_title: string;
    buyer: string;
    buyer_key: string;
    status: string;
    made_on: string;
    expires_at: string | null;
    reserved_until: string | null;
    rights: string;
    /** Headline total of the terms on the table, JSON. */
    headline: string;
    /** The whole offer with its ladder, JSON. */
    offer: string;
    /** Revision of the film that the row includes. */
    revision: number;
  };
}

/** A row for each offer on any film. */
export function offersView(store: Pick<EventStore, 'readStream'>): View<OfferTables> {
  const filmsAfter = createFilmFolds(store);
  return {
    name: 'offers',
    version: 1,
    tables: [
      {
        name: 'offers',
        key: ['offer_id'],
        create: (schema, physicalName) => [
          schema
            .createTable(physicalName)
            .addColumn('offer_id', 'text', (column) => column.primaryKey())
            .addColumn('film_id', 'text', (column) => column.notNull())
            .addColumn('film_slug', 'text', (column) => column.notNull())
            .addColumn('film_title', 'text', (column) => column.notNull())
            .addColumn('buyer', 'text', (column) => column.notNull())
            .addColumn('buyer_key', 'text', (column) => column.notNull())
            .addColumn('status', 'text', (column) => column.notNull())
            .addColumn('made_on', 'text', (column) => column.notNull())
            .addColumn('expires_at', 'text')
            .addColumn('reserved_until', 'text')
            .addColumn('rights', 'text', (column) => column.notNull())
            .addColumn('headline', 'text', (column) => column.notNull())
            .addColumn('offer', 'text', (column) => column.notNull())
            .addColumn('revision', 'integer', (column) => column.notNull()),
          schema.createIndex(`${physicalName}_film`).on(physicalName).column('film_id'),
          schema.createIndex(`${physicalName}_buyer`).on(physicalName).columns(['buyer_key', 'made_on', 'offer_id']),
          schema.createIndex(`${physicalName}_status`).on(physicalName).columns(['status', 'made_on', 'offer_id']),
          schema.createIndex(`${physicalName}_made`).on(physicalName).columns(['made_on', 'offer_id']),
        ],
      },
    ],
    async apply(events, tx) {
      for (const { film, revision } of await filmsAfter(events)) {
        const offers = [...film.offers.values()].map((offer) => ({
          offer_id: offer.offerId,
          film_id: film.filmId,
          film_slug: film.slug,
          film_title: film.title,
          buyer: offer.buyer,
          buyer_key: buyerKey(offer.buyer),
          status: offer.status,
          made_on: offer.madeOn,
          expires_at: offer.expiresAt,
          reserved_until: offer.reservedUntil,
          rights: offer.rights.words,
          headline: JSON.stringify(headline(offer.terms)),
          offer: JSON.stringify(offer),
          revision: Number(revision),
        }));
        for (const { rows, first } of portions(offers)) {
          await tx
            .insertInto('offers')
            .values(rows)
            .onConflict((conflict) =>
              conflict
                .column('offer_id')
                .doUpdateSet(excluded(first))
                .whereRef('offers.revision', '<=', sql.ref('excluded.revision')),
            )
            .execute();
        }
        // An offer whose entry was retracted is none any more.
        await tx
          .deleteFrom('offers')
          .where('film_id', '=', film.filmId)
          .where('revision', '<', Number(revision))
          .execute();
      }
    },
  };
}
