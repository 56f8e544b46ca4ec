import type { Day, Instant } from '../time';

/** What may be coming. */
export const DEADLINE_KINDS = [
  'offer expires',
  'reservation ends',
  'deal memo due',
  'long form due',
  'delivery due',
  'holdback ends',
  'licence window begins',
  'licence window ends',
  'mandate window ends',
  'negotiation ends',
  'release',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/**
 * How a kind is counted. `stays`: due on its day or at its moment, and overdue after it until something is recorded.
 * `passes`: comes by itself, and is gone once it has come. The others are due so many days after their day, as a setting
 * says, and stay.
 */
export type Counting = 'stays' | 'passes' | 'memo days' | 'long form days';

export const COUNTING: Readonly<Record<DeadlineKind, Counting>> = {
  'offer expires': 'stays',
  'reservation ends': 'stays',
  'deal memo due': 'memo days',
  'long form due': 'long form days',
  'delivery due': 'stays',
  'holdback ends': 'passes',
  'licence window begins': 'passes',
  'licence window ends': 'passes',
  'mandate window ends': 'passes',
  'negotiation ends': 'passes',
  release: 'stays',
};

/** One thing that is coming, and stands until something resolves it. */
export interface Deadline {
  readonly kind: DeadlineKind;
  /** The day or moment it is counted from: of most kinds, when it is due. A window or holdback ends on its last day. */
  readonly on: Day | Instant;
  readonly buyer: string | null;
  /** What it is, a sentence without its time. */
  readonly says: string;
  /** The event that it comes from. */
  readonly eventId: string;
  readonly offerId: string | null;
  readonly dealId: string | null;
}
