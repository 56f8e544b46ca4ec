/** ZIP archives, written while they are taken. */
export { zipArchive, type ZipArchive } from './zip-archive';
