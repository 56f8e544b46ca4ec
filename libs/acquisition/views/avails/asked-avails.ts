import type { At, GrantContext, Rights } from '#acquisition/domain';
import { ahead, describeDay, grantRights, isEmpty, refuseFields } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';

/** The rights that are asked about, in the trade's words. What is left out is all of it. */
export interface AskedRights {
  /** Default: worldwide. */
  readonly territories?: string;
  /** Default: all rights. */
  readonly media?: string;
  /** First day; nothing is free before the day of the moment asked about. */
  readonly from?: string;
  /** The day after the last one. */
  readonly to?: string;
  /** ISO 639-1. Default: every language. */
  readonly languages?: readonly string[];
}

/**
 * What the words mean, read as those of an offer are.
 * @throws Refused naming every field that means nothing, with the nearest names, and days that are over.
 */
export function readAskedRights(
  { territories = 'Worldwide', media, from, to, languages }: AskedRights,
  at: At,
  context: GrantContext = {},
): Rights {
  const { rights, problems } = grantRights(
    {
      territories,
      ...(media === undefined ? {} : { media }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(languages === undefined ? {} : { languages }),
    },
    context,
  );
  if (problems.length > 0) throw new Refused(refuseFields(problems));
  if (isEmpty(ahead(rights, at.day))) {
    const message = `is not after ${describeDay(at.day)}: these days are over, and nothing is sold for them any more`;
    throw new Refused(refuseFields([{ field: 'to', message }]));
  }
  return rights;
}
