/** A log as a file: CloudEvents 1.0, one event a line, from which the same log can be made again. */
export { eventLines, type About, type LineOptions } from './event-lines';
export { logTexts, textsOf } from './event-texts';
export { beginsAsExport } from './line';
export { ExportFileError, isExportFileError, type ExportFileErrorCode } from './errors';
export { exportedLog } from './exported-log';
export { checkExport, type CheckedExport } from './check-export';
export { importExport, type ImportedExport, type ImportExportOptions } from './import-export';
