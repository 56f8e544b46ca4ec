import type { Day } from '../time';

/** ISO 3166-1 alpha-2, upper case, such as `FR`; `XK` for Kosovo. */
export type CountryCode = string;
/** ISO 639-1, lower case, such as `fr`. */
export type LanguageCode = string;

/** Leaves of the media tree; a parent of the tree means all of its leaves. */
export type Medium =
  | 'theatrical'
  | 'non-theatrical'
  | 'public video'
  | 'airline'
  | 'ship'
  | 'hotel'
  | 'video rental'
  | 'video sale'
  | 'PVOD'
  | 'TVOD'
  | 'EST'
  | 'SVOD'
  | 'AVOD'
  | 'FAST'
  | 'pay TV'
  | 'free TV'
  | 'remake'
  | 'sequel'
  | 'merchandising'
  | 'soundtrack';

/** Half-open interval of days `[from, to)`; `null` is an open end. */
export interface Window {
  readonly from: Day | null;
  readonly to: Day | null;
}

/**
 * A block of rights whose every part is resolved: the unit in which rights are granted, licensed and compared.
 * `territories` is sorted and has no doubles; so have `media`, in the order of the tree, and `languages`.
 */
export interface RightsBlock {
  readonly territories: readonly CountryCode[];
  readonly media: readonly Medium[];
  readonly window: Window;
  /** Only these languages; `null` is all languages. */
  readonly languages: readonly LanguageCode[] | null;
  /** Every language but these: what is left when a right in some languages is taken out. Only where `languages` is `null`. */
  readonly exceptLanguages?: readonly LanguageCode[];
  readonly exclusive: boolean;
}

/** A right that may not be used before a day, or before some days after the film's first release. */
export interface Holdback {
  readonly territories: readonly CountryCode[];
  readonly media: readonly Medium[];
  readonly until: { readonly day: Day } | { readonly daysAfterFirstRelease: number };
}

/**
 * Rights as an event keeps them: what was said, in the trade's words, and what those words meant when it was recorded.
 */
export interface Rights {
  /** The words as they were given, such as `Worldwide - Germany - Austria, all rights`. */
  readonly words: string;
  /** What the words resolved to. */
  readonly blocks: readonly RightsBlock[];
  /** Words that resolved to nothing: shown, never counted as coverage. */
  readonly unresolved: readonly string[];
  /** Version of the territory list that was used. */
  readonly territoryList: string;
  readonly holdbacks?: readonly Holdback[];
}

/** Rights as somebody asks for them, in the trade's words. */
export interface RightsRequest {
  /** Such as `North America`, `Worldwide - Germany - Switzerland`, `Benelux, Italy`, `Rest of world`. */
  readonly territories: string | readonly string[];
  /** Such as `all rights`, `SVOD`, `theatrical, physical video`; default: all rights. */
  readonly media?: string | readonly string[];
  /** First day; default: open. */
  readonly from?: Day;
  /** The day after the last one; default: open. */
  readonly to?: Day;
  /** Default: true. */
  readonly exclusive?: boolean;
  /** ISO 639-1; default: all. */
  readonly languages?: readonly LanguageCode[];
  readonly holdbacks?: readonly HoldbackRequest[];
}

export interface HoldbackRequest {
  readonly media: string | readonly string[];
  /** Default: the territories of the grant. */
  readonly territories?: string | readonly string[];
  readonly untilDay?: Day;
  readonly daysAfterFirstRelease?: number;
}
