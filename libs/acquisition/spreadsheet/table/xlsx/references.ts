/** Column of a reference such as `B5`, from 0; -1 where there is none. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? '') column = column * 26 + (letter.charCodeAt(0) - 64);
  return column - 1;
}

/** The letters of a column, from 0: `B` for 1. */
export function lettersOf(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest === 0 ? '' : lettersOf(rest - 1)}${String.fromCharCode(65 + (column % 26))}`;
}

/** Rows from 1, columns from 0, both ends included. */
export interface Range {
  readonly said: string;
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** A range such as `B5:B7`; undefined for what is none. */
export function rangeOf(said: string): Range | undefined {
  const [, from = '', fromRow = '', to = '', toRow = ''] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(said) ?? [];
  return from === ''
    ? undefined
    : {
        said,
        fromRow: Number(fromRow),
        toRow: Number(toRow),
        fromColumn: columnOf(from),
        toColumn: columnOf(to),
      };
}
