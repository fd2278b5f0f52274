import { openFile } from '../../src/extract/files.js';
import type { InputFile, Limits, OpenedFile, RawCell, RawRow } from '../../src/extract/types.js';
import { makeZip, type Part } from './make-zip.js';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const strictMain = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
const strictOffice = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const rels = 'http://schemas.openxmlformats.org/package/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A hand-made workbook: what is not given is as Excel would write it for one sheet. */
export interface Made {
  /** What stands inside `<sheetData>` of each sheet. */
  readonly rows?: string | readonly string[];
  /** The whole part of the first sheet instead. */
  readonly sheet?: string;
  readonly before?: string;
  readonly after?: string;
  readonly strings?: readonly string[];
  readonly stringsPart?: string;
  /** Custom formats by id, and the format id of each style after the first (which is General). */
  readonly formats?: Readonly<Record<number, string>>;
  readonly styles?: readonly number[];
  readonly date1904?: boolean;
  readonly strict?: boolean;
  readonly states?: readonly string[];
  readonly names?: readonly string[];
  readonly workbook?: string;
  readonly parts?: readonly Part[];
  /** Changes the parts just before they are packed. */
  readonly change?: (parts: readonly Part[]) => readonly Part[];
}

const attribute = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** The parts of a hand-made workbook. */
export function partsOfMade(made: Made): readonly Part[] {
  const ns = made.strict ? strictMain : main;
  const type = made.strict ? strictOffice : office;
  const rows = typeof made.rows === 'object' ? made.rows : [made.rows ?? ''];
  const sheets = rows.map((data, i) => ({
    name: `xl/worksheets/sheet${i + 1}.xml`,
    data:
      i === 0 && made.sheet !== undefined
        ? made.sheet
        : `${declaration}<worksheet xmlns="${ns}" xmlns:r="${type}">${made.before ?? ''}<sheetData>${data}</sheetData>${made.after ?? ''}</worksheet>`,
  }));
  const names = rows.map((_, i) => made.names?.[i] ?? `Sheet${i + 1}`);
  const listed = names.map((name, i) => {
    const state = made.states?.[i];
    return `<sheet name="${attribute(name)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`;
  });
  const relationship = (id: string, what: string, target: string): string =>
    `<Relationship Id="${id}" Type="${type}/${what}" Target="${target}"/>`;
  const strings = made.strings || made.stringsPart !== undefined;
  const styles = made.styles || made.formats;
  const workbookRels = [
    ...rows.map((_, i) => relationship(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
    ...(strings ? [relationship('rId91', 'sharedStrings', 'sharedStrings.xml')] : []),
    ...(styles ? [relationship('rId92', 'styles', 'styles.xml')] : []),
  ];
  const parts: Part[] = [
    {
      name: '[Content_Types].xml',
      data: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${rows.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}${strings ? '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>' : ''}${styles ? '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>' : ''}</Types>`,
    },
    {
      name: '_rels/.rels',
      data: `${declaration}<Relationships xmlns="${rels}">${relationship('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data:
        made.workbook ??
        `${declaration}<workbook xmlns="${ns}" xmlns:r="${type}"${made.strict ? ' conformance="strict"' : ''}>${made.date1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${declaration}<Relationships xmlns="${rels}">${workbookRels.join('')}</Relationships>`,
    },
    ...sheets,
  ];
  if (strings)
    parts.push({
      name: 'xl/sharedStrings.xml',
      data:
        made.stringsPart ??
        `${declaration}<sst xmlns="${ns}">${(made.strings ?? []).map((s) => `<si>${s}</si>`).join('')}</sst>`,
    });
  if (styles) {
    const custom = Object.entries(made.formats ?? {}).map(
      ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${attribute(code)}"/>`,
    );
    const xfs = [0, ...(made.styles ?? Object.keys(made.formats ?? {}).map(Number))].map(
      (id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
    );
    parts.push({
      name: 'xl/styles.xml',
      data: `${declaration}<styleSheet xmlns="${ns}"><numFmts count="${custom.length}">${custom.join('')}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs></styleSheet>`,
    });
  }
  return [...parts, ...(made.parts ?? [])];
}

/** The bytes of a hand-made workbook. */
export function workbookOf(made: Made): Buffer {
  const parts = partsOfMade(made);
  return makeZip(made.change ? made.change(parts) : parts);
}

export interface Read {
  readonly file: OpenedFile;
  readonly sheets: readonly { readonly sheet: string; readonly hidden: boolean; readonly rows: readonly RawRow[] }[];
  /** Ids of the issues, in order. */
  readonly ids: readonly string[];
  /** What the iteration over rows threw, if it did. */
  readonly thrown: Error | undefined;
}

/** Opens a file in memory and reads all its rows. */
export async function readAll(input: InputFile, limits: Partial<Limits> = {}): Promise<Read> {
  const file = await openFile(input, limits);
  const sheets: Read['sheets'][number][] = [];
  let thrown: Error | undefined;
  for (const { sheet, hidden, rows } of file.sheets) {
    const all: RawRow[] = [];
    try {
      for await (const batch of rows) all.push(...batch);
    } catch (error) {
      thrown = error as Error;
    }
    sheets.push({ sheet, hidden, rows: all });
  }
  await file.close();
  return { file, sheets, ids: file.issues.map((i) => i.id), thrown };
}

export const readMade = (made: Made, limits: Partial<Limits> = {}): Promise<Read> =>
  readAll({ name: 'made.xlsx', bytes: workbookOf(made) }, limits);

/** The cells of the first sheet of a hand-made workbook, row by row. Throws when anything was refused. */
export async function cellsOf(made: Made): Promise<readonly (readonly RawCell[])[]> {
  const { sheets, thrown, file } = await readMade(made);
  if (thrown) throw thrown;
  if (!sheets[0]) throw new Error(file.issues.map((i) => i.what).join(' '));
  return sheets[0].rows.map((r) => r.cells);
}
