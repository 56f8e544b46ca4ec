import { createReadStream } from 'node:fs';
import { access, open } from 'node:fs/promises';
import type { Configuration } from '#configuration';
import type { EventStore } from '#event-store';
import type { ImportedExport } from '#event-store/cloud-events';
import { beginsAsExport, importExport } from '#event-store/cloud-events';
import { EXIT } from './exit-codes';
import { CommandLineError } from './failure';
import { openForDryRun, openForImport } from './import-target';
import { withProgress } from './output/progress';

/** What became of an export that was imported. */
export interface EventsReport extends ImportedExport {
  /** Then nothing was imported, and `imported` says how many would be. */
  readonly dryRun: boolean;
}

const NAMED_SO = /\.jsonl$/i;
/** So many bytes tell an export from other files. */
const BEGINNING = 64;

/** True for a file that begins as an export does, or is named like one; false also for one that cannot be read. */
export async function isExport(file: string): Promise<boolean> {
  if (NAMED_SO.test(file)) return true;
  try {
    await using handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    return beginsAsExport(buffer.toString('utf8', 0, bytesRead));
  } catch {
    return false;
  }
}

/** Takes events and keeps none. */
const keepingNone = ({ readAll }: Pick<EventStore, 'readAll'>): Pick<EventStore, 'append' | 'readAll'> => ({
  readAll,
  append: (_stream, expected, events) =>
    Promise.resolve({
      revision: BigInt(events.length) + (typeof expected === 'bigint' ? expected : -1n),
      position: '' as Awaited<ReturnType<EventStore['append']>>['position'],
      repeated: false,
    }),
});

/**
 * Imports an export: the log that it was made of, to the letter.
 * @throws ExportFileError for one that is cut, altered or out of order, and where something else is recorded; CommandLineError
 *   when something writes to the data folder.
 */
export async function importEvents(configuration: Configuration, file: string, dryRun: boolean): Promise<EventsReport> {
  await access(file).catch(() => {
    throw new CommandLineError(EXIT.notFound, `${file} cannot be read: check the path.`);
  });
  const { log, close } = await (dryRun ? openForDryRun : openForImport)(configuration);
  try {
    const report = await withProgress('checking', 'events', (onChecked) =>
      withProgress('importing', 'events', (onProgress) =>
        importExport(() => createReadStream(file), dryRun ? keepingNone(log) : log, { onChecked, onProgress }),
      ),
    );
    return { ...report, dryRun };
  } finally {
    await close();
  }
}
