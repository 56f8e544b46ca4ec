import { currencyOfMark, isCurrency } from '#acquisition/domain';

/** What a header says of the sums below it. */
export interface MoneyInHeader {
  readonly currency?: string;
  /** Sums are in thousands or millions: the power of ten. */
  readonly scale?: number;
}

const THOUSANDS = /(?:^|[^\d])['’]?000s?\b|\bthousands?\b|\bin k\b|\((?:[^)]*\W)?k\)/i;
const MILLIONS = /\bmillions?\b|\bmio\b|\bin m\b|\((?:[^)]*\W)?m\)/i;

/** Reads `MG (USD)`, `Price in EUR`, `MG ($ '000)`. */
export function moneyInHeader(header: string): MoneyInHeader {
  const code = [...header.matchAll(/\b[A-Z]{3}\b/g)].map(([word]) => word).find(isCurrency);
  const sign = /(?:US|CA|AU|NZ|HK|[CAR])?\$|[€£₹₩]/.exec(header)?.[0];
  const currency = code ?? (sign === undefined ? undefined : currencyOfMark(sign, undefined));
  const scale = THOUSANDS.test(header) ? 3 : MILLIONS.test(header) ? 6 : undefined;
  return { ...(currency === undefined ? {} : { currency }), ...(scale === undefined ? {} : { scale }) };
}
