import { addDays, describeSource } from '#acquisition/domain';
import type { AvailBlock, LanguageCode, Window } from '#acquisition/domain';
import type { FilmAvails } from '#acquisition/views';
import type { Cell, Sheet } from '#spreadsheets';

const HEAD = [
  'Film',
  'Year',
  'Territories',
  'Media',
  'First day',
  'Last day',
  'Languages',
  'Free',
  'Status',
  'Why',
  'Buyer',
  'Reserved until',
  'On whose word',
  'Deal',
  'Offer',
  'Events',
  'Mandate',
  'Warnings',
];

/** Where something is free, for how long and in which languages. */
interface Extent {
  readonly window: Window;
  readonly languages: readonly LanguageCode[] | null;
  readonly exceptLanguages?: readonly LanguageCode[];
}

const dayOf = (day: string | null): Cell => (day === null ? null : { day });

/** First and last day, and the languages; empty where there is no end, and for every language. */
export function extentCells({ window, languages, exceptLanguages = [] }: Extent): readonly Cell[] {
  const { from, to } = window;
  const spoken = languages === null ? exceptLanguages.map((code) => `not ${code}`).join(', ') : languages.join(', ');
  return [dayOf(from), dayOf(to === null ? null : addDays(to, -1)), spoken];
}

/** Whether the mandate was recorded. */
export const mandateCell = (isAssumed: boolean): string => (isAssumed ? 'assumed' : 'recorded');

/** The avails of one film, a row for each block, free or not, with what it rests on. */
export function filmSheet({ title, year, blocks, mandate, warnings }: FilmAvails): Sheet {
  const row = (block: AvailBlock): readonly Cell[] => [
    title,
    year,
    block.territories,
    block.media,
    ...extentCells(block),
    block.isFree ? 'yes' : 'no',
    block.status,
    block.why,
    block.buyer ?? null,
    block.reservedUntil,
    block.sources.map(describeSource).join('; '),
    block.dealId ?? null,
    block.offerId ?? null,
    block.eventIds.join(' '),
    mandateCell(mandate.isAssumed),
    warnings.join('; '),
  ];
  return { name: 'Avails', head: [HEAD], rows: blocks.map(row) };
}
