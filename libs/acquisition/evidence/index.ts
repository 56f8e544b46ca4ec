/** Which documents a log names. */
export { documentsNamedBy, documentsNamedIn, type DocumentInLog } from './documents-named';
