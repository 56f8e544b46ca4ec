import type { CountryCode, LanguageCode } from './block';

/** Kept with every recorded right; a change of any set below is a new version. */
export const TERRITORY_LIST_VERSION = '2026-1';

/** A lot is what territories are sold by; every country lies in exactly one. */
export interface Lot {
  readonly code: string;
  /** As the trade calls it. */
  readonly name: string;
  readonly alsoCalled: readonly string[];
  readonly countries: readonly CountryCode[];
}

/** Several lots under one name, or a name that is not a set of lots at all. */
export type Composite = {
  readonly code: string;
  readonly name: string;
  readonly alsoCalled: readonly string[];
} & (
  | {
      readonly kind: 'lots';
      /** Codes of lots. */
      readonly lots: readonly string[];
      /** Countries of which only the part is meant that speaks a language. */
      readonly partly?: { readonly countries: readonly CountryCode[]; readonly language: LanguageCode };
    }
  /** What is left of the world when everything already granted is taken out. */
  | { readonly kind: 'rest of world' }
  /** Sold like a territory, but media: never a set of countries. */
  | { readonly kind: 'media' }
);

function lot(code: string, name: string, countries: string, ...alsoCalled: string[]): Lot {
  return { code, name, countries: countries.split(' '), alsoCalled };
}

export const LOTS: readonly Lot[] = [
  lot('US', 'United States', 'US PR VI GU AS MP UM', 'United States (with territories and possessions)'),
  lot('CA', 'Canada', 'CA'),
  lot('UKI', 'United Kingdom & Ireland', 'GB IE IM JE GG GI', 'UK & Ireland', 'UK and Eire', 'UK & Ire'),
  lot('FR', 'France', 'FR MC GP MQ GF RE YT PM BL MF NC PF WF TF', 'France (with overseas) & Monaco'),
  lot('DE', 'Germany', 'DE'),
  lot('AT', 'Austria', 'AT'),
  lot('CH', 'Switzerland', 'CH LI', 'Switzerland & Liechtenstein'),
  lot('BNL', 'Benelux', 'BE NL LU'),
  lot('IT', 'Italy', 'IT SM VA', 'Italy, San Marino, Vatican'),
  lot('ES', 'Spain', 'ES AD', 'Spain & Andorra'),
  lot('PT', 'Portugal', 'PT'),
  lot(
    'SCA',
    'Scandinavia',
    'DK NO SE FI IS FO GL AX SJ BV',
    'Scandinavia / Nordics',
    'Nordics',
    'Nordic countries',
    'Nordic territories',
    'Nordic region',
    'Scandi',
  ),
  lot('GR', 'Greece & Cyprus', 'GR CY'),
  lot('MT', 'Malta', 'MT'),
  lot('TR', 'Turkey', 'TR'),
  lot('IL', 'Israel', 'IL'),
  lot('PL', 'Poland', 'PL'),
  lot('CZSK', 'Czech Republic & Slovakia', 'CZ SK'),
  lot('HU', 'Hungary', 'HU'),
  lot('RO', 'Romania', 'RO'),
  lot('BG', 'Bulgaria', 'BG'),
  lot('XYU', 'Former Yugoslavia', 'BA HR XK MK ME RS SI', 'Ex-Yugoslavia', 'ex Yu'),
  lot('AL', 'Albania', 'AL'),
  lot('BALT', 'Baltics', 'EE LV LT', 'Baltic States', 'Baltic countries'),
  lot('UA', 'Ukraine', 'UA'),
  lot('CIS', 'CIS', 'RU AM AZ BY GE KZ KG MD TJ TM UZ', 'Commonwealth of Independent States'),
  lot(
    'ME',
    'Middle East & North Africa',
    'AE BH DJ DZ EG IQ IR JO KW LB LY MA EH MR OM PS QA SA SD SO SY TN YE',
    'MENA',
    'Middle East',
  ),
  lot('ZA', 'Southern Africa', 'ZA BW LS NA SZ ZW ZM MW MZ AO MG MU SC KM', 'South Africa & Southern Africa'),
  lot(
    'SSA',
    'Sub-Saharan Africa (rest)',
    'BF BI BJ CD CF CG CI CM CV ER ET GA GH GM GN GQ GW KE LR ML NE NG RW SH SL SN SS ST TD TG TZ UG',
  ),
  lot('IN', 'Indian Subcontinent', 'IN AF BD BT LK MV NP PK IO', 'Indian Sub-Continent'),
  lot('JP', 'Japan', 'JP'),
  lot('KR', 'South Korea', 'KR'),
  lot('KP', 'North Korea', 'KP'),
  lot('CN', 'China', 'CN', 'China (mainland)'),
  lot('HK', 'Hong Kong & Macau', 'HK MO'),
  lot('TW', 'Taiwan', 'TW'),
  lot('MN', 'Mongolia', 'MN'),
  lot('VN', 'Vietnam', 'VN'),
  lot('TH', 'Thailand', 'TH'),
  lot('ID', 'Indonesia & Timor-Leste', 'ID TL'),
  lot('MYSG', 'Malaysia, Singapore & Brunei', 'MY SG BN'),
  lot('PH', 'Philippines', 'PH'),
  lot('SEAX', 'Cambodia, Laos, Myanmar', 'KH LA MM'),
  lot(
    'ANZ',
    'Australia & New Zealand',
    'AU NZ CC CK CX FJ FM HM KI MH NF NR NU PG PN PW SB TK TO TV VU WS',
    'Australia & New Zealand (with Pacific)',
    'Australia & NZ',
    'Aus & NZ',
    'ANZ',
  ),
  lot('MX', 'Mexico', 'MX'),
  lot('BR', 'Brazil', 'BR'),
  lot('LAS', 'Spanish-speaking Latin America (rest)', 'AR BO CL CO CR CU DO EC GT HN NI PA PE PY SV UY VE FK GS'),
  lot(
    'WI',
    'West Indies',
    'AG AI AW BB BM BQ BS BZ CW DM GD GY HT JM KN KY LC MS SR SX TC TT VC VG',
    'West Indies / Caribbean & Guianas',
  ),
  lot('AQ', 'Antarctica', 'AQ'),
];

