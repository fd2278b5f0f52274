import type { Workbook } from 'exceljs';
import { firstZipDay, fixZipTimes } from '../zip-times.js';
import { printable } from './escape.js';
import { fullTitle } from './front.js';
import type { ReportDocument, TableBlock } from './types.js';
import { type SheetCell, type SheetTable, sheetTable, shorthand } from './xlsx-cells.js';
import { coverRows, textRows } from './xlsx-text.js';

interface Sheet extends SheetTable {
  readonly name: string;
  readonly title: string;
  /** Widest column in characters. */
  readonly widest?: number;
}

/** Excel's own limit of a cell. */
const LONGEST_CELL = 32_767;
/** A signed figure with words after it; anything else that begins like a formula gets a quote in front (CWE-1236). */
const SIGNED = /^[+−][\d.,]+%?(?: [\p{L}\d ,.;−+%()]*)?$/u;
const harmless = (text: string): string => {
  const said = printable(text).slice(0, LONGEST_CELL);
  return /^[=+\-@\t\r]/.test(said) && !SIGNED.test(said) ? `'${said}` : said;
};

const shown = (cell: SheetCell): string => (typeof cell === 'string' ? cell : cell.number.toLocaleString('en-GB'));

const HEAD = 3;
/** Points: a line of text, and the most that Excel gives a row. */
const [LINE, TALLEST_ROW] = [14.5, 409];

/** A title, what the sheet holds, and one table from column A that Excel knows as a table; nothing is merged and nothing is empty. */
function add(workbook: Workbook, sheet: Sheet, number: number, links: ReadonlyMap<string, string>): void {
  const made = workbook.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', ySplit: HEAD }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${HEAD}:${HEAD}`,
    },
  });
  const says = sheet.rows.flat().some((c) => typeof c === 'string' && /\[[cxz]\]$/.test(c));
  made.getCell('A1').value = harmless(sheet.title);
  made.getCell('A1').font = { name: 'Arial', size: 14, bold: true };
  made.getCell('A2').value =
    `This worksheet holds one table.${says ? ' Words with letters in square brackets stand where there is no figure; the worksheet Notes explains them.' : ''}`;
  made.getCell('A2').font = { name: 'Arial', size: 11 };
  const columns = sheet.columns.map(harmless);
  const rows = sheet.rows.map((r) => r.map((c) => (typeof c === 'string' ? harmless(c) : c.number)));
  made.addTable({
    name: `table_${number}`,
    ref: `A${HEAD}`,
    headerRow: true,
    style: { showRowStripes: false },
    columns: columns.map((name) => ({ name, filterButton: false })),
    rows,
  });
  const widths: number[] = [];
  sheet.columns.forEach((name, i) => {
    const longest = Math.max(name.length * 0.7, ...sheet.rows.map((r) => shown(r[i]!).length));
    const column = made.getColumn(i + 1);
    column.width = Math.min(sheet.widest ?? 40, Math.max(11, longest + 2));
    widths.push(column.width);
    const numbers = sheet.rows.some((r) => typeof r[i] !== 'string');
    sheet.rows.forEach((row, j) => {
      const cell = made.getCell(HEAD + 1 + j, i + 1);
      const own = row[i]!;
      cell.font = { name: 'Arial', size: 11 };
      cell.alignment = { wrapText: true, vertical: 'top', horizontal: numbers ? 'right' : 'left' };
      if (typeof own !== 'string') cell.numFmt = own.format;
      const target = typeof own === 'string' && i === 0 ? links.get(own) : undefined;
      if (target !== undefined) {
        cell.value = { text: own as string, hyperlink: target };
        cell.font = { name: 'Arial', size: 11, underline: true, color: { argb: 'FF005EB8' } };
      }
    });
    const head = made.getCell(HEAD, i + 1);
    head.font = { name: 'Arial', size: 11, bold: true };
    head.alignment = { wrapText: true, vertical: 'bottom', horizontal: numbers ? 'right' : 'left' };
    head.border = { bottom: { style: 'thin' } };
  });
  // Not every program makes a row as high as its wrapped text.
  const high = (texts: readonly string[]): number =>
    Math.min(TALLEST_ROW, LINE * Math.max(...texts.map((said, i) => Math.ceil(said.length / widths[i]!))) + 2);
  made.getRow(HEAD).height = high(sheet.columns);
  sheet.rows.forEach((row, j) => {
    made.getRow(HEAD + 1 + j).height = high(row.map(shown));
  });
}

const tablesOf = ({ sections }: ReportDocument): readonly TableBlock[] =>
  sections.flatMap((s) => s.blocks.filter((b): b is TableBlock => b.kind === 'table'));

function sheetsOf(document: ReportDocument): readonly Sheet[] {
  const tables = tablesOf(document).map(
    (block): Sheet => ({
      ...sheetTable(block),
      name: block.name.replace(/\.$/, ''),
      title: `${block.name} ${block.caption}`,
    }),
  );
  const letters = Object.entries(shorthand).map(([letter, meaning]) => [letter, meaning]);
  const front = [
    { name: 'Cover', title: document.title, columns: ['What', 'Text'], rows: coverRows(document), widest: 90 },
    {
      name: 'Notes',
      title: 'Notes',
      columns: ['Sign', 'Meaning'],
      rows: [
        ...letters,
        ['remark', 'small base: 20 to 29 people, read with care. signal: a month outside what chance explains.'],
        ['numbers', 'Numbers are as precise as they are shown in the report. There are no formulas in this workbook.'],
      ],
      widest: 90,
    },
    {
      name: 'Report text',
      title: 'The sentences of the report, in its order',
      columns: ['Section', 'What it is', 'Text'],
      rows: textRows(document),
      widest: 90,
    },
  ] as const satisfies readonly Sheet[];
  const [cover, ...others] = [...front, ...tables];
  const contents: Sheet = {
    name: 'Contents',
    title: 'Contents',
    columns: ['Worksheet', 'What it holds'],
    rows: others.map((s) => [s.name, s.title]),
    widest: 90,
  };
  return [cover!, contents, ...others];
}

/**
 * A report document as a workbook by the conventions of official statistics: cover, contents, notes, the report's sentences, and one table a sheet that
 * begins in column A and is marked as a table; numbers are numbers, words with a shorthand stand where there is none, nothing is merged, no cell holds a
 * formula. The same document gives the same bytes.
 */
export async function xlsx(document: ReportDocument): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  workbook.created = firstZipDay;
  workbook.modified = firstZipDay;
  workbook.creator = printable(document.organisation);
  workbook.lastModifiedBy = printable(document.organisation);
  workbook.title = printable(fullTitle(document));
  const sheets = sheetsOf(document);
  const links = new Map(sheets.map(({ name }) => [name, `#'${name}'!A1`]));
  for (const [i, sheet] of sheets.entries()) add(workbook, sheet, i + 1, sheet.name === 'Contents' ? links : new Map());
  return fixZipTimes(Buffer.from(await workbook.xlsx.writeBuffer()));
}
