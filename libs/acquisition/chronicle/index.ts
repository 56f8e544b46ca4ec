/** Import of chronicles: films with their dated facts, told by others, recorded through the rules of the domain. */
export type { ChronicleFilm, ChronicleProblem, ChronicleReading, ChronicleRow } from './chronicle';
export { readChronicle } from './read-chronicle';
export { DATE_PRECISIONS } from './read-row';
export { importChronicle } from './import-chronicle';
export { MEDIA_NOT_STATED, TERRITORIES_NOT_STATED } from './rights-of-row';
