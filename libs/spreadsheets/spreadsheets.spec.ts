import { inflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { SaxesParser } from 'saxes';
import type { Cell, Sheet } from '.';
import { csvOf, workbookOf, xlsxOf } from '.';

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

/** The texts of a workbook's first sheet by their places, as a program reads them (ECMA-376, part 1, 22.9.2.19). */
function textsIn(workbook: Buffer): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const parser = new SaxesParser();
  let [place, text] = ['', ''];
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'c') [place, text] = [attributes['r'] ?? '', ''];
  });
  parser.on('text', (piece) => (text += piece));
  parser.on('closetag', ({ name }) => {
    const character = (_escape: string, number: string): string => String.fromCharCode(parseInt(number, 16));
    if (name === 't') texts.set(place, text.replace(/_x([\dA-F]{4})_/g, character));
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(unzipped(workbook, 'xl/worksheets/sheet1.xml')).close();
  return texts;
}

describe('a workbook', () => {
  it('has texts as texts, days as days, and no formula', async () => {
    const workbook = await xlsxOf(sheetOf(['=HYPERLINK("http://a","b") & <b>', 2024], [{ day: '2026-01-31' }, null]));
    const cells = unzipped(workbook, 'xl/worksheets/sheet1.xml');
    expect(cells).not.toMatch(/<f[ >]/);
    expect(cells).toContain('<t>=HYPERLINK("http://a","b") &amp; &lt;b&gt;</t>');
    expect(cells).toContain('<v>2024</v>');
    // The day in the count of spreadsheets: days since 30 December 1899.
    expect(cells).toContain('<v>46053</v>');
    expect(unzipped(workbook, 'xl/workbook.xml')).toContain('name="Avails"');
  });

  it('cuts what is longer than a cell can be, and shows that it did, and no character in half', async () => {
    const texts = textsIn(await xlsxOf(sheetOf(['a'.repeat(40_000), `${'a'.repeat(32_765)}🎬${'a'.repeat(9)}`])));
    expect(texts.get('A2')).toBe(`${'a'.repeat(32_766)}…`);
    expect(texts.get('B2')).toBe(`${'a'.repeat(32_765)}…`);
  });

  it('keeps every character of a text, those too that XML cannot hold, and what looks like an escape', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '_',
        'x',
        '_x0041_',
        '_x005F_',
        '_x000',
        '_xD83D',
        ' ',
        '\n',
        '\t',
        '\r',
        '\r\n',
        '&lt;',
        ']]>',
        '"',
      ),
      fc.constantFrom('\u0000', '\u0001', '\u001F', '\u0085', '\uFFFE', '\uFFFF', '\uD800', '\uDC00', '🎬', 'é'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { maxLength: 30 }), async (rows) => {
        const texts = textsIn(await xlsxOf(sheetOf(...rows)));
        expect(rows.map((_row, n) => ['A', 'B'].map((column) => texts.get(`${column}${String(n + 2)}`) ?? ''))).toEqual(
          rows,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('says of what begins or ends with space that it counts', async () => {
    const cells = unzipped(await xlsxOf(sheetOf([' a', 'a b'], ['a\nb', 'a '])), 'xl/worksheets/sheet1.xml');
    expect([...cells.matchAll(/<t([^>]*)>/g)].map(([, space]) => space)).toEqual([
      '',
      '',
      ' xml:space="preserve"',
      '',
      ' xml:space="preserve"',
      ' xml:space="preserve"',
    ]);
  });

  it.each([
    ['1899-12-31', '<t>1899-12-31</t>'],
    ['1900-01-01', '<v>1</v>'],
    ['1900-02-28', '<v>59</v>'],
    ['1900-03-01', '<v>61</v>'],
    ['9999-12-31', '<v>2958465</v>'],
  ])('has %s as spreadsheets count days, or, where they do not, as a text', async (day, content) => {
    expect(unzipped(await xlsxOf(sheetOf([{ day }])), 'xl/worksheets/sheet1.xml')).toContain(content);
  });

  it('has columns as wide as the headings and the first rows need, and headings bold and in sight', async () => {
    const rows = [['a'.repeat(20), null], ...Array.from({ length: 999 }, () => ['a', 1]), ['a'.repeat(50), 1]];
    const cells = unzipped(await xlsxOf(sheetOf(...rows)), 'xl/worksheets/sheet1.xml');
    expect([...cells.matchAll(/<col [^>]*width="(\d+)"/g)].map(([, width]) => width)).toEqual(['21', '8']);
    expect(cells).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(cells).toContain('<c r="A1" s="1" t="inlineStr"><is><t>Film</t></is></c>');
  });

  /** Rows that hardly become smaller in an archive; `pulled` counts them, `ended` says that nobody asks for more. */
  function unlikeRows(count: number) {
    const told = { pulled: 0, ended: false };
    let last = 1;
    const next = (): string => {
      last = (Math.imul(last, 1_664_525) + 1_013_904_223) >>> 0;
      return last.toString(36);
    };
    function* rows(): Generator<readonly Cell[], void> {
      try {
        while (told.pulled < count) {
          told.pulled += 1;
          yield [Array.from({ length: 6 }, next).join(''), told.pulled];
        }
      } finally {
        told.ended = true;
      }
    }
    return { told, rows };
  }

  const inTurn = async function* <T>(items: Iterable<T>): AsyncGenerator<T, void> {
    for (const item of items) yield await Promise.resolve(item);
  };

  it('reads its rows as it is taken, never far ahead, and hands on small parts', async () => {
    const { told, rows } = unlikeRows(200_000);
    const sheet = { ...sheetOf(), rows: inTurn(rows()) };
    const steps: number[] = [];
    let [before, largest] = [0, 0];
    for await (const part of workbookOf([sheet])) {
      steps.push(told.pulled - before);
      before = told.pulled;
      largest = Math.max(largest, part.length);
    }
    expect(told.pulled).toBe(200_000);
    expect(steps.length).toBeGreaterThan(100);
    expect(Math.max(...steps)).toBeLessThan(4_000);
    expect(largest).toBeLessThan(512 * 1024);
  });

  it.each([
    ['rows that are there', (rows: Generator<readonly Cell[], void>) => rows],
    ['rows that come', inTurn<readonly Cell[]>],
  ])('ends %s when nobody takes it any more', async (_what, as) => {
    const { told, rows } = unlikeRows(200_000);
    for await (const part of workbookOf([{ ...sheetOf(), rows: as(rows()) }])) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
    expect(told.ended).toBe(true);
    expect(told.pulled).toBeLessThan(8_000);
  });

  it('ends with an error where a sheet would have more rows than it can, and with that of its rows', async () => {
    const row: readonly Cell[] = [];
    const endless = { [Symbol.iterator]: () => ({ next: () => ({ done: false as const, value: row }) }) };
    await expect(xlsxOf({ ...sheetOf(), rows: endless })).rejects.toThrow('Avails would have more than 1048576 rows');
    // eslint-disable-next-line @typescript-eslint/require-await -- rows that come, and then fail
    const failing = async function* (): AsyncGenerator<readonly Cell[], void> {
      yield ['Eden'];
      throw new Error('The log is damaged.');
    };
    await expect(xlsxOf({ ...sheetOf(), rows: failing() })).rejects.toThrow('The log is damaged.');
  });
});
