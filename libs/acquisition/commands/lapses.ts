import type { Entry, Fact, FilmState, Lapse } from '#acquisition/domain';
import { decide, lapseOffer, lapseReservation, lapsesBy } from '#acquisition/domain';
import { CLOCK, Refused } from '#acquisition/film-stream';
import type { CommandContext } from './film-command';

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

/**
 * The command that records lapses of a film, all together. Only the clock issues it, and there is no route to it: before
 * anybody's command on a film is decided, what is due there has lapsed already, so that a person would never find anything
 * left to lapse. Its key derives from what causes the lapses, so that whoever issues it, and how often, it is done once.
 */
export function lapseCommand(lapses: readonly Lapse[]): { readonly details: object; readonly context: CommandContext } {
  const keys = lapses.map(({ kind, offerId, at, causeId }) => [kind, offerId, at, causeId].join(' '));
  return {
    details: { offerIds: lapses.map(({ offerId }) => offerId) },
    context: { ...CLOCK, idempotencyKey: keys.join(', ') },
  };
}

/**
 * The facts of those lapses that are still due, each with what caused it. None has a say in another: they are decided on the
 * same film.
 * @throws Refused when none is: somebody ended them meanwhile, or set other times.
 */
export function decideLapses(
  film: FilmState,
  lapses: readonly Lapse[],
  entry: Entry,
): readonly { readonly fact: Fact; readonly causeId: string }[] {
  const decisions = lapses.map((lapse) => ({
    ...lapse,
    decision: decide(lapse.kind === 'offer' ? lapseOffer : lapseReservation, film, { offerId: lapse.offerId }, entry),
  }));
  const due = decisions.flatMap(({ decision, causeId }) =>
    decision.refused ? [] : decision.facts.map((fact) => ({ fact, causeId })),
  );
  const refused = decisions.find(({ decision }) => decision.refused)?.decision;
  if (due.length === 0 && refused?.refused === true) throw new Refused(refused);
  return due;
}
