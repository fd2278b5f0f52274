import type { Worksheet } from 'exceljs';
import { labels } from '../words/labels.js';
import { notes } from '../words/return.js';
import { firstZipDay } from '../zip-times.js';
import { countsColumns, statementColumns, surveyColumns } from './read-back.js';
import type { NationalReturn, ReturnLine, ReturnSheet } from './types.js';

type Cell = string | number | { formula: string; result: number } | null;

const formats: Readonly<Record<ReturnLine['kind'], string>> = {
  people: '0.##',
  likelihood: '0.0%',
  ratio: '0.00',
  points: '+0.0;-0.0;0.0',
  score: '0.00',
};

/** One table from the first cell: a bold, frozen header row and plain rows; no cell is merged, none is told by colour alone. */
function table(sheet: Worksheet, header: readonly string[], rows: readonly (readonly Cell[])[]): void {
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  sheet.addRow([...header]).font = { bold: true };
  for (const row of rows) sheet.addRow([...row]);
  const shown = (cell: Cell | undefined): string =>
    typeof cell === 'object' && cell !== null ? String(cell.result) : String(cell ?? '');
  header.forEach((name, i) => {
    const longest = Math.max(name.length, ...rows.map((r) => shown(r[i]).length));
    const column = sheet.getColumn(i + 1);
    column.width = Math.min(90, Math.max(10, longest + 2));
    column.alignment = { wrapText: true, vertical: 'top' };
  });
}

const letter = (column: number): string => String.fromCharCode(65 + column);
const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`;

function part(sheet: Worksheet, made: ReturnSheet, dimension: string): void {
  const said = labels();
  const dated = made.lines.some((l) => l.before) ? made.groups : [];
  const header = [
    `${made.part} ${made.title}`,
    ...made.groups.map((g) => said.heading(dimension, g)),
    'All',
    ...dated.map((g) => `${said.heading(dimension, g)}, year before`),
  ];
  if (made.absent !== undefined) {
    table(sheet, header, [[made.absent]]);
    return;
  }
  const last = letter(made.groups.length);
  const rows = made.lines.map((l, i): readonly Cell[] => {
    const numbers = made.groups.map((g): Cell => l.numbers[g] ?? null);
    const all = Object.values(l.numbers).reduce((a, b) => a + b, 0);
    const sum: Cell = l.kind === 'people' ? { formula: `SUM(B${i + 2}:${last}${i + 2})`, result: all } : null;
    return [l.label, ...numbers, sum, ...dated.map((g): Cell => l.before?.[g] ?? null)];
  });
  table(sheet, header, rows);
  made.lines.forEach((l, i) => {
    for (let c = 2; c <= made.groups.length + 2 + dated.length; c++) sheet.getCell(i + 2, c).numFmt = formats[l.kind];
  });
}

/**
 * The return as a workbook: cover, notes, one sheet for each part, the counts that read back (by formulas from the parts), and the checks.
 * Bytes depend on the return only.
 */
export async function returnWorkbook(made: NationalReturn, dimension: string): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  workbook.created = firstZipDay;
  workbook.modified = firstZipDay;
  workbook.title = `${made.standard.toUpperCase()} ${made.edition} return, for submission only`;
  const add = (name: string): Worksheet => workbook.addWorksheet(name);

  table(
    add('Cover'),
    ['Return', `${made.standard.toUpperCase()} ${made.edition}`],
    [
      ['Use', made.mark],
      ['For', made.organisation],
      ['As at', made.snapshot],
      ['Disclosure policy', `${made.policy}, submission only`],
      [
        'Checks',
        made.checks.every((c) => c.agrees)
          ? 'All agree'
          : `${made.checks.filter((c) => !c.agrees).length} do not agree: see the sheet Checks`,
      ],
      ...made.sheets.map((s): readonly Cell[] => [
        `Sheet ${s.part}`,
        s.absent === undefined ? s.title : `${s.title}. ${s.absent}`,
      ]),
      ['Sheet Counts', 'The same numbers in the form the engine reads'],
      ...(made.survey.length > 0 ? [['Sheet Survey', 'Survey percentages as they were supplied'] as const] : []),
      ['Sheet Statements', 'The organisation’s own words, actions and answers of yes or no'],
      ['Sheet Checks', 'Each number beside the same number found another way'],
    ],
  );
  table(
    add('Notes'),
    ['Notes'],
    notes(made.standard, made.edition).map((n) => [n]),
  );
  const lines = new Map<string, string>();
  for (const s of made.sheets) {
    part(add(s.part), s, dimension);
    s.lines.forEach((l, i) => {
      s.groups.forEach((g, c) => {
        lines.set(JSON.stringify([s.part, l.label, g]), `${quoted(s.part)}!${letter(c + 1)}${i + 2}`);
      });
    });
  }
  table(
    add('Counts'),
    countsColumns.map(([header]) => header),
    made.counts.map(({ row, at }) => {
      const cell = (line: string): string => lines.get(JSON.stringify([at.part, line, row.group])) as string;
      const formula = at.less === undefined ? cell(at.line) : `${cell(at.line)}-${cell(at.less)}`;
      return countsColumns.map(
        ([, key]): Cell => (key === 'count' ? { formula, result: row.count } : (row[key] ?? null)),
      );
    }),
  );
  const asIs = <K extends string>(
    name: string,
    columns: readonly (readonly [string, K])[],
    rows: readonly Readonly<Partial<Record<K, string>>>[],
  ): void => {
    if (rows.length > 0)
      table(
        add(name),
        columns.map(([header]) => header),
        rows.map((r) => columns.map(([, key]): Cell => r[key] || null)),
      );
  };
  asIs('Survey', surveyColumns, made.survey);
  asIs('Statements', statementColumns, made.statements);
  table(
    add('Checks'),
    ['Part', 'What', 'In this return', 'In the results', 'Agrees'],
    made.checks.map((c) => [c.part, c.what, c.here, c.there, c.agrees ? 'yes' : 'NO']),
  );
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
