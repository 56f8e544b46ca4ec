import { xmlAttribute } from './xml-text';

/** How every part begins. */
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const SCHEMAS = 'http://schemas.openxmlformats.org';
/** The namespace of workbooks (ECMA-376, part 1, annex A.2). */
export const MAIN = `${SCHEMAS}/spreadsheetml/2006/main`;
const RELATIONS = `${SCHEMAS}/officeDocument/2006/relationships`;
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const PACKAGE_TYPE = 'application/vnd.openxmlformats-package';

/** How cells look, by their place among `cellXfs`. */
export const STYLES = { plain: 0, heading: 1, day: 2 } as const;

/** The first number that a format of one's own may have (ECMA-376, part 1, 18.8.30). */
const DAY_FORMAT = 164;

const FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>';

const styles = `${XML}<styleSheet xmlns="${MAIN}">${[
  `<numFmts count="1"><numFmt numFmtId="${String(DAY_FORMAT)}" formatCode="yyyy-mm-dd"/></numFmts>`,
  `<fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts>`,
  // Programs take the first two for these, whatever stands there.
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="3">',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  `<xf numFmtId="${String(DAY_FORMAT)}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  '</cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
].join('')}</styleSheet>`;

const relations = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `${XML}<Relationships xmlns="${SCHEMAS}/package/2006/relationships">${targets
    .map(
      ([kind, target], n) => `<Relationship Id="rId${String(n + 1)}" Type="${RELATIONS}/${kind}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const override = (part: string, kind: string): string =>
  `<Override PartName="/${part}" ContentType="${TYPE}.${kind}+xml"/>`;

/** The name of the part of a sheet. @param number from 1. */
export const sheetPart = (number: number): string => `xl/worksheets/sheet${String(number)}.xml`;

/**
 * The parts of a workbook beside its sheets, by their names: what it takes for a program to open it (ECMA-376, part 1, 12.2, and
 * part 2, 6).
 * @param names of its sheets, in their order.
 */
export function partsBeside(names: readonly string[]): Readonly<Record<string, string>> {
  const types = [
    `<Default Extension="rels" ContentType="${PACKAGE_TYPE}.relationships+xml"/>`,
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('xl/workbook.xml', 'sheet.main'),
    override('xl/styles.xml', 'styles'),
    ...names.map((_name, n) => override(sheetPart(n + 1), 'worksheet')),
  ];
  const sheets = names.map((name, n) => {
    const number = String(n + 1);
    return `<sheet name=${xmlAttribute(name)} sheetId="${number}" r:id="rId${number}"/>`;
  });
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="${SCHEMAS}/package/2006/content-types">${types.join('')}</Types>`,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...names.map((_name, n) => ['worksheet', `worksheets/sheet${String(n + 1)}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles,
  };
}
