import type { LanguageCode, Medium, RightsBlock, Window } from '#acquisition/domain';
import { addDays } from '#acquisition/domain';
import type { Cell, Sheet } from '#spreadsheets';

/**
 * The columns of the sheet "Movies" of the EMA Avails template for film and TV, version 1.7, in its order: the two lines
 * that it begins with, group and name. Source: https://movielabs.com/md/avails/ (the names as MovieLabs' own tools know
 * them, github.com/MovieLabs/mddf, `avails/xlsx/Mappings.json`, "V1_7"; the order and the values allowed as those of
 * Google's validator, github.com/playmoviespartner/emavalidator, `EMASpec17`).
 */
const COLUMNS = [
  'Avail/DisplayName',
  'AvailTrans/AssetLanguage',
  'AvailTrans/Territory',
  'AvailAsset/WorkType',
  'Disposition/EntryType',
  'AvailMetadata/TitleInternalAlias',
  'AvailMetadata/TitleDisplayUnlimited',
  'AvailMetadata/LocalizationType',
  'AvailMetadata/CompanyDisplayCredit',
  'AvailTrans/LicenseType',
  'AvailTrans/LicenseRightsDescription',
  'AvailTrans/FormatProfile',
  'AvailTrans/HDR',
  'AvailTrans/WCG',
  'AvailTrans/HFR',
  'AvailTrans/Start',
  'AvailTrans/End',
  'AvailTrans/PriceType',
  'AvailTrans/PriceValue',
  'AvailTrans/PriceCurrency',
  'AvailTrans/SRP',
  'AvailTrans/Description',
  'AvailTrans/OtherTerms',
  'AvailTrans/OtherInstructions',
  'AvailAsset/TitleID',
  'AvailAsset/EditID',
  'AvailAsset/ContentID',
  'Avail/AvailID',
  'Avail/UV_ID',
  'Avail/DMA_ID',
  'Avail/ReportingID',
  'AvailAsset/Metadata',
  'Avail/ALID',
  'AvailTrans/SuppressionLiftDate',
  'AvailTrans/SpecialPreOrderFulfillDate',
  'AvailTrans/AnnounceDate',
  'AvailMetadata/ReleaseYear',
  'AvailMetadata/ReleaseHistoryOriginal',
  'AvailMetadata/ReleaseHistoryPhysicalHV',
  'Avail/ExceptionFlag',
  'AvailMetadata/RatingSystem',
  'AvailMetadata/RatingValue',
  'AvailMetadata/RatingReason',
  'AvailTrans/RentalDuration',
  'AvailTrans/WatchDuration',
  'AvailMetadata/CaptionIncluded',
  'AvailMetadata/CaptionExemption',
  'AvailMetadata/Any',
  'AvailTrans/ContractID',
  'Avail/ServiceProvider',
  'AvailMetadata/TotalRunTime',
  'AvailTrans/HoldbackLanguage',
  'AvailTrans/AllowedLanguages',
  'Avail/BundledALIDs',
] as const;

const PARTS = COLUMNS.map((column) => column.split('/'));
const HEAD = [PARTS.map(([group = '']) => group), PARTS.map(([, name = '']) => name)];

/** Media that have a licence type of their own in this template; the others cannot be told in it. */
export const LICENSE_TYPES: ReadonlyMap<Medium, string> = new Map([
  ['EST', 'EST'],
  ['TVOD', 'VOD'],
  ['SVOD', 'SVOD'],
]);

/** A film, and the blocks of it that are free. */
export interface FreeRights {
  readonly title: string;
  readonly year: number;
  readonly filmId: string;
  readonly agents: readonly string[];
  readonly blocks: readonly FreeBlock[];
}

type FreeBlock = Pick<RightsBlock, 'territories' | 'media' | 'languages' | 'exceptLanguages'> & {
  readonly window: Window;
};

const list = (codes: readonly LanguageCode[] | null | undefined): string => (codes ?? []).join(',');

/** Days are days of the store: from the beginning of the first to the end of the last; `Open` has no end. */
const windowCells = ({ from, to }: Window): { readonly Start: Cell; readonly End: Cell } => ({
  Start: from === null ? 'Immediate' : { day: from },
  End: to === null ? 'Open' : { day: addDays(to, -1) },
});

const licenseTypesOf = ({ media }: FreeBlock): readonly string[] =>
  media.flatMap((medium) => LICENSE_TYPES.get(medium) ?? []);

/** How many rows a sheet of these films has: worldwide, they are soon too many to be made. */
export const emaRows = (films: readonly FreeRights[]): number =>
  films
    .flatMap(({ blocks }) => blocks)
    .reduce((sum, block) => sum + block.territories.length * licenseTypesOf(block).length, 0);

function rowsOf({ title, year, filmId, agents }: FreeRights, block: FreeBlock): readonly (readonly Cell[])[] {
  return block.territories.flatMap((territory) =>
    licenseTypesOf(block).map((licenseType) => {
      const cells: Readonly<Record<string, Cell>> = {
        DisplayName: agents.join(', '),
        Territory: territory,
        WorkType: 'Movie',
        EntryType: 'Full Extract',
        TitleInternalAlias: title,
        TitleDisplayUnlimited: title,
        LicenseType: licenseType,
        ...windowCells(block.window),
        ContentID: filmId,
        ReleaseYear: year,
        HoldbackLanguage: list(block.exceptLanguages),
        AllowedLanguages: list(block.languages),
      };
      return PARTS.map(([, name = '']) => cells[name] ?? null);
    }),
  );
}

/**
 * What is free, as a sheet of the EMA Avails template: a row for each film, country and licence type. Prices, formats and
 * ratings, which nobody has recorded, are left for whoever sends it.
 */
export const emaSheet = (films: readonly FreeRights[]): Sheet => ({
  name: 'Movies',
  head: HEAD,
  rows: films.flatMap((film) => film.blocks.flatMap((block) => rowsOf(film, block))),
});
