/** A text in small letters and without accents: what is compared where neither matters. */
export const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
