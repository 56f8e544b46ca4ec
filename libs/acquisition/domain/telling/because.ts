/** The reason after what it is the reason of, where there is one. */
export const because = (reason: string | undefined): string => (reason === undefined ? '' : `: ${reason}`);
