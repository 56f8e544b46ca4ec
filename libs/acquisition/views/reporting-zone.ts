import type { Calendar } from '#acquisition/domain';
import { UTC, calendarOf } from '#acquisition/domain';

/** The time zone in which days are told. */
export interface ReportingZone {
  /** IANA name. */
  readonly name: string;
  readonly calendar: Calendar;
}

export const UTC_ZONE: ReportingZone = { name: 'UTC', calendar: UTC };

/** @param dayOf says on which day of the zone a moment falls. */
export const reportingZone = (name: string, dayOf: Calendar['dayOf']): ReportingZone =>
  name === UTC_ZONE.name ? UTC_ZONE : { name, calendar: calendarOf(dayOf) };
