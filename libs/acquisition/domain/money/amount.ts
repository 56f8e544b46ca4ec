/** ISO 4217 alphabetic code, such as `USD`. */
export type Currency = string;

/**
 * A sum of money as the trade reports it. Whole minor units (cents; for JPY yen), never a float: 17,500,000.69 USD is
 * `{ kind: 'exact', minor: 1750000069, currency: 'USD' }`.
 */
export type Amount =
  | { readonly kind: 'exact'; readonly minor: number; readonly currency: Currency; readonly words?: string }
  /** Known to lie between two sums, either of which may be open; the words it was told in are kept ("low seven figures"). */
  | {
      readonly kind: 'range';
      readonly minMinor: number | null;
      readonly maxMinor: number | null;
      readonly currency: Currency;
      readonly words: string;
    }
  /** Money was or may have been involved; how much is not known. */
  | { readonly kind: 'unknown'; readonly words?: string };
