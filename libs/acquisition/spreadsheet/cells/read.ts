/** What a cell was read as, or a sentence that says why it cannot be; a part of one, behind "row 14, column MG:". */
export type Read<T> = { readonly value: T; readonly remark?: string } | { readonly problem: string };

/** Words for a cell that has nothing to say. */
const NOTHING = /^(?:[-–—/.]+|n\/?\.?a\.?|none|nil)$/i;

export const saysNothing = (text: string): boolean => NOTHING.test(text);
