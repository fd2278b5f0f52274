import { contracts } from '../../schemas/index.js';
import { isoDate } from '../core/dates.js';
import type { CodeMess } from './characteristics.js';
import type { Random } from './random.js';
import { esrDate, type Merge, type SynthCell, type SynthRow, type SynthSheet, serial, slashDate } from './sheet.js';

/** Every way in which an extract can be untidy. None of them changes what the figures must be, except that an unreadable ethnic code makes its person unknown. */
export const messKinds = [
  'title-rows',
  'header-variants',
  'totals',
  'repeated-headers',
  'blank-rows',
  'mixed-dates',
  'numbers-as-text',
  'untidy-text',
  'several-sheets',
  'merged-organisation',
  'two-letter-codes',
  'labels-without-codes',
  'stale-codes',
  'unknown-codes',
  'duplicate-assignments',
  'hidden-rows',
] as const;
export type MessKind = (typeof messKinds)[number];

/** The kinds of mess that lie in the ethnic codes themselves. */
export const codeMess = (kinds: ReadonlySet<MessKind>): CodeMess => ({
  twoLetter: kinds.has('two-letter-codes'),
  labelOnly: kinds.has('labels-without-codes'),
  stale: kinds.has('stale-codes'),
  unreadable: kinds.has('unknown-codes'),
});

type Step = (sheet: SynthSheet, random: Random) => SynthSheet;

const isData = (row: SynthRow): boolean => row.kind === 'data';
const columnOf = (sheet: SynthSheet, ...headers: string[]): number =>
  sheet.columns.findIndex(({ header }) => headers.includes(header));
const replace = (cells: readonly SynthCell[], at: number, cell: SynthCell): readonly SynthCell[] =>
  cells.map((old, i) => (i === at ? cell : old));
const mapData = (sheet: SynthSheet, change: (row: SynthRow) => SynthRow): SynthSheet => ({
  ...sheet,
  rows: sheet.rows.map((row) => (isData(row) ? change(row) : row)),
});
const insert = (sheet: SynthSheet, extra: (row: SynthRow, i: number) => readonly SynthRow[]): SynthSheet => ({
  ...sheet,
  rows: sheet.rows.flatMap((row, i) => [row, ...extra(row, i)]),
});

const titleRows: Step = (sheet) => {
  const [first, ...rest] = sheet.rows as readonly [SynthRow, ...SynthRow[]];
  const filters =
    'Filters: Employee Type is equal to / is in Employee; and Primary Flag is not null; and Payroll is all';
  return {
    ...sheet,
    rows: [
      { kind: 'blank', cells: [] },
      first,
      { kind: 'title', cells: [filters] },
      { kind: 'title', cells: [undefined, 'ESR Business Intelligence', undefined, 'Official - Sensitive'] },
      ...rest,
    ],
  };
};

/** Another header that the contract understands, where a column has one. */
const headerVariants: Step = (sheet, random) => {
  if (!sheet.table) return sheet;
  const specs = Object.values(contracts[sheet.table].columns);
  const taken = new Set(sheet.columns.map((c) => c.header));
  const renamed = sheet.columns.map(({ header, isDate }) => {
    const spec = specs.find((s) => s.headers[0] === header);
    const others = (spec?.headers ?? []).slice(1, 4).filter((h) => !taken.has(h));
    const chosen = others.length > 0 && random.chance(0.4) ? random.pick(others) : header;
    taken.add(chosen);
    return { header: chosen, isDate };
  });
  return {
    ...sheet,
    columns: renamed,
    rows: sheet.rows.map((row) => (row.kind === 'header' ? { ...row, cells: renamed.map((c) => c.header) } : row)),
  };
};

const totals: Step = (sheet) => {
  const data = sheet.rows.filter(isData).length;
  const at = columnOf(sheet, 'FTE');
  const sum = sheet.rows.filter(isData).reduce((n, row) => n + Math.round(Number(row.cells[at] ?? 0) * 1e5), 0);
  const grand = sheet.columns.map((_, i): SynthCell => (i === 0 ? 'Grand Total' : i === at ? sum / 1e5 : undefined));
  const counted = ['Count', data] as const;
  return {
    ...sheet,
    rows: [
      ...sheet.rows,
      { kind: 'total', cells: grand },
      { kind: 'total', cells: counted },
      { kind: 'blank', cells: [] },
      { kind: 'note', cells: ['Report run by Workforce Information'] },
    ],
  };
};

const repeatedHeaders: Step = (sheet) => {
  const header = sheet.rows.find((row) => row.kind === 'header')!;
  let seen = 0;
  return insert(sheet, (row) => (isData(row) && ++seen % 400 === 0 ? [header] : []));
};

const blankRows: Step = (sheet, random) =>
  insert(sheet, (row) => (isData(row) && random.chance(0.004) ? [{ kind: 'blank', cells: [] }] : []));

const mixedDates: Step = (sheet, random) =>
  mapData(sheet, (row) => ({
    ...row,
    cells: row.cells.map((cell) => {
      if (typeof cell !== 'object' || !('day' in cell)) return cell;
      const draw = random.unit();
      if (draw < 0.15) return serial(cell.day);
      if (draw < 0.3) return esrDate(cell.day);
      if (draw < 0.4) return slashDate(cell.day);
      if (draw < 0.45) return isoDate(cell.day);
      return cell;
    }),
  }));

/** FTE as text, employee numbers as numbers, on some rows. */
const numbersAsText: Step = (sheet, random) => {
  const fte = columnOf(sheet, 'FTE');
  const number = columnOf(sheet, 'Employee Number');
  return mapData(sheet, (row) => {
    let { cells } = row;
    const value = cells[fte];
    if (typeof value === 'number' && random.chance(0.3)) cells = replace(cells, fte, value.toFixed(5));
    const key = cells[number];
    if (typeof key === 'string' && random.chance(0.3)) cells = replace(cells, number, Number(key));
    return { ...row, cells };
  });
};

