import { inflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import type { Cell, Sheet } from '.';
import { csvOf, xlsxOf } from '.';

const sheetOf = (...rows: readonly (readonly Cell[])[]): Sheet => ({ name: 'Avails', head: [['Film', 'Year']], rows });

/** Reads comma-separated values as RFC 4180 has them. */
function parsed(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let [row, field, quoted]: [string[], string, boolean] = [[], '', false];
  for (let n = 0; n < csv.length; n += 1) {
    const character = csv.charAt(n);
    if (quoted && character === '"' && csv.charAt(n + 1) === '"') [field, n] = [`${field}"`, n + 1];
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === ',') [row, field] = [[...row, field], ''];
    else if (!quoted && csv.startsWith('\r\n', n)) {
      rows.push([...row, field]);
      [row, field, n] = [[], '', n + 1];
    } else field += character;
  }
  return rows;
}

describe('comma-separated values', () => {
  it('write texts, numbers, days and nothing', () => {
    expect(csvOf(sheetOf(['Eden', 2024], [{ day: '2026-01-31' }, null]))).toBe(
      'Film,Year\r\nEden,2024\r\n2026-01-31,\r\n',
    );
  });

  it('quote what would break a line or a field', () => {
    expect(csvOf(sheetOf(['Sing, "Sing"', 'two\nlines']))).toBe('Film,Year\r\n"Sing, ""Sing""","two\nlines"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '=HYPERLINK("http://a","b")'])(
    'let no text be a formula: %j',
    (text) => {
      const [, row] = parsed(csvOf(sheetOf([text, 1])));
      expect(row).toEqual([`'${text}`, '1']);
    },
  );

  it('leave numbers that are negative numbers', () => {
    expect(csvOf(sheetOf([-1, 2]))).toBe('Film,Year\r\n-1,2\r\n');
  });

  it('come back as they were, but for the apostrophe, and never begin a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string())), (rows) => {
        const [, ...read] = parsed(csvOf(sheetOf(...rows)));
        expect(read.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/u, '')))).toEqual(
          rows.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/u, ''))),
        );
        for (const text of read.flat()) expect(text).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
      }),
    );
  });
});

/** A file of a zip archive, found by its local header. */
function unzipped(archive: Buffer, name: string): string {
  for (let at = archive.indexOf('PK\x01\x02'); at >= 0; at = archive.indexOf('PK\x01\x02', at + 4)) {
    const length = archive.readUInt16LE(at + 28);
    if (archive.subarray(at + 46, at + 46 + length).toString() !== name) continue;
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    return (archive.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content)).toString();
  }
  throw new Error(`The archive has no ${name}.`);
}

describe('a workbook', () => {
  it('has texts as texts, days as days, and no formula', async () => {
    const workbook = await xlsxOf(sheetOf(['=HYPERLINK("http://a","b") & <b>', 2024], [{ day: '2026-01-31' }, null]));
    const cells = unzipped(workbook, 'xl/worksheets/sheet1.xml');
    expect(cells).not.toMatch(/<f[ >]/);
    expect(unzipped(workbook, 'xl/sharedStrings.xml')).toContain('<t>=HYPERLINK("http://a","b") &amp; &lt;b&gt;</t>');
    expect(cells).toContain('<v>2024</v>');
    // The day in the count of spreadsheets: days since 30 December 1899.
    expect(cells).toContain('<v>46053</v>');
    expect(unzipped(workbook, 'xl/workbook.xml')).toContain('name="Avails"');
  });

  it('cuts what is longer than a cell can be, and shows that it did', async () => {
    const strings = unzipped(await xlsxOf(sheetOf(['a'.repeat(40_000), 1])), 'xl/sharedStrings.xml');
    expect(/a+…/.exec(strings)?.[0]).toHaveLength(32_767);
  });
});
