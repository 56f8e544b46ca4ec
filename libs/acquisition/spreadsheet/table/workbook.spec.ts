import * as fc from 'fast-check';
import type { Cell as WrittenCell } from '#spreadsheets';
import { xlsxOf as writtenXlsx } from '#spreadsheets';
import { xlsxFiles, xlsxOf, xlsxRow, zipOf } from '#testing';
import type { SpreadsheetLimits } from '../limits';
import { ROWS_ABOVE_DATA, SPREADSHEET_LIMITS } from '../limits';
import { readWorkbook } from './read-workbook';
import type { Cell } from './table';

const limits = (some: Partial<SpreadsheetLimits>): SpreadsheetLimits => ({ ...SPREADSHEET_LIMITS, ...some });

async function cellsOf(file: Buffer, within = SPREADSHEET_LIMITS): Promise<readonly (readonly (Cell | undefined)[])[]> {
  const workbook = await readWorkbook(file, within);
  return (await workbook.read(workbook.sheets[0] ?? '')).rows.map(({ cells }) => cells);
}

const textsOf = async (file: Buffer): Promise<readonly (readonly (string | undefined)[])[]> =>
  (await cellsOf(file)).map((cells) => cells.map((cell) => cell?.text));

/** UTF-16 with its byte-order mark. */
const utf16 = (text: string, isBigEndian: boolean): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
};

describe('a text file', () => {
  it.each([
    ['commas', 'Film,MG\nÉden,"75,000"\n'],
    ['semicolons', 'Film;MG\nÉden;75,000\n'],
    ['tabs', 'Film\tMG\nÉden\t75,000\n'],
    ['bars', 'Film|MG\r\nÉden|75,000\r\n'],
    ['whatever its first line says', 'sep=!\nFilm!MG\nÉden!75,000'],
  ])('has cells between %s', async (_what, text) => {
    expect(await textsOf(Buffer.from(text))).toEqual([
      ['Film', 'MG'],
      ['Éden', '75,000'],
    ]);
  });

  it.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFFilm;MG\nÉden;1 €')],
    ['UTF-16', utf16('Film;MG\nÉden;1 €', false)],
    ['UTF-16, big end first', utf16('Film;MG\nÉden;1 €', true)],
    ['Windows-1252', Buffer.from('Film;MG\n\u00c9den;1 \u0080', 'latin1')],
  ])('may be in %s', async (_what, bytes) => {
    expect(await textsOf(bytes)).toEqual([
      ['Film', 'MG'],
      ['Éden', '1 €'],
    ]);
  });

  it('keeps the numbers of rows, with blank ones and line breaks between', async () => {
    const workbook = await readWorkbook(Buffer.from('Film;Notes\n\nEden;"a\nb"\nRelay;5" reel\n'));
    expect((await workbook.read('')).rows.map(({ number }) => number)).toEqual([1, 3, 4]);
  });

  it('is refused where a quotation mark is never closed', async () => {
    await expect(textsOf(Buffer.from('Film;MG\n"Eden;1\n'))).rejects.toThrow(
      /^A quotation mark is opened.*and never closed: close it/,
    );
  });
});

const DATE = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>';
const FORMATS =
  '<numFmts><numFmt numFmtId="164" formatCode="[$€-407] #,##0.00"/><numFmt numFmtId="165" formatCode="dd\\ mmm\\ yyyy;@"/></numFmts>';

