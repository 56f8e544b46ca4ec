import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import { importChronicle, readChronicle } from '#acquisition/chronicle';
import type { ImportOptions, ImportReport } from '#acquisition/importing';
import type { SpreadsheetOptions, SpreadsheetReport } from '#acquisition/spreadsheet';
import { FORMAT_BYTES, SPREADSHEET_LIMITS, formatOf, importSpreadsheet } from '#acquisition/spreadsheet';
import type { Configuration } from '#configuration';
import { EXIT } from './exit-codes';
import { CommandLineError } from './failure';
import { openForDryRun, openForImport } from './import-target';

/** What somebody says of a file that is to be imported. */
export type ImportRequest = Pick<SpreadsheetOptions, 'map' | 'dates' | 'currency' | 'sheet' | 'register'> & {
  readonly dryRun: boolean;
};

/** What was imported, by what it was. */
export type Imported =
  | { readonly kind: 'chronicle'; readonly report: ImportReport }
  | { readonly kind: 'spreadsheet'; readonly report: SpreadsheetReport };

interface Content {
  readonly isChronicle: boolean;
  readonly bytes: Buffer;
}

/** @param most of a spreadsheet; of a larger one, no more is read than it takes to be told so. */
async function contentOf(file: string, most: number): Promise<Content> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(FORMAT_BYTES), 0, FORMAT_BYTES, 0);
      const isChronicle = formatOf(buffer.subarray(0, bytesRead)) === 'json';
      const { size } = await handle.stat();
      if (isChronicle || size <= most) return { isChronicle, bytes: await readFile(handle) };
      return { isChronicle, bytes: Buffer.concat([buffer], most + 1) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new CommandLineError(EXIT.notFound, `${file} cannot be read (${code}): check the path.`);
  }
}

/**
 * Imports a file, a chronicle or a spreadsheet by what is in it, with a bar that shows how far it is.
 * @throws CommandLineError, SpreadsheetError
 */
export async function importFile(
  configuration: Configuration,
  file: string,
  request: ImportRequest,
): Promise<Imported> {
  const { isChronicle, bytes } = await contentOf(file, configuration.importLimit);
  const { target, close } = await (request.dryRun ? openForDryRun : openForImport)(configuration);
  const bar = new SingleBar({
    format: 'importing {bar} {value} of {total} films',
    stream: process.stderr,
    noTTYOutput: false,
  });
  const options: ImportOptions = {
    file: basename(file),
    dryRun: request.dryRun,
    onFilm: (_film, done, total) => {
      bar.setTotal(total);
      bar.update(done);
    },
  };
  try {
    bar.start(0, 0);
    if (!isChronicle) {
      const limits = { ...SPREADSHEET_LIMITS, bytes: configuration.importLimit };
      const report = await importSpreadsheet(target, bytes, { ...request, ...options, limits });
      return { kind: 'spreadsheet', report };
    }
    const chronicle = readChronicle(bytes.toString('utf8'));
    return { kind: 'chronicle', report: await importChronicle(target, chronicle, options) };
  } finally {
    bar.stop();
    await close();
  }
}
