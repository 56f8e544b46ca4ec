import { crc32, deflateRawSync } from 'node:zlib';

interface Written {
  readonly local: Buffer;
  readonly central: (offset: number) => Buffer;
}

function entry(name: string, content: string | Buffer, isEncrypted: boolean): Written {
  const bytes = Buffer.from(content);
  const packed = deflateRawSync(bytes);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(isEncrypted ? 1 : 0, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, Buffer.from(name), packed]);
  const central = (offset: number): Buffer => {
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const head = Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1');
    return Buffer.concat([head, fields, rest, Buffer.from(name)]);
  };
  return { local, central };
}

/** A ZIP archive of files by their names, made by hand. */
export function zipOf(files: Readonly<Record<string, string | Buffer>>, { isEncrypted = false } = {}): Buffer {
  const written = Object.entries(files).map(([name, content]) => entry(name, content, isEncrypted));
  let offset = 0;
  const directory = written.map(({ local, central }) => {
    const here = central(offset);
    offset += local.length;
    return here;
  });
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...written.map(({ local }) => local), ...directory, end]);
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(
      ([kind, target], at) => `<Relationship Id="rId${String(at + 1)}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** What a hand-made workbook has beside its only sheet, `Deals`. */
export interface WorkbookExtras {
  readonly isFrom1904?: boolean;
  /** The document of the styles. */
  readonly styles?: string;
  /** More files, or others in their places. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
}

/** The files of the smallest workbook there is. @param sheet what stands in its `worksheet`. */
export function xlsxFiles(sheet: string, { isFrom1904 = false, styles = '', files = {} }: WorkbookExtras = {}) {
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${String(Number(isFrom1904))}"/><sheets><sheet name="Deals" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}">${sheet}</worksheet>`,
    ...files,
  };
}

/** The smallest workbook there is, made by hand. */
export const xlsxOf = (sheet: string, extras: WorkbookExtras = {}): Buffer => zipOf(xlsxFiles(sheet, extras));

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A row of a sheet: texts, and cells that are written as they are. */
export const xlsxRow = (number: number, ...cells: readonly (string | { readonly xml: string } | null)[]): string =>
  `<row r="${String(number)}">${cells
    .map((cell, at) => {
      const reference = `${letters.charAt(at)}${String(number)}`;
      if (cell === null) return '';
      if (typeof cell !== 'string') return cell.xml.replace('<c', `<c r="${reference}"`);
      return `<c r="${reference}" t="inlineStr"><is><t>${cell.replaceAll('&', '&amp;')}</t></is></c>`;
    })
    .join('')}</row>`;
