import type { Calendar } from '#acquisition/domain';
import { UTC, calendarOf } from '#acquisition/domain';
import { crc32 } from 'node:zlib';

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

/** How many versions a view of a zone can have. */
const VERSIONS = 16;

/** The version of a view whose content depends on the zone: of another zone it is another one, and built beside this one. */
export const versionIn = ({ name }: ReportingZone, version: number): number => crc32(name) * VERSIONS + version;
