import type { Deal, FilmState, Total } from '#acquisition/domain';
import { NO_CURRENCY, describeAmount, describePrice } from '#acquisition/domain';
import { dossiersOf, film as filmQuery, titleSortKey } from '#acquisition/views';
import type { Dossier, QuerySources } from '#acquisition/views';
import type { Cell, Row, Rows, Sheet } from '#spreadsheets';
import { MOST_ROWS, workbookOf } from '#spreadsheets';
import type { AskedExport, ExportFile } from './asked-export';
import { askedFilm, refuseField } from './asked-export';
import { EVENTS_HEAD, eventRow } from './events-table';
import type { OpenExportOptions } from './open-export';
import type { PinnedMoment } from './pinned-moment';
import { pinMoment } from './pinned-moment';
import { areMoreTold, toldEvents } from './told-events';

/** A sheet has an end. */
export const MOST_EVENTS = MOST_ROWS - EVENTS_HEAD.length;

const day = (text: string | null): Cell => (text === null ? null : { day: text });

/** Sums, each with its currency, never added up. */
export const sumsInWords = (totals: readonly Total[]): string =>
  totals
    .map(({ currency, minMinor, maxMinor }) => {
      if (currency === NO_CURRENCY) return 'undisclosed';
      if (maxMinor === minMinor) return describeAmount({ kind: 'exact', minor: minMinor, currency });
      return describeAmount({ kind: 'range', minMinor, maxMinor, currency, words: '' });
    })
    .join(' and ');

/** Rows of one film, one dossier of which is held at a time. */
interface FilmRows {
  /** In order of title. */
  readonly place: string;
  readonly status: Row;
  readonly offers: readonly Row[];
  readonly deals: readonly Row[];
}

const STATUS_HEAD = [
  [
    ...['Film', 'Year', 'Directors', 'Phase', 'Why', 'May change by', 'Share acquired', 'Offered', 'Reserved'],
    ...['Committed', 'Mandate', 'Slug', 'Revision'],
  ],
];

const statusRow = ({ title, year, directors, phase, phaseReason, figures, mandate, ...film }: Dossier): Row => [
  title,
  year,
  directors.join(', '),
  phase,
  phaseReason.words,
  film.phaseUntil,
  film.share,
  sumsInWords(figures.offered),
  sumsInWords(figures.reserved),
  sumsInWords(figures.committed),
  mandate.isAssumed ? 'assumed' : 'recorded',
  film.slug,
  Number(film.revision),
];

const OFFERS_HEAD = [
  ['Film', 'Buyer', 'Rights', 'Price', 'Made', 'Status', 'Expires', 'Reserved until', 'Why', 'In conflict', 'Offer'],
];

const offerRows = ({ title, offers }: Dossier): readonly Row[] =>
  offers.map((offer) => [
    title,
    offer.buyer,
    offer.rights.words,
    describePrice(offer.terms),
    day(offer.madeOn),
    offer.status,
    offer.expiresAt,
    offer.reservedUntil,
    offer.reason,
    offer.conflicts.map(({ kind, overlap }) => `${kind}: ${overlap}`).join('; '),
    offer.offerId,
  ]);

/** What has left a deal since. */
export const leftOf = ({ steps }: Pick<Deal, 'steps'>): string =>
  steps
    .filter(({ kind }) => kind === 'reverted' || kind === 'rescinded')
    .map(({ kind, rights, on }) => `${rights?.words ?? 'all'} ${kind} ${on}`)
    .join('; ');

const DEALS_HEAD = [
  ['Film', 'Buyer', 'Rights', 'Claimed', 'Price', 'Acquired', 'Status', 'Long form', 'Delivered', 'Given back', 'Deal'],
];

const dealRows = ({ title, deals }: Dossier): readonly Row[] =>
  deals.map((deal) => [
    title,
    deal.buyer,
    deal.rights.words,
    deal.claimed?.words ?? null,
    describePrice(deal.terms),
    day(deal.acquiredOn),
    deal.status,
    day(deal.executedOn),
    day(deal.deliveredOn),
    leftOf(deal),
    deal.dealId,
  ]);

const rowsOf = (dossier: Dossier): FilmRows => ({
  place: `${titleSortKey(dossier.title)} ${dossier.slug}`,
  status: statusRow(dossier),
  offers: offerRows(dossier),
  deals: dealRows(dossier),
});

/** The rows of every film that was registered at a moment, in order of title. */
async function rowsOfAll(sources: QuerySources, moment: PinnedMoment): Promise<readonly FilmRows[]> {
  const films: FilmRows[] = [];
  for await (const dossier of dossiersOf(sources, moment)) films.push(rowsOf(dossier));
  return films.sort((a, b) => (a.place < b.place ? -1 : 1));
}

/** @throws Refused when the film was not there at the moment. */
async function rowsOfOne(sources: QuerySources, moment: PinnedMoment, { filmId }: FilmState): Promise<FilmRows> {
  return rowsOf(JSON.parse((await filmQuery(sources, { film: filmId, ...moment.asked })).json) as Dossier);
}

/**
 * Status, offers and deals at a moment, and the events that they rest on, as a workbook.
 * @param most events that the sheet of them takes.
 * @throws Refused for a film that is not there or was not then, a moment that cannot be, and more events than a workbook takes.
 */
export async function workbook(
  sources: QuerySources,
  asked: AskedExport,
  { onProgress = () => undefined }: OpenExportOptions,
  most = MOST_EVENTS,
): Promise<ExportFile> {
  const moment = pinMoment(asked, sources);
  const film = asked.film === undefined ? undefined : await askedFilm(sources, asked.film);
  const only = film === undefined ? undefined : await rowsOfOne(sources, moment, film);
  if (await areMoreTold(sources, moment, film, most)) {
    const message = `would have more than ${most.toLocaleString('en')} events: ask for csv, or for one film`;
    throw refuseField('format', message);
  }

  let told = 0;
  async function* eventRows(): AsyncGenerator<Row, void> {
    const onEvent = (events: number): void => onProgress((told = events));
    for await (const event of toldEvents(sources, moment, film, onEvent)) yield eventRow(event, sources.clock.dayOf);
  }
  // Asked for after the events, when they are counted.
  function* aboutRows(of: string): Generator<Row, void> {
    yield ['Of', of];
    yield ['What had happened by', moment.asOf];
    yield ['As it was recorded by', moment.knownAt];
    yield ['Events', told];
  }
  async function* content(): AsyncGenerator<Uint8Array, void> {
    const films = only === undefined ? await rowsOfAll(sources, moment) : [only];
    const sheets: readonly Sheet<Rows>[] = [
      { name: 'Status', head: STATUS_HEAD, rows: films.map(({ status }) => status) },
      { name: 'Offers', head: OFFERS_HEAD, rows: films.flatMap(({ offers }) => offers) },
      { name: 'Deals', head: DEALS_HEAD, rows: films.flatMap(({ deals }) => deals) },
      { name: 'Events', head: EVENTS_HEAD, rows: eventRows() },
      { name: 'About', head: [['What', '']], rows: aboutRows(film?.title ?? `${String(films.length)} films`) },
    ];
    yield* workbookOf(sheets);
  }
  return {
    name: `${film?.slug ?? 'ovation'}-${moment.at.day}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: content(),
  };
}
