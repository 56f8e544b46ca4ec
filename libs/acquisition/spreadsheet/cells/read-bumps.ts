import type { AmountRequest } from '#acquisition/domain';
import type { AmountContext } from './read-amount';
import { readAmount } from './read-amount';

export interface Bump {
  readonly boxOffice: AmountRequest;
  readonly pays: AmountRequest;
}

const BUMP = /^(.+?)\s*(?:\bat\b|@|\bover\b|\bfrom\b|\bwhen\b)\s*(.+?)(?:\s*(?:b\.?o\.?|box[ -]office|gross))?\.?$/i;

const sumOf = (text: string, context: AmountContext): AmountRequest | undefined => {
  const read = readAmount({ kind: 'text', text }, context);
  return 'value' in read && read.remark === undefined && 'currency' in read.value ? read.value : undefined;
};

/** Reads `$100k at $5m; $200k at $10m`; undefined when a part of it is something else. */
export function readBumps(text: string, context: AmountContext): readonly Bump[] | undefined {
  const bumps: Bump[] = [];
  for (const part of text.split(/[;\n]/).filter((one) => one.trim() !== '')) {
    const [, first = '', second = ''] = BUMP.exec(part.trim()) ?? [];
    const [pays, boxOffice] = [sumOf(first, context), sumOf(second, context)];
    if (pays === undefined || boxOffice === undefined) return undefined;
    bumps.push({ boxOffice, pays });
  }
  return bumps.length === 0 ? undefined : bumps;
}
