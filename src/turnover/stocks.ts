import { addMonths, type Day, isoDate, type Period, parseIso, partsOf, yearTo } from '../core/dates.js';
import { type Absent, notSupplied } from '../core/outcome.js';
import { setValue } from '../edition-value.js';
import { daysOf } from '../facts.js';
import { has, type Setting } from '../plan.js';

/** How a stock of staff is known: a snapshot near the day, or the other stock less leavers and with joiners by their dates. */
export type StockFrom = 'snapshot' | 'rebuilt';

/** The year that is measured, and how its two stocks are known. */
export interface Stocks {
  readonly period: Period;
  readonly opening?: StockFrom;
  readonly closing?: StockFrom;
  /** The snapshot days, where a stock is one. */
  readonly openingDay?: Day;
  readonly closingDay?: Day;
  /** Why a stock is not known. */
  readonly absent?: Absent;
}

/** The days in a date column, ascending; of rows that an engine holds, as it says. */
export function daysIn(setting: Setting, table: string, column: string): readonly Day[] {
  const rows = setting.tables[table];
  if (!rows) return [];
  const values = rows.facts ? daysOf(rows, [column]).days : (rows.columns[column] ?? []);
  return [...new Set(values.filter((v): v is number => typeof v === 'number'))].sort((a, b) => a - b);
}

/** Months after the only snapshot at which leavers must still be listed for it to be taken for the start of the year. */
const fullYear = 11;

/**
 * The year measured: the twelve months to the edition's day when the snapshot is that day or at most `stock-days` after it, else the twelve
 * months to the snapshot; without a snapshot the year to the edition's day that the last leaving date is in. Where starters and leavers go on for a
 * year after the last snapshot, that snapshot is the start of it.
 * Example: a snapshot of 30 September 2025 is the end of the year from 1 October 2024.
 */
export function periodOf(setting: Setting): Period {
  const { snapshot, periodEnd, edition, tables } = setting;
  const most = setValue<number>(edition, 'stock-days');
  if (setting.earlier && snapshot === undefined) return yearTo(periodEnd);
  const last = daysIn(setting, 'leavers', 'terminationDate').at(-1);
  const yearOf = (day: Day): Period => {
    const on = (y: number): Day => parseIso(`${y}-${edition.snapshot.value}`) as Day;
    const { year } = partsOf(day);
    return yearTo(day <= on(year) ? on(year) : on(year + 1));
  };
  if (snapshot === undefined) return last === undefined ? yearTo(periodEnd) : yearOf(last);
  const latest = daysIn(setting, 'staff', 'snapshotDate').at(-1) === snapshot && !setting.earlier;
  if (latest && tables.starters && last !== undefined && last >= addMonths(snapshot, fullYear)) {
    const next = yearOf(last);
    if (snapshot <= next.from && snapshot >= next.from - most) return next;
  }
  return yearTo(snapshot - periodEnd <= most ? periodEnd : snapshot);
}

/** The last day of each month of the year, the year's own last day among them. */
export const monthEnds = ({ to }: Period): readonly Day[] =>
  Array.from({ length: 12 }, (_, i) => addMonths(to + 1, i - 11) - 1);

/** Why leavers are not known: there is no table of them, or it is of other years. */
export function leaversLacking(setting: Setting, period: Period): Absent | undefined {
  if (!setting.tables.leavers || !has(setting, 'leavers', 'terminationDate')) return notSupplied('leavers table');
  const days = daysIn(setting, 'leavers', 'terminationDate');
  const inYear = days.some((d) => d >= period.from && d <= period.to);
  return (setting.earlier || days.length > 0) && !inYear
    ? notSupplied(`leavers table for the year to ${isoDate(period.to)}`)
    : undefined;
}

/** How the stocks at both ends of the year are known, or what is missing. */
export function stocksOf(setting: Setting): Stocks {
  const period = periodOf(setting);
  const most = setValue<number>(setting.edition, 'stock-days');
  const days = daysIn(setting, 'staff', 'snapshotDate');
  const openingDay = days.filter((d) => d <= period.from && d >= period.from - most).at(-1);
  const closingDay = days.find((d) => d >= period.to && d <= period.to + most);
  const found: Stocks = {
    period,
    ...(openingDay === undefined ? {} : { openingDay, opening: 'snapshot' as const }),
    ...(closingDay === undefined ? {} : { closingDay, closing: 'snapshot' as const }),
  };
  if (!setting.tables.staff) return { ...found, absent: notSupplied('staff table') };
  if (!has(setting, 'staff', 'employeeNumber'))
    return { ...found, absent: notSupplied('employee numbers in the staff table') };
  if (openingDay === undefined && closingDay === undefined)
    return {
      ...found,
      absent: notSupplied(`staff snapshot at ${isoDate(period.from - 1)} or at ${isoDate(period.to)}`),
    };
  if (openingDay === undefined) {
    if (leaversLacking(setting, period))
      return { ...found, absent: notSupplied(`staff snapshot at ${isoDate(period.from - 1)}`) };
    if (!has(setting, 'staff', 'hireDate') && !setting.tables.starters)
      return {
        ...found,
        absent: notSupplied(
          `staff snapshot at ${isoDate(period.from - 1)}, nor hire dates or a starters table to rebuild it from`,
        ),
      };
    return { ...found, opening: 'rebuilt' };
  }
  if (closingDay === undefined) {
    if (leaversLacking(setting, period) || !setting.tables.starters)
      return {
        ...found,
        absent: notSupplied(
          `staff snapshot at ${isoDate(period.to)}, nor both starters and leavers to rebuild it from`,
        ),
      };
    return { ...found, closing: 'rebuilt' };
  }
  return found;
}
