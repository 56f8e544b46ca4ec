/** Digits grouped by commas or not at all, and a decimal point: `17,500,000.69`, `2.5`. */
const DECIMAL = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;

/**
 * A decimal number times 10 to the power of `shift`, as a whole number and without a float in between: `2.5` by 8 is
 * 250000000. `undefined` when the text is no such number, when digits would be left behind the point, or when the result
 * is beyond what a number can hold exactly.
 */
export function shiftDecimal(text: string, shift: number): number | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const whole = (match[1] ?? '').replaceAll(',', '');
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > shift) return undefined;
  const shifted = Number(whole + fraction.padEnd(shift, '0'));
  return Number.isSafeInteger(shifted) ? shifted : undefined;
}

/** Minor units as a decimal number with grouped digits; the fraction is left out when it is zero. */
export function writeDecimal(minor: number, exponent: number): string {
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = digits.slice(digits.length - exponent);
  const sign = minor < 0 ? '-' : '';
  return /^0*$/.test(fraction) ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
