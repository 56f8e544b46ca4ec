import { DayField, Flag, Names, Part, Parts, Whole, Words } from './fields';

/** A right that may not be used before a day, or before some days after the first release. */
export class HoldbackDetails {
  @Words('The media held back.')
  media!: string | string[];

  @Words('Where; default: the territories of the grant.', { optional: true })
  territories?: string | string[];

  @DayField('The first day on which it may be used.', { optional: true })
  untilDay?: string;

  @Whole('Days after the first release on which it may be used.', 0, 36_500, { optional: true })
  daysAfterFirstRelease?: number;
}

/** A block of rights in the trade's words. */
export class RightsDetails {
  @Words('Such as `North America`, `Worldwide - Germany - Austria`, `Benelux, Italy`, `Rest of world`.')
  territories!: string | string[];

  @Words('Such as `all rights`, `SVOD`, `theatrical, home video`. Default: all rights.', { optional: true })
  media?: string | string[];

  @DayField('First day. Default: from the beginning.', { optional: true })
  from?: string;

  @DayField('The day after the last one. Default: for ever.', { optional: true })
  to?: string;

  @Flag('Default: true.', { optional: true })
  exclusive?: boolean;

  @Names('Languages, ISO 639-1. Default: all.', { optional: true, least: 1 })
  languages?: string[];

  @Parts('Rights that may not be used yet.', () => HoldbackDetails, { optional: true })
  holdbacks?: HoldbackDetails[];
}

/** A block of rights that must be given. */
export const Rights = (description: string): PropertyDecorator => Part(description, () => RightsDetails);

/** A block of rights that may be given. */
export const OptionalRights = (description: string): PropertyDecorator =>
  Part(description, () => RightsDetails, { optional: true });
