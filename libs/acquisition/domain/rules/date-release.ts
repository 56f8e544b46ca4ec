import type { RightsRequest } from '../rights';
import { parseOccurredAt } from '../time';
import { withOptionalRights } from './asked-rights';
import type { Rule } from './decision';
import { given, record, refuseFields } from './decision';

export interface ReleaseDateDetails {
  readonly distributor?: string;
  readonly rights?: RightsRequest;
  /** Day, month or year: `2026-02-27`, `2026-01`, `2026`; absent: the date was taken back. */
  readonly releaseOn?: string;
}

/** Announces a release for a date, moves it, or takes the date back. */
export const dateRelease: Rule<ReleaseDateDetails> = (film, { distributor, rights: asked, releaseOn }, entry) => {
  const date = releaseOn === undefined ? null : parseOccurredAt(releaseOn);
  if (date === undefined) {
    return refuseFields([
      { field: 'releaseOn', message: 'is no date: give a day, month or year, such as 2026-02-27, 2026-02 or 2026' },
    ]);
  }
  return withOptionalRights(film, asked, entry, (rights) =>
    record('ReleaseDated', { releaseOn: date, ...given({ distributor, rights }) }),
  );
};
