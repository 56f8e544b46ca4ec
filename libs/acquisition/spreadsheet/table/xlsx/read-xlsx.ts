import { posix } from 'node:path';
import type { SpreadsheetLimits } from '../../limits';
import { unreadable } from '../../problem';
import type { Workbook } from '../table';
import type { WorkbookParts } from './cell-value';
import type { XmlReader } from './read-xml';
import { readXml } from './read-xml';
import { readSheet } from './read-sheet';
import { sharedStringsReader } from './shared-strings';
import { stylesReader } from './styles';
import type { ZipEntries, ZipEntry } from './zip';
import { readZip } from './zip';

interface Relation {
  readonly id: string;
  /** The last part of its type: `worksheet`, `sharedStrings`. */
  readonly kind: string;
  readonly target: string;
}

/** What another part of the archive is related to it, and as what. */
async function relationsOf(entries: ZipEntries, part: string): Promise<readonly Relation[]> {
  const { dir, base } = posix.parse(part);
  const entry = entries.get(posix.join(dir, '_rels', `${base}.rels`));
  const relations: Relation[] = [];
  if (entry === undefined) return relations;
  await readXml(entry, {
    open: (name, { Id: id = '', Type: type = '', Target: target = '' }) => {
      if (name !== 'Relationship') return;
      const path = target.startsWith('/') ? target.slice(1) : posix.join(dir, target);
      relations.push({ id, kind: type.slice(type.lastIndexOf('/') + 1), target: path });
    },
  });
  return relations;
}

interface SheetNamed {
  readonly name: string;
  readonly relation: string;
}

function workbookReader() {
  const sheets: SheetNamed[] = [];
  const told = { sheets, isFrom1904: false };
  const reader: XmlReader = {
    open: (name, attributes) => {
      if (name === 'workbookPr') told.isFrom1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name === 'sheet' && (attributes['state'] ?? 'visible') === 'visible') {
        const relation = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '';
        sheets.push({ name: attributes['name'] ?? '', relation });
      }
    },
  };
  return { told, reader };
}

/**
 * An Excel workbook. Its parts are unpacked as they are read, and never beyond the limit.
 * @throws SpreadsheetError
 */
export async function readXlsx(bytes: Buffer, limits: SpreadsheetLimits): Promise<Workbook> {
  const entries = readZip(bytes, { left: limits.unpackedBytes });
  const document = (await relationsOf(entries, '')).find(({ kind }) => kind === 'officeDocument')?.target ?? '';
  const workbook = entries.get(document);
  if ([...entries.keys()].some((name) => /vbaProject\.bin$/i.test(name))) {
    throw unreadable('The workbook has macros: save it as a workbook without them (.xlsx), and import that.');
  }
  if (workbook === undefined || !/\.xml$/i.test(document) || !entries.has('[Content_Types].xml')) {
    throw unreadable('The file is an archive, but no Excel workbook (.xlsx): save it as one, and import that.');
  }
  const { told, reader } = workbookReader();
  await readXml(workbook, reader);
  const relations = await relationsOf(entries, document);
  const partOf = (of: (relation: Relation) => boolean): ZipEntry | undefined =>
    entries.get(relations.find(of)?.target ?? '');
  const [strings, styles] = [sharedStringsReader(), stylesReader()];
  const [stringsPart, stylesPart] = ['sharedStrings', 'styles'].map((kind) => partOf((one) => one.kind === kind));
  if (stringsPart !== undefined) await readXml(stringsPart, strings);
  if (stylesPart !== undefined) await readXml(stylesPart, styles);
  const parts: WorkbookParts = {
    strings: strings.strings,
    styles: styles.styles,
    isFrom1904: told.isFrom1904,
  };
  const sheets = told.sheets.flatMap(({ name, relation }) => {
    const part = partOf(({ id, kind }) => id === relation && kind === 'worksheet');
    return part === undefined ? [] : [{ name, part }];
  });
  return {
    format: 'xlsx',
    sheets: sheets.map(({ name }) => name),
    read: async (sheet) => {
      const found = sheets.find(({ name }) => name === sheet);
      return { name: sheet, rows: found === undefined ? [] : await readSheet(found.part, parts, limits) };
    },
  };
}
