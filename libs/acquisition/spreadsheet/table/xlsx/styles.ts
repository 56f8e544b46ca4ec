import { currencyOfMark } from '#acquisition/domain';
import type { XmlReader } from './read-xml';

/** What the format of a cell says of the number in it. */
export interface NumberStyle {
  readonly isDate: boolean;
  readonly currency?: string;
}

const PLAIN: NumberStyle = { isDate: false };

/** Formats that every program knows by their number and no file describes (ECMA-376, 18.8.30). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** A literal in a format: `"USD"`, `\$`, `[$€-407]`. */
const LITERAL = /"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|([$€£¥])/g;

function currencyIn(code: string): string | undefined {
  for (const [, quoted, escaped, marked, plain] of code.matchAll(LITERAL)) {
    const mark = (quoted ?? escaped ?? marked ?? plain ?? '').trim();
    const currency = mark === '' ? undefined : currencyOfMark(mark, undefined);
    if (currency !== undefined) return currency;
  }
  return undefined;
}

/** What a format says, such as `[$€-407] #,##0.00` or `dd/mm/yyyy`. */
export function styleOfFormat(code: string): NumberStyle {
  const currency = currencyIn(code);
  const fields = code.replace(LITERAL, '').replace(/\[[^\]]*\]|[_*]./g, '');
  const isDate = /[ymdhs]/i.test(fields) && !/general/i.test(fields);
  return { isDate, ...(currency === undefined ? {} : { currency }) };
}

/** Collects the styles of a workbook, in the order in which cells refer to them. */
export function stylesReader(): XmlReader & { readonly styles: readonly NumberStyle[] } {
  const formats = new Map<number, NumberStyle>();
  const styles: NumberStyle[] = [];
  let isInCells = false;
  return {
    styles,
    open: (name, attributes) => {
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), styleOfFormat(attributes['formatCode'] ?? ''));
      if (name === 'cellXfs') isInCells = true;
      if (name === 'xf' && isInCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        styles.push(formats.get(id) ?? (isBuiltInDate(id) ? { isDate: true } : PLAIN));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  };
}
