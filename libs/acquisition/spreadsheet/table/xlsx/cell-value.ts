import { dayOfNumber, parseDay } from '#acquisition/domain';
import type { Cell } from '../table';
import type { NumberStyle } from './styles';

/** What a sheet needs of its workbook. */
export interface WorkbookParts {
  readonly strings: readonly string[];
  readonly styles: readonly NumberStyle[];
  /** Days count from 1904 instead of 1900. */
  readonly isFrom1904: boolean;
}

/** A cell as it stands in the document of a sheet. */
export interface RawCell {
  /** `t` of ECMA-376: `s`, `str`, `inlineStr`, `b`, `e`, `d`, or a number. */
  readonly type: string;
  readonly style: number;
  readonly value: string;
  readonly hasFormula: boolean;
}

const FROM_1970_TO_1900 = 25_569;
const FROM_1900_TO_1904 = 1_462;
/** Excel counts a 29 February 1900 that never was. */
const DAY_THAT_NEVER_WAS = 60;

/** The day of a serial number as Excel counts them. */
export function dayOfSerial(serial: number, isFrom1904: boolean): string {
  const day = Math.floor(serial) + (isFrom1904 ? FROM_1900_TO_1904 : 0);
  return dayOfNumber(day - FROM_1970_TO_1900 + (day < DAY_THAT_NEVER_WAS ? 1 : 0));
}

/** Digits beyond these are noise of the floating point, not of whoever typed. */
const SIGNIFICANT_DIGITS = 15;

function numberCell(value: string, style: NumberStyle | undefined, isFrom1904: boolean): Cell {
  const number = Number(Number(value).toPrecision(SIGNIFICANT_DIGITS));
  if (!Number.isFinite(number)) return { kind: 'text', text: value };
  if (style?.isDate === true && number >= 1) {
    const day = dayOfSerial(number, isFrom1904);
    return { kind: 'day', day, text: day };
  }
  const currency = style?.currency;
  return { kind: 'number', number, text: String(number), ...(currency === undefined ? {} : { currency }) };
}

/** What XML cannot hold, by its number in UTF-16 (ECMA-376, part 1, 22.9.2.19, ST_Xstring). */
const ESCAPE = /_x([\dA-Fa-f]{4})_/g;

/** What no text file has that is taken for one. */
const CONTROL = /(?![\t\n\r])\p{Cc}/u;

function characterOf(_escape: string, number: string): string {
  const character = String.fromCharCode(parseInt(number, 16));
  return CONTROL.test(character) ? '\uFFFD' : character;
}

/** Control characters, and halves of pairs, which are no characters, are replaced. */
const unescaped = (text: string): string => text.replace(ESCAPE, characterOf).toWellFormed();

function textCell(raw: string): Cell | undefined {
  const text = unescaped(raw).trim();
  return text === '' ? undefined : { kind: 'text', text };
}

function contentOf({ type, style, value }: RawCell, { strings, styles, isFrom1904 }: WorkbookParts): Cell | undefined {
  switch (type) {
    case 's':
      return textCell(strings[Number(value)] ?? '');
    case 'str':
    case 'inlineStr':
      return textCell(value);
    case 'b':
      return { kind: 'flag', text: value === '1' ? 'yes' : 'no' };
    case 'e':
      return { kind: 'broken', text: value, why: `is an error, ${value}: mend the formula` };
    case 'd': {
      const day = parseDay(value.slice(0, 10));
      return day === undefined ? textCell(value) : { kind: 'day', day, text: day };
    }
    default:
      return value.trim() === '' ? undefined : numberCell(value.trim(), styles[style], isFrom1904);
  }
}

const WITHOUT_VALUE: Cell = {
  kind: 'broken',
  text: 'formula',
  why: 'is a formula whose value was not saved: open the file in Excel and save it, or write the value',
};

/** What a cell says; undefined for a blank one. Of a formula that is its value when the file was saved. */
export function cellOf(raw: RawCell, parts: WorkbookParts): Cell | undefined {
  if (!raw.hasFormula) return contentOf(raw, parts);
  if (raw.value === '' && raw.type !== 'str') return WITHOUT_VALUE;
  const content = contentOf(raw, parts);
  return content === undefined ? undefined : { ...content, isFormula: true };
}
