export { documentsBehind, type DocumentBehind } from './documents-behind';
export { documentsIn, type DocumentNamed } from './documents-in';
