/** Files and folders that are still there after a power cut. */
export { makeFolder } from './make-folder';
export { syncFile } from './sync-file';
export { syncFolder } from './sync-folder';
