import type { AmountRequest, OccurredAt, TermsRequest } from '#acquisition/domain';
import { given } from '#acquisition/domain';
import type { AmountContext } from '../cells/read-amount';
import { readAmount } from '../cells/read-amount';
import { readBumps } from '../cells/read-bumps';
import { readLicence } from '../cells/read-words';
import type { FieldName } from '../columns/fields';
import type { CellsOfRow } from './cells-of-row';

/** Reads the sum of a field in the currency of the row, of its header, or by default. */
export type ReadSum = (field: FieldName) => AmountRequest | undefined;

/** @param row the currency of the row, if it says one. @param byDefault that of the whole file. */
export function sumsOf(cells: CellsOfRow, row: string | undefined, byDefault: string | undefined) {
  const contextOf = ({ currency, scale }: AmountContext): AmountContext => {
    const meant = row ?? currency ?? byDefault;
    return {
      ...given({ currency: meant, scale }),
      isDefault: row === undefined && currency === undefined,
    };
  };
  const sum: ReadSum = (field) => cells.read(field, (cell, { money }) => readAmount(cell, contextOf(money)));
  return { sum, contextOf };
}

function bumpsOf(cells: CellsOfRow, context: AmountContext): Pick<TermsRequest, 'boxOfficeBumps' | 'words'> {
  const { text } = cells.cell('bumps') ?? { text: '' };
  if (text === '') return {};
  const boxOfficeBumps = readBumps(text, context);
  if (boxOfficeBumps !== undefined) return { boxOfficeBumps };
  cells.remark('bumps', 'is not written as "$100k at $5m": kept in words');
  return { words: `bonus: ${text}` };
}

/** The terms that the cells of a row tell; what is told in words only is kept in words. */
export function termsOfCells(
  cells: CellsOfRow,
  { sum, contextOf }: ReturnType<typeof sumsOf>,
  day: (field: FieldName) => OccurredAt | undefined,
): TermsRequest {
  const guarantee = sum('guarantee');
  const bonus = sum('guaranteedBonuses');
  const { boxOfficeBumps, words: bumpsInWords } = bumpsOf(cells, contextOf({}));
  const licenceYears = cells.read('licence', readLicence);
  const licence = cells.cell('licence')?.text;
  const delivery = day('delivery');
  const conditions = cells.cell('conditions')?.text;
  const words = [
    bumpsInWords,
    licence === undefined || licenceYears !== undefined ? undefined : `licence period: ${licence}`,
    delivery === undefined || delivery.precision === 'day'
      ? undefined
      : `delivery: ${cells.cell('delivery')?.text ?? ''}`,
  ].filter((one) => one !== undefined);
  return given({
    guarantee,
    guaranteedBonuses: bonus === undefined ? undefined : [bonus],
    boxOfficeBumps,
    pAndACommitment: sum('pAndA'),
    licenceYears,
    deliveryOn: delivery?.precision === 'day' ? delivery.on : undefined,
    conditions: conditions === undefined ? undefined : [conditions],
    words: words.length === 0 ? undefined : words.join('; '),
  });
}
