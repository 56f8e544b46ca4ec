import { isCurrency } from '#acquisition/domain';
import type { FieldName } from './fields';
import { FIELDS } from './fields';

const FIELD_OF_HEADER: ReadonlyMap<string, FieldName> = new Map(
  FIELDS.flatMap(({ field, headers }) => headers.map((header) => [header, field] as const)),
);

/** What headers have in common that mean the same: `Min. Guarantee (USD)` is `min guarantee`. */
const headerKey = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A currency or thousands behind the name of a column. */
const UNIT = / (?:in )?(?:([a-z]{3})|000s?|k|thousands?|m|mio|millions?)$/;

/** The field that a header means by itself: `MG`, `Min. Guarantee (USD)`, `Price in EUR`. */
export function fieldOfHeader(header: string): FieldName | undefined {
  const key = headerKey(header);
  const known = FIELD_OF_HEADER.get(key);
  const [unit, code] = UNIT.exec(key) ?? [];
  if (known !== undefined || unit === undefined) return known;
  return code === undefined || isCurrency(code.toUpperCase())
    ? FIELD_OF_HEADER.get(key.slice(0, -unit.length))
    : undefined;
}
