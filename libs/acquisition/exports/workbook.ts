import type { Deal, Total } from '#acquisition/domain';
import { NO_CURRENCY, describeAmount, describePrice } from '#acquisition/domain';
import { dossiersOf, film as filmQuery } from '#acquisition/views';
import type { Dossier, QuerySources } from '#acquisition/views';
import type { Cell, Sheet } from '#spreadsheets';
import { workbookOf } from '#spreadsheets';
import type { AskedExport, ExportFile } from './asked-export';
import { askedFilm, refuseField } from './asked-export';
import { EVENTS_HEAD, eventRow } from './events-table';
import type { OpenExportOptions } from './open-export';
import type { PinnedMoment } from './pinned-moment';
import { pinMoment } from './pinned-moment';
import { toldEvents } from './told-events';

/** A workbook is made in memory, so that it has an end. */
export const MOST_EVENTS = 100_000;

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

const statusSheet = (dossiers: readonly Dossier[]): Sheet => ({
  name: 'Status',
  head: [
    [
      ...['Film', 'Year', 'Directors', 'Phase', 'Why', 'May change by', 'Share acquired', 'Offered', 'Reserved'],
      ...['Committed', 'Mandate', 'Slug', 'Revision'],
    ],
  ],
  rows: dossiers.map(({ title, year, directors, phase, phaseReason, figures, mandate, ...film }) => [
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
  ]),
});

const offersSheet = (dossiers: readonly Dossier[]): Sheet => ({
  name: 'Offers',
  head: [
    ['Film', 'Buyer', 'Rights', 'Price', 'Made', 'Status', 'Expires', 'Reserved until', 'Why', 'In conflict', 'Offer'],
  ],
  rows: dossiers.flatMap(({ title, offers }) =>
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
    ]),
  ),
});

/** What has left a deal since. */
export const leftOf = ({ steps }: Pick<Deal, 'steps'>): string =>
  steps
    .filter(({ kind }) => kind === 'reverted' || kind === 'rescinded')
    .map(({ kind, rights, on }) => `${rights?.words ?? 'all'} ${kind} ${on}`)
    .join('; ');

const dealsSheet = (dossiers: readonly Dossier[]): Sheet => ({
  name: 'Deals',
  head: [
    [
      'Film',
      'Buyer',
      'Rights',
      'Claimed',
      'Price',
      'Acquired',
      'Status',
      'Long form',
      'Delivered',
      'Given back',
      'Deal',
    ],
  ],
  rows: dossiers.flatMap(({ title, deals }) =>
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
    ]),
  ),
});

const aboutSheet = ({ asOf, knownAt }: PinnedMoment, of: string, events: number): Sheet => ({
  name: 'About',
  head: [['What', '']],
  rows: [
    ['Of', of],
    ['What had happened by', asOf],
    ['As it was recorded by', knownAt],
    ['Events', events],
  ],
});

async function eventsSheet(
  sources: QuerySources,
  moment: PinnedMoment,
  film: Awaited<ReturnType<typeof askedFilm>> | undefined,
  onProgress: OpenExportOptions['onProgress'],
): Promise<Sheet> {
  const rows: (readonly Cell[])[] = [];
  for await (const event of toldEvents(sources, moment, film, onProgress)) {
    if (rows.length === MOST_EVENTS) {
      const most = MOST_EVENTS.toLocaleString('en');
      throw refuseField('format', `would have more than ${most} events: ask for csv, or for one film`);
    }
    rows.push(eventRow(event, sources.clock.dayOf));
  }
  return { name: 'Events', head: EVENTS_HEAD, rows };
}

/**
 * Status, offers and deals at a moment, and the events that they rest on, as a workbook.
 * @throws Refused for a film that is not there or was not then, a moment that cannot be, and more events than a workbook takes.
 */
export async function workbook(
  sources: QuerySources,
  asked: AskedExport,
  { onProgress }: OpenExportOptions,
): Promise<ExportFile> {
  const moment = pinMoment(asked, sources);
  const film = asked.film === undefined ? undefined : await askedFilm(sources, asked.film);
  const events = await eventsSheet(sources, moment, film, onProgress);
  const dossiers =
    film === undefined
      ? await dossiersOf(sources, moment)
      : [JSON.parse((await filmQuery(sources, { film: film.filmId, ...moment.asked })).json) as Dossier];
  const of = film === undefined ? `${String(dossiers.length)} films` : film.title;
  const bytes = await workbookOf([
    statusSheet(dossiers),
    offersSheet(dossiers),
    dealsSheet(dossiers),
    events,
    aboutSheet(moment, of, events.rows.length),
  ]);
  return {
    name: `${film?.slug ?? 'ovation'}-${moment.at.day}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: inOnePart(bytes),
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- it is there already
async function* inOnePart(bytes: Buffer): AsyncGenerator<Buffer, void> {
  yield bytes;
}
