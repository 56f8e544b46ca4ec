import { refuseFields } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import type { FilmAvails, SlateBlocks } from '#acquisition/views';
import type { Sheet } from '#spreadsheets';
import { csvOf, xlsxOf } from '#spreadsheets';
import type { FreeRights } from './ema';
import { LICENSE_TYPES, emaRows, emaSheet } from './ema';
import { filmSheet } from './film-sheet';
import { slateSheet } from './slate-sheet';

/** `ema`: the EMA Avails template, as comma-separated values. */
export const FORMATS = ['csv', 'xlsx', 'ema'] as const;
export type Format = (typeof FORMATS)[number];

/** Most rows of one file. */
export const MOST_FILE_ROWS = 100_000;

export interface AvailsFile {
  /** Such as `avails-k-pops-2024-2026-01-31.xlsx`. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

const CSV = 'text/csv; charset=utf-8; header=present';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const refuseFormat = (message: string): Refused => new Refused(refuseFields([{ field: 'format', message }]));

const counted = (rows: number): string => rows.toLocaleString('en');

function refuseTooMany(rows: number): void {
  if (rows <= MOST_FILE_ROWS) return;
  throw refuseFormat(`would have ${counted(rows)} rows, more than ${counted(MOST_FILE_ROWS)}: ask for less`);
}

function emaOf(films: readonly FreeRights[]): Sheet {
  const rows = emaRows(films);
  if (rows === 0 && films.some(({ blocks }) => blocks.length > 0)) {
    const media = [...LICENSE_TYPES.keys()].join(', ');
    throw refuseFormat(`can tell ${media} only, and none of what is free is: ask for csv or xlsx`);
  }
  refuseTooMany(rows);
  return emaSheet(films);
}

async function written(name: string, format: Format, sheet: Sheet): Promise<AvailsFile> {
  refuseTooMany(sheet.rows.length);
  switch (format) {
    case 'csv':
      return { name: `${name}.csv`, mediaType: CSV, content: Buffer.from(csvOf(sheet)) };
    case 'ema':
      return { name: `${name}-ema.csv`, mediaType: CSV, content: Buffer.from(csvOf(sheet)) };
    case 'xlsx':
      return { name: `${name}.xlsx`, mediaType: XLSX, content: await xlsxOf(sheet) };
  }
}

/**
 * The avails of one film as a file.
 * @throws Refused when the format cannot tell any of it, or it would have too many rows.
 */
export async function fileOfFilm(format: Format, avails: FilmAvails): Promise<AvailsFile> {
  const { mandate, blocks, slug, day } = avails;
  const free = { ...avails, agents: mandate.agents, blocks: blocks.filter(({ isFree }) => isFree).map(asRights) };
  return written(`avails-${slug}-${day}`, format, format === 'ema' ? emaOf([free]) : filmSheet(avails));
}

/**
 * What is free on the slate as a file, every film of it.
 * @throws Refused as `fileOfFilm`.
 */
export async function fileOfSlate(format: Format, avails: SlateBlocks): Promise<AvailsFile> {
  return written(`avails-slate-${avails.day}`, format, format === 'ema' ? emaOf(avails.films) : slateSheet(avails));
}

const asRights = ({ countries, mediaList, ...block }: FilmAvails['blocks'][number]): FreeRights['blocks'][number] => ({
  ...block,
  territories: countries,
  media: mediaList,
});
