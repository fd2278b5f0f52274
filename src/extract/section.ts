import type { Value } from '../core/rows.js';
import type { Column, Entry, Fault } from './column.js';
import type { Section } from './sheet.js';
import type { MergedRange } from './types.js';

/** Something found in a column: how many rows, and the first. */
export interface Finding {
  readonly id: Fault | 'date-order' | 'organisation-carried' | 'organisation-blank';
  readonly header: string;
  readonly column: string;
  readonly rows: number;
  readonly first: number;
}

/** Typed columns of one section. `drop` are indexes of rows that turn out to be unusable, with the column that made them so. */
export interface Typed {
  readonly columns: Record<string, Value[]>;
  readonly rows: readonly number[];
  readonly findings: readonly Finding[];
  readonly drop: ReadonlyMap<number, string>;
}

const organisationColumns = /^(organisation|organisationName|organisationType|directorate|department|orgL\d)$/;

/** Faults that are already said by a finding of the whole column. */
const inOrder = (e: Entry): boolean => e.order === 'month-first' || e.order === 'either' || e.order === 'day-first';

/**
 * Whether the slashed dates of a column are month first: some can only be read so, and they are more than those that can only be
 * day first. A few against many day-first ones are typing errors.
 */
function monthFirst(column: Column): boolean {
  let months = 0;
  let days = 0;
  for (const e of column.entries()) {
    if (e.order === 'month-first') months++;
    if (e.order === 'day-first') days++;
  }
  return months > 0 && months > days;
}

function findingsOf(column: Column, refused: boolean): Finding[] {
  const found = new Map<Finding['id'], { rows: number; first: number }>();
  for (const e of column.entries()) {
    if (e.n === 0) continue;
    const id = refused && inOrder(e) ? 'date-order' : e.fault;
    if (id === undefined) continue;
    const before = found.get(id);
    if (before) {
      before.rows += e.n;
      before.first = Math.min(before.first, e.first);
    } else found.set(id, { rows: e.n, first: e.first });
  }
  return [...found].map(([id, at]) => ({ id, header: column.header, column: column.name, ...at }));
}

function valuesOf(column: Column, refused: boolean): Value[] {
  const { picked } = column;
  const values: Value[] = new Array(picked.length);
  for (let i = 0; i < picked.length; i++) values[i] = picked[i]!.value;
  if (refused && column.spec.type === 'date')
    for (let i = 0; i < picked.length; i++) if (picked[i]!.order !== undefined) values[i] = undefined;
  if (column.spec.type === 'number' && [...column.entries()].some((e) => e.comma === 'decimal'))
    for (let i = 0; i < picked.length; i++)
      if (picked[i]!.comma === 'either') values[i] = (picked[i]!.value as number) / 1000;
  return values;
}

/**
 * Fills the blanks that merged cells leave under an organisation: the merged blocks of the workbook when it has any, else by look: the
 * column stands left of all others but organisation columns, the cell and all left of it are blank, and no value is ever printed
 * twice running, as it would be if blanks were real. Gives the rows filled and the first of them.
 */
function carryDown(
  section: Section,
  columns: Record<string, Value[]>,
  merged: readonly MergedRange[],
): { column: Column; rows: number; first: number }[] {
  const filled: { column: Column; rows: number; first: number }[] = [];
  const note = (column: Column, row: number) => {
    const before = filled.find((f) => f.column === column);
    if (before) before.rows++;
    else filled.push({ column, rows: 1, first: row });
  };
  const { rows } = section;
  const places = section.columns
    .filter((c) => organisationColumns.test(c.name))
    .sort((a, b) => a.position - b.position);
  const blocks = merged.filter((m) => m.bottom > m.top);
  const block = places.filter((c, i) => c.position === i);
  for (const column of places) {
    const values = columns[column.name]!;
    const own = blocks.filter((m) => m.left <= column.position && m.right >= column.position);
    for (const m of own) {
      let value: Value;
      rows.forEach((row, i) => {
        if (row < m.top || row > m.bottom) return;
        if (values[i] !== undefined) value = values[i];
        else if (value !== undefined) {
          values[i] = value;
          note(column, row);
        }
      });
    }
    if (own.length > 0 || !block.includes(column)) continue;
    if (!values.includes(undefined) || values[0] === undefined) continue;
    const twice = values.some(
      (v, i) =>
        i > 0 &&
        v !== undefined &&
        v === values[i - 1] &&
        rows[i] === rows[i - 1]! + 1 &&
        block.every((c) => c.position >= column.position || c.picked[i]!.blank),
    );
    if (twice) continue;
    for (let i = 1; i < values.length; i++) {
      if (values[i] !== undefined || !column.picked[i]!.blank) continue;
      if (!block.every((c) => c.position > column.position || c.picked[i]!.blank)) continue;
      values[i] = values[i - 1];
      if (values[i] !== undefined) note(column, rows[i]!);
    }
  }
  return filled;
}

/** Puts the day of a stage beside its mark, and the mark beside its day. */
function joinMarks(
  section: Section,
  columns: Record<string, Value[]>,
  specs: Section['columns'][number]['spec'][],
  names: string[],
) {
  names.forEach((name, k) => {
    const dateColumn = specs[k]!.dateColumn;
    if (specs[k]!.type !== 'yes-no' || dateColumn === undefined) return;
    const column = section.columns.find((c) => c.name === name);
    const days = columns[dateColumn];
    if (column) {
      const marks = columns[name]!;
      const refused = monthFirst(column);
      const own: Value[] = column.picked.map((e) => (refused && e.order !== undefined ? undefined : e.day));
      if (days === undefined) {
        if (own.some((d) => d !== undefined)) columns[dateColumn] = own;
        return;
      }
      for (let i = 0; i < marks.length; i++) {
        if (days[i] === undefined) days[i] = own[i];
        if (marks[i] === undefined && days[i] !== undefined) marks[i] = true;
      }
    } else if (days) columns[name] = days.map((d) => d !== undefined);
  });
}

/** Turns a section's entries into typed columns, once the whole of each column has been seen. */
export function typeSection(
  section: Section,
  all: Readonly<Record<string, Column['spec']>>,
  merged: readonly MergedRange[],
): Typed {
  const columns: Record<string, Value[]> = {};
  const findings: Finding[] = [];
  const drop = new Map<number, string>();
  for (const column of section.columns) {
    const refused = (column.spec.type === 'date' || column.spec.type === 'yes-no') && monthFirst(column);
    findings.push(...findingsOf(column, refused));
    columns[column.name] = valuesOf(column, refused);
    if (refused && column.spec.required && column.spec.type === 'date')
      column.picked.forEach((e, i) => void (e.order !== undefined && drop.set(i, column.name)));
  }
  for (const { column, rows, first } of carryDown(section, columns, merged))
    findings.push({ id: 'organisation-carried', header: column.header, column: column.name, rows, first });
  const names = Object.keys(all);
  joinMarks(
    section,
    columns,
    names.map((n) => all[n]!),
    names,
  );
  return { columns, rows: section.rows, findings, drop };
}