describe('a workbook', () => {
  it('has texts, numbers with their currency, dates, formulas with their last value, and errors', async () => {
    const row = xlsxRow(
      3,
      'A & B',
      { xml: '<c s="2"><v>75000</v></c>' },
      { xml: '<c s="1"><v>45542</v></c>' },
      { xml: '<c s="3"><v>45542.75</v></c>' },
      { xml: '<c><f>SUM(A1:A2)</f><v>12.300000000000001</v></c>' },
      { xml: '<c t="str"><f>A1</f><v>Neon</v></c>' },
      { xml: '<c><f>SUM(A1:A2)</f></c>' },
      { xml: '<c t="e"><v>#REF!</v></c>' },
      { xml: '<c t="b"><v>1</v></c>' },
      { xml: '<c t="s"><v>1</v></c>' },
      { xml: '<c t="d"><v>2024-09-07T00:00:00</v></c>' },
    );
    const strings = '<sst><si><t>x</t></si><si><r><t>Mu</t></r><r><t>bi</t></r><rPh><t>silent</t></rPh></si></sst>';
    const files = {
      'xl/sharedStrings.xml': strings,
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/styles" Target="styles.xml"/><Relationship Id="rId3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    };
    const file = xlsxOf(`<sheetData>${row}</sheetData>`, { styles: FORMATS + DATE, files });
    expect(await cellsOf(file)).toEqual([
      [
        { kind: 'text', text: 'A & B' },
        { kind: 'number', number: 75_000, text: '75000', currency: 'EUR' },
        { kind: 'day', day: '2024-09-07', text: '2024-09-07' },
        { kind: 'day', day: '2024-09-07', text: '2024-09-07' },
        { kind: 'number', number: 12.3, text: '12.3', isFormula: true },
        { kind: 'text', text: 'Neon', isFormula: true },
        {
          kind: 'broken',
          text: 'formula',
          why: expect.stringMatching(/^is a formula whose value was not saved/) as unknown,
        },
        { kind: 'broken', text: '#REF!', why: 'is an error, #REF!: mend the formula' },
        { kind: 'flag', text: 'yes' },
        { kind: 'text', text: 'Mubi' },
        { kind: 'day', day: '2024-09-07', text: '2024-09-07' },
      ],
    ]);
  });

  it('may count its days from 1904', async () => {
    const sheet = `<sheetData>${xlsxRow(1, { xml: '<c s="1"><v>44080</v></c>' })}</sheetData>`;
    expect(await cellsOf(xlsxOf(sheet, { styles: FORMATS + DATE, isFrom1904: true }))).toEqual([
      [{ kind: 'day', day: '2024-09-07', text: '2024-09-07' }],
    ]);
  });

  it('says in each cell what a merged one says, and that it is merged where it covers several rows', async () => {
    const rows = [xlsxRow(1, 'Eden', 'wide', null, 'x'), xlsxRow(2, null, null, null, 'y')].join('');
    const merges =
      '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="nonsense"/></mergeCells>';
    const eden = { kind: 'text', text: 'Eden', merged: 'A1:A2' };
    const wide = { kind: 'text', text: 'wide' };
    expect(await cellsOf(xlsxOf(`<sheetData>${rows}</sheetData>${merges}`))).toEqual([
      [eden, wide, wide, { kind: 'text', text: 'x' }],
      [eden, undefined, undefined, { kind: 'text', text: 'y' }],
    ]);
  });
});

describe('what is refused, in a sentence', () => {
  const sheet = `<sheetData>${xlsxRow(1, 'Film')}</sheetData>`;
  const files = xlsxFiles(sheet);
  it.each<readonly [string, Buffer, RegExp]>([
    ['nothing', Buffer.alloc(0), /^The file is empty/],
    ['blanks', Buffer.from(' \n \n'), /^The file is empty/],
    ['JSON', Buffer.from('[{"title": "Eden"}]'), /^The file is JSON and no table/],
    [
      'a password, or Excel before 2007',
      Buffer.from('d0cf11e0a1b11ae100', 'hex'),
      /protected by a password, or of Excel before 2007/,
    ],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), /^The file is no text, and no Excel workbook/],
    ['another archive', zipOf({ 'word/document.xml': '<x/>' }), /is an archive, but no Excel workbook/],
    [
      'a binary workbook',
      zipOf({ ...files, '_rels/.rels': files['_rels/.rels'].replace('.xml', '.bin') }),
      /no Excel workbook/,
    ],
    ['macros', zipOf({ ...files, 'xl/vbaProject.bin': 'x' }), /^The workbook has macros/],
    ['an encrypted archive', zipOf(files, { isEncrypted: true }), /protected by a password/],
    ['half a file', xlsxOf(sheet).subarray(0, 300), /^The workbook is damaged/],
    [
      'entities that grow',
      zipOf({ ...files, 'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "cccc">]><worksheet>&b;</worksheet>' }),
      /no XML/,
    ],
    ['no XML', zipOf({ ...files, 'xl/workbook.xml': '<workbook' }), /no XML/],
  ])('%s', async (_what, file, sentence) => {
    await expect(cellsOf(file)).rejects.toThrow(sentence);
    await expect(cellsOf(file)).rejects.toMatchObject({ name: 'SpreadsheetError' });
  });

  it('whatever byte of a workbook is wrong, with a sentence or not at all', async () => {
    const whole = xlsxOf(sheet);
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      const outcome = await cellsOf(damaged).catch((error: unknown) => error);
      if (!Array.isArray(outcome)) expect(outcome).toMatchObject({ name: 'SpreadsheetError' });
    }
  });
});

