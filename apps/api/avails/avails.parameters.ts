import { DayField, Name, OneOf, Text } from '#acquisition/commands';
import type { Format } from '#acquisition/files';
import { FORMATS } from '#acquisition/files';
import type { AskedRights, Part } from '#acquisition/views';
import { PARTS } from '#acquisition/views';
import { Cursor, Limit, MomentParameters, givenOnly } from '../http/parameters';

/** The rights that are asked about, and as what. */
class AvailsParameters extends MomentParameters {
  @Text('Such as `Benelux`, `North America`, `Worldwide - Italy`. Default: worldwide.', { optional: true })
  territories?: string;

  @Text('Such as `SVOD`, `television`, `all rights - theatrical`. Default: all rights.', { optional: true })
  media?: string;

  @DayField('First day. Default: the day of the moment; nothing is free before it.', { optional: true })
  from?: string;

  @DayField('The day after the last one. Default: for ever.', { optional: true })
  to?: string;

  @OneOf('A file of all of it instead of JSON; `ema`: the EMA Avails template.', FORMATS, { optional: true })
  format?: Format;
}

export class FilmAvailsParameters extends AvailsParameters {
  @Name('Languages, ISO 639-1, with commas between them. Default: all.', { optional: true })
  languages?: string;
}

const EXCLUSIVITY =
  '`true`: could be sold exclusively; `false`: beside non-exclusive licences. Default: nobody holds it.';

export class SlateAvailsParameters extends AvailsParameters {
  @OneOf(EXCLUSIVITY, ['true', 'false'], { optional: true })
  exclusive?: 'true' | 'false';

  @OneOf('Films of which all that is asked for is free, or any of it. Default: all.', PARTS, { optional: true })
  part?: Part;

  @Limit()
  limit?: number;

  @Cursor()
  cursor?: string;
}

/** The rights that are asked about. */
export const askedRights = ({
  territories,
  media,
  from,
  to,
}: Pick<AvailsParameters, 'territories' | 'media' | 'from' | 'to'>): AskedRights =>
  givenOnly({ territories, media, from, to });
