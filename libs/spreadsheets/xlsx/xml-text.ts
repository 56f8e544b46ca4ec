/** What XML 1.0 cannot hold (2.2), or reads as something else: a carriage return, which it takes for the end of a line (2.11). */
const UNHELD = String.raw`(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]`;

/** What cannot stand in an XML text as it is, and an underscore with which a text would begin to look like an escape. */
const ESCAPED = new RegExp(String.raw`[&<>]|${UNHELD}|_(?=x[\dA-Fa-f]{4}(?:_|${UNHELD}))`, 'gu');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escaped = (character: string): string =>
  ENTITIES[character] ?? `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/**
 * A text as XML, of which spreadsheets read every character again: what XML cannot hold is `_xHHHH_`, by its number in UTF-16
 * (ECMA-376, part 1, 22.9.2.19, ST_Xstring).
 */
export const xmlText = (text: string): string => text.replace(ESCAPED, escaped);

/** The same, between quotation marks. */
export const xmlAttribute = (text: string): string => `"${xmlText(text).replaceAll('"', '&quot;')}"`;
