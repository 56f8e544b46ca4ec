import { nearestNames, proposals } from '#acquisition/domain';
import { columnsProblem } from '../problem';
import { fieldOfHeader } from './field-of-header';
import type { FieldName } from './fields';
import { FIELDS, isFieldName } from './fields';
import type { NamedColumn } from './header-row';
import type { MoneyInHeader } from './money-in-header';
import { moneyInHeader } from './money-in-header';

/** What is read from a column. */
export interface MappedColumn extends NamedColumn {
  /** `kept`: nothing is read from it, what it says stays with the row; `ignored`: by request. */
  readonly field: FieldName | 'kept' | 'ignored';
  readonly money: MoneyInHeader;
}

/** Columns by request: `MG=guarantee`, `Remarks=` for one that is to be ignored. */
export type AskedMapping = ReadonlyMap<string, FieldName | 'ignored'>;

const namesOf = (names: readonly string[]): string => {
  const said = names.map((name) => `"${name}"`);
  return said.length > 1 ? `${said.slice(0, -1).join(', ')} and ${said.at(-1) ?? ''}` : said.join('');
};

/**
 * Reads what was asked for with `--map`.
 * @throws SpreadsheetError for what is no `Column=field`, and a field that there is not.
 */
export function readAskedMapping(asked: readonly string[]): AskedMapping {
  return new Map(
    asked.map((one) => {
      const at = one.lastIndexOf('=');
      const column = one.slice(0, at).trim();
      const field = one.slice(at + 1).trim();
      if (at < 0 || column === '') {
        throw columnsProblem(`"${one}" is no mapping: write Column=field, or Column= to ignore a column.`);
      }
      if (field !== '' && !isFieldName(field)) {
        const [nearest] = nearestNames(field, proposals(FIELDS.map(({ field: name }) => name)));
        const hint =
          nearest === undefined
            ? `The fields are ${FIELDS.map(({ field: name }) => name).join(', ')}.`
            : `Did you mean ${nearest}?`;
        throw columnsProblem(`"${one}" names no field that there is. ${hint}`);
      }
      return [column, field === '' ? 'ignored' : field] as const;
    }),
  );
}

const byRequest = (column: NamedColumn, asked: AskedMapping): FieldName | 'ignored' | undefined =>
  asked.get(column.name) ?? asked.get(column.own);

/**
 * Says what each column means: as asked, else by its header. Of several that mean the same the first is taken and the
 * others are kept.
 * @throws SpreadsheetError when a column that was named is not there, or nothing says which film and buyer a row is about.
 */
export function mapColumns(columns: readonly NamedColumn[], asked: AskedMapping): readonly MappedColumn[] {
  const unknown = [...asked.keys()].filter(
    (name) => !columns.some((column) => [column.name, column.own].includes(name)),
  );
  if (unknown.length > 0) {
    throw columnsProblem(
      `There is no column ${namesOf(unknown)}: the columns are ${namesOf(columns.map(({ name }) => name))}.`,
    );
  }
  const fields = [...asked.values()].filter((field) => field !== 'ignored');
  const twice = fields.find((field, at) => fields.indexOf(field) < at);
  if (twice !== undefined)
    throw columnsProblem(`Two columns are named as ${twice}: name one, and leave the other to be kept.`);
  const taken = new Set<FieldName | 'ignored'>(fields);
  const given = new Set<MappedColumn['field']>();
  const mapped = columns.map((column): MappedColumn => {
    const wanted = byRequest(column, asked);
    const requested = wanted !== undefined && wanted !== 'ignored' && given.has(wanted) ? 'kept' : wanted;
    if (requested !== undefined) given.add(requested);
    const byHeader = fieldOfHeader(column.name) ?? fieldOfHeader(column.own);
    const isFree = byHeader !== undefined && !taken.has(byHeader);
    const field = requested ?? (isFree ? byHeader : 'kept');
    if (field !== 'kept') taken.add(field);
    return { ...column, field, money: moneyInHeader(column.name) };
  });
  const missing = (['film', 'buyer'] as const).filter((field) => !mapped.some((column) => column.field === field));
  if (missing.length > 0) {
    const hint = missing.map((field) => `--map "Column=${field}"`).join(' ');
    throw columnsProblem(`No column says which ${missing.join(' and which ')} a row is about: name it with ${hint}.`);
  }
  return mapped;
}
