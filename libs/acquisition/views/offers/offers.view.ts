import type { View } from '#subscriptions';
import type { FilmState, Offer } from '#acquisition/domain';
import { buyerKey, headline } from '#acquisition/domain';
import type { FilmFolds } from '../film-folds';
import { excluded, portions } from '../overwrite';
import type { ToldFilm } from '../told-films';
import { toldFilms, toldUpTo } from '../told-films';

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
  };
  /** The films whose offers are told, up to which revision. */
  offer_films: ToldFilm;
}

/** A row for each offer on any film. */
export function offersView(filmsAfter: FilmFolds): View<OfferTables> {
  return {
    name: 'offers',
    version: 3,
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
            .addColumn('offer', 'text', (column) => column.notNull()),
          schema.createIndex(`${physicalName}_film`).on(physicalName).column('film_id'),
          schema.createIndex(`${physicalName}_buyer`).on(physicalName).columns(['buyer_key', 'made_on', 'offer_id']),
          schema.createIndex(`${physicalName}_status`).on(physicalName).columns(['status', 'made_on', 'offer_id']),
          schema.createIndex(`${physicalName}_made`).on(physicalName).columns(['made_on', 'offer_id']),
        ],
      },
      toldFilms('offer_films'),
    ],
    async apply(events, tx) {
      const films = await filmsAfter(events);
      const told = await toldUpTo(films, (ids) =>
        tx.selectFrom('offer_films').selectAll().where('film_id', 'in', ids).execute(),
      );
      const rows: OfferTables['offers'][] = [];
      const gone: string[] = [];
      const revisions: OfferTables['offer_films'][] = [];
      for (const { film, before, revision } of films) {
        const last = told.get(film.filmId);
        // An event that comes again, after later ones.
        if (last !== undefined && last > revision) continue;
        const known = before !== undefined && last === before.revision ? before.film : undefined;
        if (known === undefined && last !== undefined)
          await tx.deleteFrom('offers').where('film_id', '=', film.filmId).execute();
        rows.push(...changedOffers(film, known).map((offer) => rowOf(film, offer)));
        // An offer whose entry was retracted is none any more.
        gone.push(...[...(known?.offers.keys() ?? [])].filter((offerId) => !film.offers.has(offerId)));
        revisions.push({ film_id: film.filmId, revision: Number(revision) });
      }
      if (gone.length > 0) await tx.deleteFrom('offers').where('offer_id', 'in', gone).execute();
      for (const { rows: some, first } of portions(rows))
        await tx
          .insertInto('offers')
          .values(some)
          .onConflict((conflict) => conflict.column('offer_id').doUpdateSet(excluded(first)))
          .execute();
      for (const { rows: some, first } of portions(revisions))
        await tx
          .insertInto('offer_films')
          .values(some)
          .onConflict((conflict) => conflict.column('film_id').doUpdateSet(excluded(first)))
          .execute();
    },
  };
}

/** All of them where it is not known what is told of the film, or where each row says something else of it now. */
function changedOffers(film: FilmState, known: FilmState | undefined): readonly Offer[] {
  const offers = [...film.offers.values()];
  return known === undefined || known.title !== film.title || known.slug !== film.slug
    ? offers
    : offers.filter((offer) => known.offers.get(offer.offerId) !== offer);
}

/** Every offer on a film. Pure. */
export const offerRows = (film: FilmState): readonly OfferTables['offers'][] =>
  [...film.offers.values()].map((offer) => rowOf(film, offer));

const rowOf = (film: FilmState, offer: Offer): OfferTables['offers'] => ({
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
});
