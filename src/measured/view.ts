import { addMonths, type Day, isoDate, type Period, partsOf, yearTo } from '../core/dates.js';
import { type Absent, notSupplied } from '../core/outcome.js';
import { listKey, recode } from '../core/recode.js';
import type { Rows, Value } from '../core/rows.js';
import type { CountedRow, MeasuredFigures } from '../release/counted.js';
import { rowFrame } from '../rows-of.js';
import { rowsHeld } from '../words/retention.js';
import type { Measured, Measuring } from './types.js';

/** The rows of one table that are of the organisations asked for. */
export interface View {
  readonly rows: readonly number[];
  readonly has: (column: string) => boolean;
  readonly at: (row: number, column: string) => Value;
  readonly group: (row: number, dimension: string) => string;
  readonly table: Rows;
}

/** A table as seen by a run: rows of another organisation are left out, rows that name none stay. Undefined when it was not supplied. */
export function viewOf({ setting, lists, only }: Measuring, name: string): View | undefined {
  const table = setting.tables[name];
  // Rows that an engine holds are not here to be looked at.
  if (!table || table.facts) return undefined;
  const own = only?.organisations ?? (setting.organisation === undefined ? undefined : [setting.organisation]);
  const wanted = own && new Set(own.map(listKey));
  const at = (row: number, column: string): Value => table.columns[column]?.[row];
  const all = Array.from({ length: table.length }, (_, row) => row);
  const rows = wanted
    ? all.filter((row) => {
        const of = at(row, 'organisation');
        return of === undefined ? only === undefined : wanted.has(listKey(of));
      })
    : all;
  return {
    rows,
    at,
    table,
    has: (column) => rows.some((row) => at(row, column) !== undefined),
    group: (row, dimension) => recode(setting.recode(dimension), (column) => at(row, column), lists),
  };
}

/** A person: an employee number within an organisation, else the national key, else the row itself. */
export const personOf = ({ at }: View, row: number): string =>
  String(
    at(row, 'employeeNumber') === undefined
      ? (at(row, 'personKey') ?? `row ${row}`)
      : `${at(row, 'organisation') ?? ''} ${at(row, 'employeeNumber')}`,
  );

/** `2025-03` for a day in March 2025. */
export const monthOf = (day: Day): string => isoDate(day).slice(0, 7);

/**
 * The twelve months a table's figures are of: to the run's snapshot, else to the end of the last month in the table, since without staff nothing else dates it.
 */
export function periodOf({ setting }: Measuring, view: View, column: string): Period {
  if (setting.snapshot !== undefined) return yearTo(setting.periodEnd);
  const last = view.rows.reduce((most, row) => {
    const day = view.at(row, column);
    return typeof day === 'number' && day > most ? day : most;
  }, Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(last)) return yearTo(setting.periodEnd);
  const { date } = partsOf(last);
  return yearTo(addMonths(last - date + 1, 1) - 1);
}

/** What every row of an indicator says besides its figures. */
export const frameOf = (of: Measuring, period: Period = yearTo(of.setting.periodEnd)) => {
  return {
    ...rowFrame(of.setting, of.indicator, of.method),
    period: { from: isoDate(period.from), to: isoDate(period.to) },
    engine: 'memory',
    years: 1,
    breakdown: {},
    groups: [],
  } satisfies CountedRow;
};

/** An indicator that cannot be worked: one row that says why. */
export const absentRow = (of: Measuring, absent: Absent): Measured => ({
  rows: [{ ...frameOf(of), absent }],
  cubes: {},
  issues: [],
  tables: {},
});

/** A table that was not supplied, or whose rows stay in an engine where this figure needs each of them. */
export const lackingTable = (of: Measuring, table: string): Measured =>
  absentRow(of, notSupplied(of.setting.tables[table]?.facts ? rowsHeld([table]) : `${table} table`));

/** A figure without counts behind it. */
export const plain = (
  made: Partial<MeasuredFigures> & Pick<MeasuredFigures, 'value' | 'working'>,
): MeasuredFigures => ({
  interval: notSupplied('interval'),
  reading: { size: 'not compared', evidence: 'not calculable' },
  unknownShare: notSupplied('people behind the figure'),
  ...made,
});
