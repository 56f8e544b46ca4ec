import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const { resolve } = createRequire(__filename);
const face = (name: string): string => resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

/** DejaVu has the letters of every language that is written in Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian or Georgian. */
const FACES = {
  plain: face('DejaVuSansCondensed'),
  bold: face('DejaVuSansCondensed-Bold'),
  slanted: face('DejaVuSansCondensed-Oblique'),
} as const;
type Face = keyof typeof FACES;

/** Of other scripts it has none, and a box stands for each. */
const UNWRITABLE =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Common}\p{Script=Inherited}]/u;

const MARGINS = { top: 56, bottom: 64, left: 54, right: 54 };
const SIZES = { title: 24, heading: 13, text: 9.5, small: 8, table: 8 } as const;
const INK = '#1a1a1a';
const FAINT = '#666666';
const RULE = '#bbbbbb';
const BAND = '#f1f1ee';
const PADDING = 3.5;
const GAP = 6;
/** A heading is not left alone at the foot of a page. */
const WITH_HEADING = 90;
/** A row that is higher than this is begun where it is, and goes on on the next page. */
const HIGH_ROW = 300;

/** A column of a table. */
export interface Column {
  readonly head: string;
  /** Share of the width, beside those of the others. */
  readonly width: number;
}

/** A document that is written from its top to its end. */
export interface Report {
  title(kind: string, title: string, subtitle: string): void;
  heading(text: string): void;
  text(text: string): void;
  /** Remarks, smaller. */
  small(text: string): void;
  /** Each with its name before it; those without a value are left out. */
  facts(facts: readonly (readonly [name: string, value: string])[]): void;
  /** Its head is repeated on every page. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void;
  /** True when something could not be shown: its script is not in the font. */
  readonly hasBoxes: boolean;
  /** Numbers the pages, and answers the file. @param foot what stands at the foot of each page, beside its number. */
  end(foot: string): Promise<Buffer>;
}

export interface ReportSettings {
  readonly title: string;
  readonly subject: string;
  /** That of what is told, and not of the clock: the same report has the same bytes. */
  readonly date: Date;
}

/** The longest beginning of a text that is no higher than this, ended at a word, and what is left. */
function split(text: string, fits: (part: string) => boolean): readonly [string, string] {
  if (fits(text)) return [text, ''];
  const words = text.split(/(?<=\s)/);
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(words.slice(0, middle).join(''))) low = middle;
    else high = middle - 1;
  }
  const taken = Math.max(1, low);
  return [words.slice(0, taken).join('').trimEnd(), words.slice(taken).join('')];
}

