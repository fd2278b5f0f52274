import { parseIso } from '../../src/core/dates.js';
import type { Value } from '../../src/core/rows.js';
import { evaluate } from '../../src/evaluate.js';
import { loadLibrary } from '../../src/library.js';
import type { Result } from '../../src/release/result.js';
import type { RunOptions } from '../../src/run-options.js';
import { packagePolicy } from '../../src/standard/node.js';
import { extractOf, rowsOf } from '../indicators/given.js';

export const library = await loadLibrary();
const policies = { internal: packagePolicy('internal'), board: packagePolicy('board') };

type Row = Readonly<Record<string, Value>>;
export const day = (text: string): number => parseIso(text) as number;
export const opening = day('2024-03-31');
export const closing = day('2025-03-31');

let next = 1;
/** One person: present at opening, closing, with a leavers row, as asked; further columns as given. */
export interface Person {
  readonly opening?: boolean;
  readonly closing?: boolean;
  readonly left?: string;
  readonly more?: Row;
}

/** Tables of people made by hand, one row each. */
export function tablesOf(people: readonly Person[]): Record<string, Row[]> {
  const staff: Row[] = [];
  const leavers: Row[] = [];
  for (const p of people) {
    const number = `P${next++}`;
    const own: Row = {
      employeeNumber: number,
      assignmentNumber: number,
      isPrimary: true,
      assignmentCategory: 'Permanent',
      assignmentStatus: 'Active Assignment',
      staffGroup: 'Nursing and Midwifery Registered',
      payScale: 'Band 5',
      ethnicity: 'A',
      nationality: 'British',
      fte: 1,
      hireDate: day('2015-01-01'),
      ...p.more,
    };
    if (p.opening) staff.push({ ...own, snapshotDate: opening });
    if (p.closing) staff.push({ ...own, snapshotDate: closing });
    if (p.left)
      leavers.push({ leavingReason: 'Voluntary Resignation - Relocation', ...own, terminationDate: day(p.left) });
  }
  return { staff, leavers };
}

type Options = Partial<Omit<RunOptions, 'policy'>> & { readonly policy?: keyof typeof policies };

async function evaluated(tables: Readonly<Record<string, readonly Row[]>>, options: Options) {
  const { policy = 'internal', ...rest } = options;
  const rows = Object.fromEntries(
    Object.entries(tables).flatMap(([name, all]) => (all.length > 0 ? [[name, rowsOf(name, all)]] : [])),
  );
  const days = [...new Set(tables.staff?.map((r) => r.snapshotDate as number))].sort((a, b) => a - b);
  const extract = { ...extractOf(rows, days.at(-1) ?? closing), snapshots: days };
  return evaluate(extract, library, { standards: ['turnover'], years: 1, ...rest, policy: policies[policy] });
}

export const turnoverOf = async (
  tables: Readonly<Record<string, readonly Row[]>>,
  options: Options = {},
): Promise<readonly Result[]> => (await evaluated(tables, options)).results;

/** The same with what was said of the data. */
export const runOf = (tables: Readonly<Record<string, readonly Row[]>>, policy: keyof typeof policies = 'internal') =>
  evaluated(tables, { policy });

export const find = (
  results: readonly Result[],
  indicator: string,
  breakdown: Readonly<Record<string, string>> = {},
  definition?: string,
): Result =>
  results.find(
    (r) =>
      r.indicator === indicator &&
      JSON.stringify(r.breakdown) === JSON.stringify(breakdown) &&
      (definition === undefined || r.definition === definition),
  ) as Result;
