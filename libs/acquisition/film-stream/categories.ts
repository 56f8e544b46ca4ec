/** Categories of streams: what stands before the first `-` of a name, as the category projection of a server reads it. */
export const FILM = 'film';
export const SLUG = 'slug';

/** Every category that Ovation writes to. */
export const CATEGORIES = [FILM, SLUG] as const;
