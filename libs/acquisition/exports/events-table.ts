import type { Amount, DayOf, Terms } from '#acquisition/domain';
import { describeOccurredAt, describePrice, describeSource, exponentOf, firstDay } from '#acquisition/domain';
import type { Cell, Sheet } from '#spreadsheets';
import { sourceInWords } from './source-in-words';
import type { ToldEvent } from './told-events';

/** Headings of a table of events. */
export const EVENTS_HEAD: Sheet['head'] = [
  [
    'Happened',
    'First day',
    'Recorded at',
    'Film',
    'What',
    'Standing',
    'Amended by',
    'Buyer',
    'Price',
    'Currency',
    'Guarantee from',
    'Guarantee to',
    'Rights',
    'Recorded by',
    'Role',
    'On whose word',
    'Source',
    'Type',
    'Event',
    'Slug',
    'Stream',
    'Revision',
  ],
];

const inMajor = (minor: number | null, currency: string): Cell =>
  minor === null ? null : minor / 10 ** exponentOf(currency);

/** Currency, and the sum from and to: the same where it is exact. */
function guaranteeCells(amount: Amount): readonly Cell[] {
  if (amount.kind === 'unknown') return [null, null, null];
  const { currency } = amount;
  const [from, to] = amount.kind === 'exact' ? [amount.minor, amount.minor] : [amount.minMinor, amount.maxMinor];
  return [currency, inMajor(from, currency), inMajor(to, currency)];
}

interface Priced {
  readonly terms?: Terms;
  readonly rights?: { readonly words: string };
}

/** Of an entry that can be read. */
function saidCells(event: NonNullable<ToldEvent['event']>): readonly Cell[] {
  const { terms, rights } = event.data as Priced;
  return [
    ...(terms === undefined ? [null, null, null, null] : [describePrice(terms), ...guaranteeCells(terms.guarantee)]),
    rights?.words ?? null,
    event.actor.user,
    event.actor.role,
    describeSource(event.source),
    sourceInWords(event.source),
    event.type,
  ];
}

/** An event as a row of the table. */
export function eventRow(told: ToldEvent, dayOf: DayOf): readonly Cell[] {
  const { event, recorded, film, sentence, standing, amendedBy, buyer } = told;
  return [
    event === undefined ? null : describeOccurredAt(event.occurredAt),
    event === undefined ? null : { day: firstDay(event.occurredAt, dayOf) },
    recorded.recordedAt,
    film?.title ?? null,
    sentence,
    standing,
    amendedBy.join(' '),
    buyer ?? null,
    ...(event === undefined
      ? [
          null,
          null,
          null,
          null,
          null,
          recorded.metadata['user'] ?? null,
          recorded.metadata['role'] ?? null,
          null,
          null,
          recorded.type,
        ]
      : saidCells(event)),
    recorded.id,
    film?.slug ?? null,
    recorded.stream,
    Number(recorded.revision),
  ];
}