/** An empty report: A4, in PDF/A for archives, so that everything it needs is in it. */
export function createReport({ title, subject, date }: ReportSettings): Report {
  const document = new PDFDocument({
    size: 'A4',
    margins: MARGINS,
    bufferPages: true,
    // What zlib makes of the same bytes depends on its version and on the processor.
    compress: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    lang: 'en',
    displayTitle: true,
    font: FACES.plain,
    info: { Title: title, Subject: subject, Author: 'Ovation', Creator: 'Ovation', CreationDate: date, ModDate: date },
  });
  const parts: Buffer[] = [];
  const whole = new Promise<Buffer>((done, failed) => {
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => done(Buffer.concat(parts)));
    document.on('error', failed);
  });
  const left = MARGINS.left;
  const width = document.page.width - MARGINS.left - MARGINS.right;
  const bottom = (): number => document.page.height - MARGINS.bottom;
  let hasBoxes = false;

  const set = (name: Face, size: number, color = INK): void => {
    document.font(FACES[name]).fontSize(size).fillColor(color);
  };
  const write = (text: string, x: number, y: number, options: PDFKit.Mixins.TextOptions): void => {
    hasBoxes ||= UNWRITABLE.test(text);
    document.text(text, x, y, { lineGap: 1, ...options });
  };
  const heightOf = (text: string, of: number): number => document.heightOfString(text, { width: of, lineGap: 1 });
  const rule = (y: number, color = RULE): void => {
    document
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(0.5)
      .strokeColor(color)
      .stroke();
  };
  const keepTogether = (height: number): void => {
    if (document.y + height > bottom()) document.addPage();
  };
  const flowing = (text: string, name: Face, size: number, color?: string): void => {
    set(name, size, color);
    keepTogether(Math.min(heightOf(text, width), WITH_HEADING));
    write(text, left, document.y, { width });
    document.y += GAP;
  };

  const drawRow = (cells: readonly string[], widths: readonly number[], height: number): void => {
    const y = document.y;
    let x = left;
    cells.forEach((cell, n) => {
      const of = widths[n] ?? 0;
      write(cell, x + PADDING, y + PADDING, { width: of - 2 * PADDING });
      x += of;
    });
    document.y = y + height;
    rule(document.y);
  };

  const drawHead = (columns: readonly Column[], widths: readonly number[]): void => {
    set('bold', SIZES.table);
    const heads = columns.map(({ head }) => head);
    const height = rowHeight(heads, widths);
    document.rect(left, document.y, width, height).fill(BAND);
    set('bold', SIZES.table);
    drawRow(heads, widths, height);
    set('plain', SIZES.table);
  };

  const rowHeight = (cells: readonly string[], widths: readonly number[]): number =>
    Math.max(...cells.map((cell, n) => heightOf(cell, (widths[n] ?? 0) - 2 * PADDING))) + 2 * PADDING;

  return {
    title(kind, name, subtitle) {
      flowing(kind.toUpperCase(), 'bold', SIZES.small, FAINT);
      flowing(name, 'bold', SIZES.title);
      flowing(subtitle, 'plain', SIZES.text + 1.5, FAINT);
      rule(document.y, INK);
      document.y += GAP;
    },
    heading(text) {
      keepTogether(WITH_HEADING);
      document.y += GAP;
      flowing(text, 'bold', SIZES.heading);
    },
    text: (text) => flowing(text, 'plain', SIZES.text),
    small: (text) => flowing(text, 'slanted', SIZES.small, FAINT),
    facts(facts) {
      const names = 118;
      for (const [name, value] of facts) {
        if (value === '') continue;
        set('plain', SIZES.text);
        keepTogether(Math.min(heightOf(value, width - names), WITH_HEADING));
        const y = document.y;
        set('plain', SIZES.text, FAINT);
        write(name, left, y, { width: names - GAP });
        const page = document.bufferedPageRange().count;
        set('plain', SIZES.text);
        write(value, left + names, y, { width: width - names });
        const isOnePage = document.bufferedPageRange().count === page;
        document.y = isOnePage ? Math.max(document.y, y + SIZES.text) + GAP / 2 : document.y + GAP / 2;
      }
      document.x = left;
      document.y += GAP / 2;
    },
    table(columns, rows) {
      const shares = columns.reduce((sum, column) => sum + column.width, 0);
      const widths = columns.map((column) => (column.width / shares) * width);
      keepTogether(WITH_HEADING / 2);
      drawHead(columns, widths);
      const nextPage = (): void => {
        document.addPage();
        drawHead(columns, widths);
      };
      for (const row of rows) {
        let rest = row;
        while (rest.some((cell) => cell !== '')) {
          const height = rowHeight(rest, widths);
          const room = bottom() - document.y;
          if (height <= room) {
            drawRow(rest, widths, height);
            break;
          }
          if (height < HIGH_ROW || room < WITH_HEADING) {
            nextPage();
            if (height <= bottom() - document.y) continue;
          }
          const most = bottom() - document.y - 2 * PADDING;
          const cut = rest.map((cell, n) =>
            split(cell, (part) => heightOf(part, (widths[n] ?? 0) - 2 * PADDING) <= most),
          );
          drawRow(
            cut.map(([begun]) => begun),
            widths,
            most + 2 * PADDING,
          );
          rest = cut.map(([, after]) => after);
          if (rest.some((cell) => cell !== '')) nextPage();
        }
      }
      document.x = left;
      document.y += GAP;
    },
    get hasBoxes() {
      return hasBoxes;
    },
    end(foot) {
      const { count } = document.bufferedPageRange();
      for (let page = 0; page < count; page += 1) {
        document.switchToPage(page);
        // What is below the margin would begin another page.
        document.page.margins.bottom = 0;
        const y = document.page.height - MARGINS.bottom + 22;
        rule(y - 6);
        set('plain', SIZES.small - 1, FAINT);
        write(foot, left, y, { width: width - 80, height: 20, ellipsis: true });
        write(`page ${String(page + 1)} of ${String(count)}`, left + width - 80, y, { width: 80, align: 'right' });
      }
      document.end();
      return whole;
    },
  };
}
