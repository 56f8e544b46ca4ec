import type { BuyerEntry, BuyerHistory, BuyerOnMarket } from '#acquisition/views';
import { bold, dim } from './style';
import { table } from './table';
import { count, money } from './words';

const number = (n: number): string => (n === 0 ? '' : String(n));

/** Buyers for people: how much each has to do with films, and its money by kind. */
export function buyersInWords(buyers: readonly BuyerOnMarket[]): string {
  const rows = buyers.map(({ name, films, interest, passes, negotiations, offers, deals, lastOn, figures }) => [
    name,
    ...[films, interest, passes, negotiations, offers, deals].map(number),
    money(figures.offered),
    money(figures.committed),
    lastOn,
  ]);
  const head = ['buyer', 'films', 'interest', 'passes', 'talks', 'offers', 'deals', 'offered', 'committed', 'last'];
  return `${table(head, rows)}\n${count(buyers.length, 'buyer')}. ${dim('offered: on offers that wait for an answer')}`;
}

const particulars = ({ exclusive, until, reason }: BuyerEntry): string =>
  [exclusive === true ? 'exclusive' : '', until === null ? '' : `until ${until}`, reason ?? '']
    .filter((part) => part !== '')
    .join(', ');

/** One buyer for people: its names, its money by kind, and everything that it did. */
export function buyerInWords({ name, merges, figures, items }: BuyerHistory): string {
  const sums = (['offered', 'reserved', 'committed'] as const).flatMap((kind) =>
    figures[kind].length === 0 ? [] : [`${kind}: ${money(figures[kind])}`],
  );
  const merged = merges.map(({ buyer: other, into, on, reason }) =>
    dim(`${other} counts as ${into} since ${on}${reason === null ? '' : `: ${reason}`}`),
  );
  const rows = items.map((entry) => [
    entry.on,
    entry.kind,
    entry.film.title,
    entry.rights ?? '',
    money(entry.headline),
    entry.status ?? '',
    particulars(entry),
  ]);
  const history = table(['when', 'what', 'film', 'rights', 'price', 'status', 'particulars'], rows);
  return [bold(name), ...sums, ...merged, history].join('\n');
}
