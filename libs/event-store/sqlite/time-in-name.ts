/** This moment in UTC as a part of a file's name, to the millisecond: `20250907T030000000Z`. */
export const timeInName = (): string => new Date().toISOString().replace(/[-:.]/g, '');
