/** The record, as files to take away: whole and to be read back, as a table, as a workbook, as the dossier of a film. */
export { EXPORT_FORMATS, EXPORT_TYPES, openExport, type ExportFormat, type OpenExportOptions } from './open-export';
export { askedFilm, type AskedExport, type ExportFile } from './asked-export';