const tidied = [
  'Ethnic Origin',
  'Assignment Category',
  'Assignment Status',
  'Staff Group',
  'Pay Scale',
  'Case Type',
  'Formal',
];
const untidyText: Step = (sheet, random) => {
  const at = sheet.columns.flatMap(({ header }, i) => (tidied.includes(header) ? [i] : []));
  const spoil = (text: string): string => {
    const draw = random.unit();
    if (draw < 0.04) return ` ${text}  `;
    if (draw < 0.08) return text.toUpperCase();
    if (draw < 0.12) return text.replace(' - ', ' – ').replace('&', 'and');
    return text;
  };
  return mapData(sheet, (row) => ({
    ...row,
    cells: row.cells.map((cell, i) => (typeof cell === 'string' && at.includes(i) ? spoil(cell) : cell)),
  }));
};

/** Some assignments twice over, the second time anywhere below: the same row, as effective-dated changes leave it. */
const duplicates: Step = (sheet, random) => {
  if (sheet.table !== 'staff') return sheet;
  const waiting: SynthRow[] = [];
  return insert(sheet, (row) => {
    if (!isData(row)) return [];
    if (random.chance(0.006)) waiting.push(row);
    return waiting.length > 0 && random.chance(0.02) ? waiting.splice(0) : [];
  });
};

const hiddenRows: Step = (sheet, random) =>
  mapData(sheet, (row) => (random.chance(0.01) ? { ...row, hidden: true } : row));

const longestMerge = 60;

/** Runs of the same organisation or directorate become one merged cell, its value in the first row only. */
const merged: Step = (sheet) => {
  const merges: Merge[] = [];
  const rows = sheet.rows.map((row) => ({ ...row, cells: [...row.cells] }));
  for (const column of ['Organisation', 'Directorate'].map((h) => columnOf(sheet, h)).filter((c) => c >= 0))
    for (let from = 0; from < rows.length; ) {
      let to = from;
      const value = sheet.rows[from]!.cells[column];
      const same = (i: number): boolean => isData(sheet.rows[i]!) && sheet.rows[i]!.cells[column] === value;
      if (isData(rows[from]!) && value !== undefined)
        while (to + 1 < rows.length && to - from + 1 < longestMerge && same(to + 1)) to++;
      if (to > from) {
        merges.push({ column, from, to });
        for (let i = from + 1; i <= to; i++) rows[i]!.cells[column] = undefined;
      }
      from = to + 1;
    }
  return { ...sheet, rows, merges };
};

/** By directorate, so that merged cells have something to merge. */
const sorted: Step = (sheet) => {
  const at = columnOf(sheet, 'Directorate');
  if (at < 0) return sheet;
  const key = (row: SynthRow): string => String(row.cells[at] ?? '');
  const data = sheet.rows.filter(isData).sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return { ...sheet, rows: [...sheet.rows.filter((row) => !isData(row)), ...data] };
};

/** A snapshot over three sheets, each with its own titles and header. */
function severalSheets(sheet: SynthSheet): readonly SynthSheet[] {
  const data = sheet.rows.filter(isData);
  if (sheet.table !== 'staff' || data.length < 3) return [sheet];
  const above = sheet.rows.filter((row) => !isData(row));
  const size = Math.ceil(data.length / 3);
  return [0, 1, 2].map((part) => ({
    ...sheet,
    name: `${sheet.name} (${part + 1})`,
    rows: [...above, ...data.slice(part * size, (part + 1) * size)],
  }));
}

const extras: readonly SynthSheet[] = [
  {
    name: 'Notes',
    columns: [],
    rows: [
      { kind: 'note', cells: ['Extract prepared for the equality return.'] },
      { kind: 'note', cells: ['Please check the bank posts before use.'] },
    ],
  },
  {
    name: 'Lookup',
    hidden: true,
    columns: [],
    rows: [
      { kind: 'note', cells: ['Code', 'Meaning'] },
      { kind: 'note', cells: ['X', 'Not used'] },
    ],
  },
];

/** The steps in the order in which they are applied; codes are dealt with where people are made. */
const steps: readonly (readonly [MessKind, Step])[] = [
  ['duplicate-assignments', duplicates],
  ['mixed-dates', mixedDates],
  ['numbers-as-text', numbersAsText],
  ['untidy-text', untidyText],
  ['hidden-rows', hiddenRows],
  ['title-rows', titleRows],
  ['totals', totals],
  ['repeated-headers', repeatedHeaders],
  ['blank-rows', blankRows],
];

/** Untidies sheets in the ways asked for. The same random stream gives the same mess. */
export function messUp(
  sheets: readonly SynthSheet[],
  kinds: ReadonlySet<MessKind>,
  random: Random,
): readonly SynthSheet[] {
  if (kinds.size === 0) return sheets;
  const split = sheets.flatMap((sheet) => {
    const ordered = kinds.has('merged-organisation') ? sorted(sheet, random) : sheet;
    return kinds.has('several-sheets') ? severalSheets(ordered) : [ordered];
  });
  const messy = split.map((sheet) => {
    const stream = random.fork(sheet.name);
    let now = sheet;
    for (const [kind, step] of steps) if (kinds.has(kind)) now = step(now, stream);
    if (kinds.has('merged-organisation')) now = merged(now, stream);
    // Last, since the steps find their columns by the usual headers.
    return kinds.has('header-variants') ? headerVariants(now, stream) : now;
  });
  return kinds.has('several-sheets') ? [...messy, ...extras] : messy;
}
