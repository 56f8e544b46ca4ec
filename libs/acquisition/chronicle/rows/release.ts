import { dateRelease, given, parseOccurredAt, recordRelease } from '#acquisition/domain';
import { ask } from '#acquisition/importing';
import type { RowMapping } from '../mapped';
import { asNote, recordedAs } from '../mapped';
import { MEDIA_NOT_STATED, rightsGivenIn, rightsOfRow } from '../rights-of-row';

export const released: RowMapping = (fields) => {
  const distributor = fields.text('distributor', 'buyer');
  if (distributor === undefined) return asNote('no distributor is named');
  const { rights, remarks } = rightsOfRow(fields, MEDIA_NOT_STATED);
  const screens = fields.whole('screens');
  return { steps: [ask(recordRelease, { distributor, rights, ...given({ screens }) })], remarks };
};

/** `new` is the date the release moved to, or null when the date was taken back. */
export const releaseDateChanged: RowMapping = (fields) => {
  const to = fields.peek('new');
  const isTakenBack = to === null;
  if (!isTakenBack && (typeof to !== 'string' || parseOccurredAt(to) === undefined)) {
    return asNote('the new release date is no date');
  }
  fields.take('new');
  const distributor = fields.text('distributor');
  const rights = rightsGivenIn(fields);
  return recordedAs(
    ask(dateRelease, given({ distributor, rights, releaseOn: typeof to === 'string' ? to : undefined })),
  );
};