function lots(code: string, name: string, of: string, ...alsoCalled: string[]): Composite & { readonly kind: 'lots' } {
  return { kind: 'lots', code, name, lots: of.split(' '), alsoCalled };
}

const ALL_LOTS = LOTS.map(({ code }) => code);
const NORTH_AMERICA = ['US', 'CA'];

export const COMPOSITES: readonly Composite[] = [
  lots('WW', 'Worldwide', ALL_LOTS.join(' '), 'World', 'The world', 'Entire world', 'All territories', 'Global'),
  lots('NAM', 'North America', NORTH_AMERICA.join(' '), 'US & Canada', 'USA & Canada', 'United States & Canada'),
  lots(
    'GSE',
    'German-speaking Europe',
    'DE AT CH',
    'German-speaking territories',
    'Germany, Austria, Switzerland',
    'GAS',
    'GSA',
    'DACH',
  ),
  {
    ...lots('FSE', 'French-speaking Europe', 'FR'),
    partly: { countries: ['BE', 'CH', 'LU'], language: 'fr' },
  },
  lots('EEU', 'Eastern Europe', 'PL CZSK HU RO BG XYU AL', 'Eastern Europe (no CIS, no Baltics)'),
  lots(
    'CEE',
    'Central & Eastern Europe',
    'PL CZSK HU RO BG XYU AL BALT UA',
    'Central & Eastern Europe with Baltics & Ukraine',
  ),
  lots('IBERIA', 'Iberia', 'ES PT', 'Spain & Portugal'),
  lots('SEA', 'South East Asia', 'VN TH ID MYSG PH SEAX', 'Southeast Asia', 'SE Asia'),
  lots('ASIA', 'Pan-Asia', 'IN JP KR CN HK TW MN VN TH ID MYSG PH SEAX'),
  lots('LATAM', 'Latin America', 'MX BR LAS', 'Latam'),
  lots('AFR', 'Sub-Saharan Africa', 'ZA SSA', 'Africa (sub-Saharan)'),
  lots('INTL', 'International', ALL_LOTS.filter((code) => !NORTH_AMERICA.includes(code)).join(' ')),
  {
    kind: 'rest of world',
    code: 'ROW',
    name: 'Rest of world',
    alsoCalled: ['Rest of the world', 'Remaining world', 'Remaining territories'],
  },
  { kind: 'media', code: 'AIR', name: 'Airlines & ships', alsoCalled: [] },
];

/**
 * Countries that are sold with another one: who says "France" means its overseas departments and Monaco too. They lie in
 * the same lot; possessions in another lot, such as Bermuda or Aruba, are sold with that lot.
 */
export const SOLD_WITH: ReadonlyMap<CountryCode, readonly CountryCode[]> = new Map(
  Object.entries({
    US: 'PR VI GU AS MP UM',
    GB: 'IM JE GG GI',
    FR: 'MC GP MQ GF RE YT PM BL MF NC PF WF TF',
    CH: 'LI',
    IT: 'SM VA',
    ES: 'AD',
    DK: 'FO GL',
    FI: 'AX',
    NO: 'SJ BV',
    AU: 'CC CX HM NF',
    NZ: 'CK NU TK',
  }).map(([country, others]) => [country, others.split(' ')]),
);
