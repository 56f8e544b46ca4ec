/** Files and folders that are still there after a power cut, and whose they are while they are written. */
export { makeFolder } from './make-folder';
export { runsElsewhere } from './runs-elsewhere';
export { syncFile } from './sync-file';
export { syncFolder } from './sync-folder';
