/** Marks the film of a row that is never imported. */
export const EXAMPLE = /^example:/i;
export const EXAMPLE_MARK = 'EXAMPLE: ';
