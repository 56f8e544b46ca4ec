import {
  correctEntry,
  recordAward,
  recordOvation,
  recordReview,
  recordScreening,
  recordSelection,
} from '#acquisition/domain';
import type { Narrator } from './narrator';
import { HOUR } from './narrator';
import type { Telling } from './step';

const VERDICTS = ['rave', 'positive', 'mixed', 'negative'];
const PREMIERES = ['world', 'international', 'North American', 'US', 'European'];
const LONGEST_OVATION = 22;
/** One in so many reports of applause is corrected the day after. */
const CORRECTED = 0.03;

/** A festival selects the film. */
export function* selection({ random, real, report }: Narrator): Telling {
  yield* report('Record selection', recordSelection, {
    festival: random.pick(real.festivals),
    section: random.pick(real.sections),
  });
}

/** A screening; with `applause`, what one or two outlets made of it. */
export function* screening(narrator: Narrator, applause: boolean): Telling {
  const { random, real, report, pass } = narrator;
  const [festival, venue] = [random.pick(real.festivals), random.pick(real.venues)];
  yield* report('Record screening', recordScreening, {
    festival,
    venue,
    section: random.pick(real.sections),
    audience: random.pick(real.audiences),
    ...(random.chance(0.8) ? { premiere: random.pick(PREMIERES) } : {}),
  });
  if (!applause) return;
  const outlets = random.chance(0.25) ? 2 : 1;
  for (let outlet = 0; outlet < outlets; outlet += 1) {
    pass(random.around(2 * HOUR));
    const minutes = random.chance(0.7) ? random.whole(1, LONGEST_OVATION) : null;
    const told = yield* report('Record ovation', recordOvation, {
      kind: 'standing',
      minutes,
      festival,
      venue,
      reportedBy: random.pick(real.outlets),
      ...(random.chance(0.3) ? { intensity: random.pick(real.intensities) } : {}),
    });
    if (!random.chance(CORRECTED)) continue;
    pass(24 * HOUR);
    yield* narrator.tell('Correct entry', correctEntry, {
      corrects: told.id,
      changes: { minutes: random.whole(1, LONGEST_OVATION) },
      reason: 'The outlet corrected itself.',
    });
  }
}

/** A review appears. */
export function* review({ random, real, report }: Narrator): Telling {
  yield* report('Record review', recordReview, { outlet: random.pick(real.outlets), verdict: random.pick(VERDICTS) });
}

/** A prize. */
export function* award({ random, real, report }: Narrator): Telling {
  yield* report('Record award', recordAward, {
    award: random.pick(real.awards),
    festival: random.pick(real.festivals),
  });
}
