import { fileOfEmbedded } from '#apps/api';
import type { LogContents } from '#event-store/copy';
import { EXIT } from './exit-codes';
import { CommandLineError } from './failure';
import { count } from './output/words';

/** The file of the embedded log. @throws CommandLineError for a log on a server, saying what to do there. */
export function logFileOf(eventStoreUrl: string): string {
  const file = fileOfEmbedded(eventStoreUrl);
  if (file !== undefined) return file;
  throw new CommandLineError(
    EXIT.environment,
    'EVENT_STORE_URL names a server, which is backed up and restored with its own tools; ' +
      '`ovation copy --from URL --to sqlite:FILE` makes a copy in a file, and the other way round brings it back.',
  );
}

/** What a log holds, for people. */
export const describeContents = ({ events, bytes, digest, lastRecordedAt }: LogContents & { bytes: number }): string =>
  `${count(events, 'event')} in ${count(bytes, 'byte')}, ` +
  `${lastRecordedAt === undefined ? '' : `the last of ${lastRecordedAt}, `}SHA-256 ${digest}.`;
