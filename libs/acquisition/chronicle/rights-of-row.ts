import type { RightsRequest } from '#acquisition/domain';
import { resolveMedia, resolveTerritories } from '#acquisition/domain';
import type { Fields } from './fields';

/** Rights as a row gives them, and what is to be said about them. */
export interface RightsOfRow {
  readonly rights: RightsRequest;
  readonly remarks: readonly string[];
}

/** Kept as the words of territories or media that a source does not name. They resolve to nothing, and count for nothing. */
export const TERRITORIES_NOT_STATED = 'territories not stated';
export const MEDIA_NOT_STATED = 'media not stated';

const unresolvedWords = (kind: string, words: readonly { readonly words: string }[]): readonly string[] =>
  words.map((one) => `"${one.words}" names no ${kind} we know: kept as it is, unresolved`);

/** Reads `territories` or `territory`, and `media`; undefined where the row names neither. */
export function rightsGivenIn(fields: Fields): Pick<RightsRequest, 'territories' | 'media'> | undefined {
  const territories = fields.texts('territories', 'territory');
  const media = fields.texts('media');
  if (territories === undefined && media === undefined) return undefined;
  return { territories: territories ?? TERRITORIES_NOT_STATED, ...(media === undefined ? {} : { media }) };
}

/**
 * Reads the rights of a row.
 * @param withoutMedia what the media are when the row names none: a deal without stated media is for all rights, as the
 *   trade has it; a release is not.
 */
export function rightsOfRow(fields: Fields, withoutMedia: 'all rights' | typeof MEDIA_NOT_STATED): RightsOfRow {
  const told = rightsGivenIn(fields) ?? { territories: TERRITORIES_NOT_STATED };
  const media = told.media ?? withoutMedia;
  const remarks = [
    ...(told.territories === TERRITORIES_NOT_STATED
      ? ['territories not stated: unresolved']
      : unresolvedWords('territory', resolveTerritories(told.territories).unresolved)),
    ...(told.media === undefined
      ? [withoutMedia === MEDIA_NOT_STATED ? 'media not stated: unresolved' : 'media not stated: taken for all rights']
      : unresolvedWords('medium', resolveMedia(media).unresolved)),
  ];
  return { rights: { territories: told.territories, media }, remarks };
}