describe('limits, at their edges', () => {
  const csv = (rows: number): Buffer => Buffer.from(`Film;MG\n${'Eden;1\n'.repeat(rows - 1)}`);

  it('bytes', async () => {
    const file = csv(10);
    await expect(cellsOf(file, limits({ bytes: file.length }))).resolves.toHaveLength(10);
    await expect(cellsOf(file, limits({ bytes: file.length - 1 }))).rejects.toMatchObject({
      code: 'spreadsheet-too-large',
      message: expect.stringMatching(/^The file is larger than can be read/) as unknown,
    });
  });

  it('rows', async () => {
    const most = 10 + ROWS_ABOVE_DATA;
    await expect(cellsOf(csv(most), limits({ rows: 10 }))).resolves.toHaveLength(most);
    await expect(cellsOf(csv(most + 1), limits({ rows: 10 }))).rejects.toThrow(
      /^The spreadsheet has more than 10 rows/,
    );
  });

  it('columns', async () => {
    const wide = (columns: number) => Buffer.from(`${'x;'.repeat(columns - 1)}x\n`);
    await expect(cellsOf(wide(5), limits({ columns: 5 }))).resolves.toHaveLength(1);
    await expect(cellsOf(wide(6), limits({ columns: 5 }))).rejects.toThrow(/^Row 1 has more columns .*at most 5/);
    const far = xlsxOf('<sheetData><row r="1"><c r="ZZZZZ1" t="str"><v>x</v></c></row></sheetData>');
    await expect(cellsOf(far)).rejects.toThrow(/^Row 1 has more columns/);
  });

  it('characters of a cell', async () => {
    const long = (length: number) => Buffer.from(`Film;MG\n${'x'.repeat(length)};1\n`);
    await expect(cellsOf(long(7), limits({ cellLength: 7 }))).resolves.toHaveLength(2);
    await expect(cellsOf(long(8), limits({ cellLength: 7 }))).rejects.toThrow(/^Row 2 has a cell that is too long/);
  });

  it('merged cells', async () => {
    const merges = (n: number) =>
      xlsxOf(`<sheetData/><mergeCells>${'<mergeCell ref="A1:A2"/>'.repeat(n)}</mergeCells>`);
    await expect(cellsOf(merges(3), limits({ mergedCells: 3 }))).resolves.toEqual([]);
    await expect(cellsOf(merges(4), limits({ mergedCells: 3 }))).rejects.toThrow(/more merged cells than can be read/);
  });

  it('what a small file unpacks to', async () => {
    const bomb = xlsxOf(`<sheetData>${' '.repeat(20_000_000)}</sheetData>`);
    expect(bomb.length).toBeLessThan(50_000);
    await expect(cellsOf(bomb, limits({ unpackedBytes: 10_000_000 }))).rejects.toThrow(
      /unpacks to more than can be read/,
    );
  });

  it('a million rows, in a text and in a workbook, before they are all read', async () => {
    const text = Buffer.from(`Film;Buyer;MG\n${'Eden;Neon;$1m\n'.repeat(1_000_000)}`);
    await expect(cellsOf(text)).rejects.toThrow(/^The spreadsheet has more than 100,000 rows: divide it/);
    const row = '<row><c t="str"><v>Eden</v></c><c t="str"><v>Neon</v></c><c><v>1000000</v></c></row>';
    const workbook = xlsxOf(`<sheetData>${row.repeat(1_000_000)}</sheetData>`);
    await expect(cellsOf(workbook)).rejects.toThrow(/^The spreadsheet has more than 100,000 rows: divide it/);
  });
});

describe('a workbook that Ovation wrote', () => {
  it('is read back, to the cell, without its control characters', async () => {
    const piece = fc.oneof(
      fc.constantFrom(' ', '\n', '\r', '_x0041_', '_x', '0041_', '\u0000', '\u001B', '\uFFFF', '\uD800', '🎬', '<&>"'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    // Digits beyond 15 are noise to whoever reads a workbook.
    const number = fc.double({ noNaN: true, min: -1e300, max: 1e300 }).map((n) => Number(n.toPrecision(15)));
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => ({ day: date.toISOString().slice(0, 10) }));
    const cell = fc.oneof(text, number, day, fc.constant(null));
    const wanted = (written: WrittenCell) => {
      if (written === null) return undefined;
      if (typeof written === 'number') return { kind: 'number', number: written };
      if (typeof written === 'object') return { kind: 'day', day: written.day };
      const said = written
        .replace(/(?![\t\n\r])\p{Cc}/gu, '\uFFFD')
        .toWellFormed()
        .trim();
      return said === '' ? undefined : { kind: 'text', text: said };
    };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 1, maxLength: 30 }), { maxLength: 8 }), async (rows) => {
        const read = await cellsOf(await writtenXlsx({ name: 'Deals', head: [['Film']], rows }));
        const expected = rows.map((row) => row.map(wanted)).filter((row) => row.some((one) => one !== undefined));
        expect(read.slice(1).length).toBe(expected.length);
        for (const [n, row] of expected.entries())
          for (const [column, one] of row.entries()) {
            const found = read[n + 1]?.[column];
            if (one === undefined) expect(found).toBeUndefined();
            else expect(found).toMatchObject(one);
          }
      }),
      { numRuns: 50 },
    );
  });
});
