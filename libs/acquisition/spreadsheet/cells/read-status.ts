import type { Read } from './read';

/** What became of what a row tells. */
export const STATUSES = [
  'offer',
  'countered',
  'accepted',
  'declined',
  'lapsed',
  'withdrawn',
  'signed',
  'long form',
] as const;
export type SaleStatus = (typeof STATUSES)[number];

/** What the trade writes for each, in the order in which they are tried: the strongest word decides. */
const WORDS: readonly (readonly [SaleStatus, RegExp])[] = [
  ['withdrawn', /\bwithdr(?:ew|awn)\b|\bpulled\b|\btaken back\b/],
  ['lapsed', /\blapsed?\b|\bexpired\b/],
  ['declined', /\bdeclined?\b|\bpass(?:ed)?\b|\breject(?:ed)?\b|\brefused\b|\bturned down\b|\blost\b|\bdead\b/],
  ['long form', /\blong[ -]?form\b|\blfa\b|\bfully executed\b|\bexecuted\b|\blicen[cs]ed\b|\bcontracted\b/],
  ['signed', /\bsigned\b|\bdeal[ -]?memo\b|\bmemo\b|\bsold\b|\bclosed\b|\bacquired\b|\bcommitted\b|^deal$|^done$/],
  ['accepted', /\baccepted\b|\bverbal(?:ly)?\b|\bagreed\b|\breserved\b|\bclosing\b/],
  ['countered', /\bcounter(?:ed|[ -]?offer)?\b/],
  [
    'offer',
    /\boffer(?:ed|s)?\b|\bopen\b|\blive\b|\bpending\b|\breceived\b|\bnew\b|\bbid\b|\bon the table\b|\bnegotiati(?:ng|ons?)\b/,
  ],
];
/** What is not so, or not yet, is told in too many ways to be understood. */
const NOT_SO = /\b(?:not|no|never|yet|to be|tbc|awaiting|pending|unsigned|out for)\b/;

/** Reads what became of an offer or a deal. */
export function readStatus(text: string): Read<SaleStatus> {
  const said = text.toLowerCase().trim();
  const found = WORDS.filter(([, words]) => words.test(said));
  const [first] = found;
  if (first === undefined || (NOT_SO.test(said) && found.some(([status]) => status !== 'offer'))) {
    return {
      problem: `is no status that we know: write ${STATUSES.slice(0, -1).join(', ')} or ${STATUSES.at(-1) ?? ''}`,
    };
  }
  return { value: first[0] };
}
