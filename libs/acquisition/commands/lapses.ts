import type { Entry, FilmState, Lapse, LapseDetails } from '#acquisition/domain';
import { lapsesBy } from '#acquisition/domain';
import type { EntryDetails } from './details';
import type { CommandContext, RecordableCommand } from './film-command';
import { LapseOffer } from './lapse-offer';
import { LapseReservation } from './lapse-reservation';

/**
 * A command that only the clock issues, and so no route: before anybody's command on a film is decided, what is due there
 * has lapsed already, so that a person would never find anything left to lapse.
 */
export type LapseCommand = RecordableCommand<LapseDetails>;

/** In whose name lapses are recorded. No user can be given this role. */
const CLOCK = { user: 'offer clock', role: 'clock' } as const;

export const isByClock = ({ role }: CommandContext): boolean => role === CLOCK.role;

/** Not a refusal: the film has offers or reservations whose time has come, which are to be recorded before anything else. */
export class LapsesDue extends Error {
  override readonly name = 'LapsesDue';
  constructor(
    readonly lapses: readonly Lapse[],
    /** By when: on a clock that was set back meanwhile, they would not be due any more. */
    readonly now: string,
  ) {
    super('What is due on this film lapses first.');
  }
}

/** @throws LapsesDue when something on the film has reached its time by the entry, and is not recorded. */
export function unlessLapsesAreDue(film: FilmState, { now }: Entry): void {
  const due = lapsesBy(film, now.instant);
  if (due.length > 0) throw new LapsesDue(due, now.instant);
}

/** The command that records a lapse. Its key derives from what causes it, so that whoever issues it, and how often, it is done once. */
export function commandOf({ kind, offerId, at, causeId }: Lapse): {
  readonly command: LapseCommand;
  readonly details: EntryDetails & LapseDetails;
  readonly context: CommandContext;
} {
  return {
    command: kind === 'offer' ? LapseOffer : LapseReservation,
    details: { offerId },
    context: { ...CLOCK, idempotencyKey: [kind, offerId, at, causeId].join(' '), correlationId: causeId },
  };
}
