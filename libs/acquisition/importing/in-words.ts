/** `reasonWon` as `reason won`, `from_` as `from`. */
const nameInWords = (name: string): string =>
  name
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replace(/_+/g, ' ')
    .trim()
    .toLowerCase();

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const valueInWords = (value: unknown): string => {
  if (isScalar(value)) return String(value);
  return Array.isArray(value) && value.every(isScalar) ? value.map(String).join(', ') : JSON.stringify(value);
};

/** Fields for people: `claim: mid-seven figures; conflicts with: low seven figures`. Fields without a value say nothing. */
export const fieldsInWords = (fields: Readonly<Record<string, unknown>>): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${nameInWords(name)}: ${valueInWords(value)}`)
    .join('; ');

/** A row for people: `Rights conflict: detail: worldwide rights granted although …`. */
export function rowInWords(type: string, fields: Readonly<Record<string, unknown>>): string {
  const kind = nameInWords(type) || type;
  const said = fieldsInWords(fields);
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${said === '' ? '' : `: ${said}`}`;
}

const DESCRIPTIVE =
  /\b(?:others?|several|suitors?|distributors|streamers|studios|buyers|bidders|dozen|about|bid|unnamed|undisclosed)\b/i;

/** What to say when a buyer is described rather than named; nothing when it is named. */
export const remarkOnBuyer = (buyer: string): readonly string[] =>
  DESCRIPTIVE.test(buyer) ? [`"${buyer}" describes buyers rather than naming one: kept as it is`] : [];
