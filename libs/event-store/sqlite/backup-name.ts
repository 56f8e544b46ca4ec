import { momentInName, timeInName } from './time-in-name';

/** What the name of a backup says. */
export interface NamedBackup {
  /** When it was made: UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  /** How many events are in it. */
  readonly events: number;
}

const NAME = /^ovation-(\d{8}T\d{9}Z)-(\d{1,15})\.db$/;
const DIGEST = '.sha256';

/** `ovation-<UTC time>-<events>.db` */
export const backupName = ({ at, events }: NamedBackup): string =>
  `ovation-${timeInName(new Date(at))}-${String(events)}.db`;

/** What a name says; undefined for a file that is no backup of ours by its name. */
export function readBackupName(name: string): NamedBackup | undefined {
  const [, time = '', events = ''] = NAME.exec(name) ?? [];
  const at = momentInName(time);
  return at === undefined ? undefined : { at, events: Number(events) };
}

/** The digest of a backup lies beside it, so that a wrong letter is found when it is restored. */
export const digestFileOf = (file: string): string => file + DIGEST;

/** Which backup a digest lies beside; undefined for a file that is none. */
export const ofDigestFile = (file: string): string | undefined =>
  file.endsWith(DIGEST) ? file.slice(0, -DIGEST.length) : undefined;
