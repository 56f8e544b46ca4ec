import type { Amount, CompareColumn, ComparedOffer } from '#acquisition/domain';
import { describeAmount } from '#acquisition/domain';
import type { ComparedOffers } from '#acquisition/views';
import { dim } from './style';
import { table } from './table';
import { count, money, percent } from './words';

const SECONDS: readonly (readonly [number, string])[] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
];

/** `2 d`, `5 h`, `40 min`: what is left, in the largest whole unit. */
function timeLeft(seconds: number | null): string {
  if (seconds === null) return '';
  const [unit = 1, name = 's'] = SECONDS.find(([size]) => seconds >= size) ?? [];
  return `${String(Math.floor(seconds / unit))} ${name}`;
}

const amounts = (all: readonly Amount[] | undefined): string => (all ?? []).map(describeAmount).join('\n');
const text = (value: number | string | undefined): string => (value === undefined ? '' : String(value));

const shareInWords = ({ currency, share }: ComparedOffer['shareOfAsk'][number]): string => {
  if (share === null) return `not comparable (asked in ${currency})`;
  const { least, most } = share;
  if (most === null) return `${percent(least)} or more`;
  return least === most ? percent(least) : `${percent(least)} to ${percent(most)}`;
};

const IN_CURRENCY = 'in one currency';

type Row = readonly [string, (offer: ComparedOffer) => string, CompareColumn?];

/** A line of the table: what it is called, what it says of an offer, and on which column the best is marked. */
const ROWS: readonly Row[] = [
  ['rights', ({ rights }) => rights],
  ['status', ({ status }) => status],
  ['headline total', ({ headline }) => money(headline), 'headline'],
  [IN_CURRENCY, ({ headlineCompared }) => money(headlineCompared), 'headline'],
  ['share of ask', ({ shareOfAsk }) => shareOfAsk.map(shareInWords).join('\n'), 'shareOfAsk'],
  ['guarantee', ({ terms }) => describeAmount(terms.guarantee), 'guarantee'],
  ['guaranteed bonuses', ({ terms }) => amounts(terms.guaranteedBonuses), 'guaranteedBonuses'],
  [
    'box-office bumps',
    ({ terms }) =>
      (terms.boxOfficeBumps ?? [])
        .map(({ boxOffice, pays }) => `${describeAmount(pays)} at ${describeAmount(boxOffice)}`)
        .join('\n'),
    'boxOfficeBumps',
  ],
  [
    'gross points',
    ({ terms }) => (terms.grossPoints === undefined ? '' : `${String(terms.grossPoints)} %`),
    'grossPoints',
  ],
  [
    'P&A commitment',
    ({ terms }) => (terms.pAndACommitment === undefined ? '' : describeAmount(terms.pAndACommitment)),
    'pAndACommitment',
  ],
  ['screens', ({ terms }) => text(terms.guaranteedScreens), 'guaranteedScreens'],
  ['days', ({ terms }) => text(terms.guaranteedDays), 'guaranteedDays'],
  [
    'licence',
    ({ terms }) => (terms.licenceYears === undefined ? '' : count(terms.licenceYears, 'year')),
    'licenceYears',
  ],
  ['delivery', ({ terms }) => text(terms.deliveryOn), 'deliveryOn'],
  ['conditions', ({ terms }) => (terms.conditions ?? []).join('\n'), 'conditions'],
  ['in words', ({ terms }) => terms.words ?? ''],
  [
    'conflicts',
    ({ conflicts }) => conflicts.map(({ kind, buyer = '', overlap }) => `${kind} ${buyer}: ${overlap}`).join('\n'),
  ],
  ['might overlap', ({ warnings }) => warnings.join('\n')],
  ['time left', ({ secondsLeft }) => timeLeft(secondsLeft)],
  ['why', ({ reason }) => reason ?? ''],
  [
    'corrected',
    ({ corrections }) => corrections.map(({ by, from }) => `${Object.keys(from).join(', ')} by ${by.user}`).join('\n'),
  ],
];

/** Offers side by side for people: a column for each, the best of each line marked. */
export function comparisonInWords({ offers, best, film, reporting }: ComparedOffers): string {
  if (offers.length === 0) return `${film.title} has no offer that waits for an answer.`;
  const mark = (column: CompareColumn | undefined, { offerId }: ComparedOffer): string => {
    const among = column === undefined ? [] : best[column].filter(({ offerIds }) => offerIds.includes(offerId));
    if (among.length === 0) return '';
    return among.every(({ isDecided }) => isDecided) ? ' *' : ' ?';
  };
  const shown = ROWS.filter(([name]) => reporting !== null || name !== IN_CURRENCY);
  const rows = shown
    .filter(([, say]) => offers.some((offer) => say(offer) !== ''))
    .map(([name, say, column]) => [name, ...offers.map((offer) => `${say(offer)}${mark(column, offer)}`.trim())]);
  const by =
    reporting === null
      ? ''
      : ` Compared in ${reporting.currency}, by the rates of ${reporting.ratesOn} of ${reporting.publishedBy}.`;
  const note = dim('*: best of its line and currency; ?: undecided among those marked, what is known of them overlaps');
  return `${table([film.title, ...offers.map(({ buyer }) => buyer)], rows)}\n${count(offers.length, 'offer')}.${by} ${note}`;
}
