import type { QuerySources } from '#acquisition/views';
import type { AskedExport, ExportFile } from './asked-export';
import { eventsAsCsv } from './events-as-csv';
import { eventsAsLines } from './events-as-lines';
import { workbook } from './workbook';

/** How an export is written. */
export const EXPORT_FORMATS = ['jsonl', 'csv', 'xlsx', 'pdf'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface OpenExportOptions {
  /** Told while it is made: events so far. */
  readonly onProgress?: (events: number) => void;
}

interface Writer {
  /** Content type of the file, without its parameters. */
  readonly type: string;
  readonly open: (sources: QuerySources, asked: AskedExport, options: OpenExportOptions) => Promise<ExportFile>;
}

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  jsonl: { type: 'application/jsonl', open: eventsAsLines },
  csv: { type: 'text/csv', open: eventsAsCsv },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', open: workbook },
  pdf: {
    type: 'application/pdf',
    // What writes it is large, and loaded by those who ask for it.
    open: async (sources, asked) => (await import('./dossier/film-dossier.js')).filmDossier(sources, asked),
  },
};

/** Content types of exports. */
export const EXPORT_TYPES: readonly string[] = Object.values(WRITERS).map(({ type }) => type);

/**
 * Opens an export. What cannot be exported is told before anything is made; the rest is made while it is taken, and stops when
 * nobody takes it any more.
 * @throws Refused for a film that is not there, a moment that cannot be, and what a format cannot tell.
 */
export const openExport = (
  sources: QuerySources,
  format: ExportFormat,
  asked: AskedExport,
  options: OpenExportOptions = {},
): Promise<ExportFile> => WRITERS[format].open(sources, asked, options);
