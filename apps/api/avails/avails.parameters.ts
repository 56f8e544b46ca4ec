import { DayField, Name, OneOf, Text } from '#acquisition/commands';
import type { Format } from '#acquisition/files';
import { FORMATS } from '#acquisition/files';
import type { AskedRights, Part } from '#acquisition/views';
import { PARTS } from '#acquisition/views';
import { MomentPageParameters, MomentParameters, givenOnly } from '../http/parameters';

const TERRITORIES = 'Such as `Benelux`, `Worldwide - Italy`, `Rest of world`. Default: worldwide.';
const MEDIA = 'Such as `SVOD`, `television`, `all rights - theatrical`. Default: all rights.';
const FROM = 'First day. Default: the day of the moment; nothing is free before it.';
const TO = 'The day after the last one. Default: for ever.';
const FORMAT = 'A file instead of JSON; `ema`: the EMA Avails template.';

export class FilmAvailsParameters extends MomentParameters {
  @Text(TERRITORIES, { optional: true })
  territories?: string;

  @Text(MEDIA, { optional: true })
  media?: string;

  @DayField(FROM, { optional: true })
  from?: string;

  @DayField(TO, { optional: true })
  to?: string;

  @Name('Languages, ISO 639-1, with commas between them. Default: all.', { optional: true })
  languages?: string;

  @OneOf(FORMAT, FORMATS, { optional: true })
  format?: Format;
}

export class SlateAvailsParameters extends MomentPageParameters {
  @Text(TERRITORIES, { optional: true })
  territories?: string;

  @Text(MEDIA, { optional: true })
  media?: string;

  @DayField(FROM, { optional: true })
  from?: string;

  @DayField(TO, { optional: true })
  to?: string;

  @OneOf(
    '`true`: could be sold exclusively; `false`: beside non-exclusive licences. Default: nobody holds it.',
    ['true', 'false'],
    {
      optional: true,
    },
  )
  exclusive?: 'true' | 'false';

  @OneOf('Films of which all that is asked for is free, or any of it. Default: all.', PARTS, { optional: true })
  part?: Part;

  @OneOf(`${FORMAT} It holds every film: without limit and cursor.`, FORMATS, { optional: true })
  format?: Format;
}

/** The rights that are asked about. */
export const askedRights = ({
  territories,
  media,
  from,
  to,
}: Pick<FilmAvailsParameters, 'territories' | 'media' | 'from' | 'to'>): AskedRights =>
  givenOnly({ territories, media, from, to });
