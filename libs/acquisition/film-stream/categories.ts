/** Categories of streams: what stands before the first `-` of a name, as the category projection of a server reads it. */
export const FILM = 'film';
export const SLUG = 'slug';
export const RATES = 'rates';
export const BUYERS = 'buyers';
export const DISCLOSURES = 'disclosures';
export const WEBHOOKS = 'webhooks';

/** Every category that Ovation writes to. */
export const CATEGORIES = [FILM, SLUG, RATES, BUYERS, DISCLOSURES, WEBHOOKS] as const;
