import { shownOf, type Generation } from '#read-store';
import { positionOf } from './apply-events';
import type { Following } from './follow';
import type { BuildStatus, ViewCondition } from './supervisor';
import { sentenceOf } from './trouble';
import type { View } from './view';

/** What queries see of a view, and how it fares. */
export interface Shown {
  readonly generation: Generation;
  readonly condition: ViewCondition;
  readonly error?: string;
  readonly building?: BuildStatus;
}

/** Everything that runs, or rests, of one view. */
export interface ViewState {
  readonly view: View<never>;
  readonly resting: readonly Generation[];
  readonly live: Following | undefined;
  readonly build: Following | undefined;
  /** Of the view as a whole. */
  readonly trouble: string | undefined;
  readonly launch: 'under way' | 'done' | 'failed';
}

export const showView = ({ view, resting, live, build, trouble, launch }: ViewState): Shown => {
  const building = build && statusOfBuild(build);
  if (live && launch === 'done')
    return {
      generation: live.inHand.generation,
      condition: live.stoppedBy() === undefined ? 'live' : 'stopped',
      ...errorOf(live),
      ...(building && { building }),
    };
  const outdated = shownOf(resting);
  const generation = outdated ?? (live ?? build)?.inHand.generation;
  if (generation === undefined) throw new Error(`View ${view.name} has no generation.`);
  const error = building?.error ?? trouble;
  return {
    generation,
    condition: CONDITION_BEFORE_LAUNCH[launch] ?? building?.status ?? 'building',
    ...(error !== undefined && { error }),
    ...(outdated && building && { building }),
  };
};

const CONDITION_BEFORE_LAUNCH: Readonly<Record<ViewState['launch'], ViewCondition | undefined>> = {
  'under way': 'starting',
  failed: 'stopped',
  done: undefined,
};

const statusOfBuild = (build: Following): BuildStatus => ({
  version: build.inHand.generation.version,
  status: build.stoppedBy() === undefined ? 'building' : 'stopped',
  position: positionOf(build.inHand.generation),
  events: build.inHand.generation.checkpoint.events,
  ...errorOf(build),
});

/** Why it gave up, or what it is getting over. */
const errorOf = (following: Following): { error?: string } => {
  const stoppedBy = following.stoppedBy();
  const error = stoppedBy === undefined ? following.trouble() : sentenceOf(stoppedBy);
  return error === undefined ? {} : { error };
};
