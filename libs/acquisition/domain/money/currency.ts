import type { Currency } from './amount';

/**
 * ISO 4217, list one: currencies in use and their fund codes, by the number of decimal digits of the minor unit.
 * Metals, bond units, special drawing rights and test codes have no minor unit and are left out: nobody pays for a film in them.
 */
const IN_USE: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY ' +
    'COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS ' +
    'INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR ' +
    'MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP ' +
    'STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** Withdrawn since 2020: contracts signed in them are still in force. */
const WITHDRAWN: Readonly<Record<number, string>> = { 2: 'ANG BGN CUC HRK SLL ZWL' };

const EXPONENTS: ReadonlyMap<Currency, number> = new Map(
  [IN_USE, WITHDRAWN].flatMap((list) =>
    Object.entries(list).flatMap(([exponent, codes]) =>
      codes.split(' ').map((code) => [code, Number(exponent)] as const),
    ),
  ),
);

/** Every currency an amount can be in, in alphabetical order. */
export const CURRENCIES: readonly Currency[] = [...EXPONENTS.keys()].sort();

/** Whether a text is the ISO 4217 code, in capitals, of a currency an amount can be in. */
export function isCurrency(code: string): boolean {
  return EXPONENTS.has(code);
}

/** Decimal digits of the minor unit: 2 for USD, 0 for JPY, 3 for KWD; 2, the most common, for a code that is not known. */
export function exponentOf(currency: Currency): number {
  return EXPONENTS.get(currency) ?? 2;
}
