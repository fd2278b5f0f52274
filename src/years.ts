import { addYears, type Day, isoDate, type Period, yearTo } from './core/dates.js';
import { type Absent, notSupplied } from './core/outcome.js';
import type { Rows, Value } from './core/rows.js';
import type { Counts } from './counting.js';
import type { Ask } from './define.js';
import { daysOf } from './facts.js';
import { datingColumns, type Plan, type Setting } from './plan.js';
import type { CountedRun } from './release/counted.js';
import type { Edition } from './standard/types.js';
import { withPeople } from './whom.js';

/** One year before the newest of a run: how many years before, the last day of its events, and the staff snapshot that is counted for it. */
export interface EarlierYear {
  readonly yearsBefore: number;
  readonly periodEnd: Day;
  readonly snapshot?: Day;
}

/**
 * The years before the newest that are evaluated too. `years` is how many in all; without it the year before is taken when there is a staff snapshot of it. A
 * year's snapshot is the day that ends its events, else the last one before the next year's. Example: newest 31 March 2025 with snapshots of 31 March
 * 2024 and 2025 gives 31 March 2024.
 */
export function earlierYears(
  newest: Pick<Setting, 'periodEnd' | 'snapshot'>,
  snapshots: readonly Day[],
  years: number | undefined,
): readonly EarlierYear[] {
  const wanted = Math.max(0, (years ?? 2) - 1);
  const last = newest.snapshot ?? Number.POSITIVE_INFINITY;
  const found = Array.from({ length: wanted }, (_, i): EarlierYear => {
    const [periodEnd, next] = [addYears(newest.periodEnd, -i - 1), addYears(newest.periodEnd, -i)];
    const own = snapshots.filter((s) => s >= periodEnd && s < Math.min(next, last));
    const snapshot = own.includes(periodEnd) ? periodEnd : own.at(-1);
    return { yearsBefore: i + 1, periodEnd, ...(snapshot === undefined ? {} : { snapshot }) };
  });
  return years === undefined ? found.filter((y) => y.snapshot !== undefined) : found;
}

/** The snapshot that another is compared with, in place of the years before. Example: 30 September 2023 beside 31 March 2025, each by its own edition. */
const comparedYear = (day: Day): EarlierYear => ({ yearsBefore: 1, periodEnd: day, snapshot: day });

/** What stands beside the newest of a run: the snapshot it is compared with, else the years before. Example: 31 March 2025 compared with 30 September 2023 has that day alone. */
export const besideNewest = (
  newest: Pick<Setting, 'periodEnd' | 'snapshot'>,
  snapshots: readonly Day[],
  asked: { readonly comparedWith?: Day; readonly years?: number | undefined },
): readonly EarlierYear[] =>
  asked.comparedWith === undefined ? earlierYears(newest, snapshots, asked.years) : [comparedYear(asked.comparedWith)];

/**
 * The days that the twelve months before two snapshots share; undefined when they share none, a year apart or more.
 * Example: 31 March 2024 and 30 September 2024 share 1 October 2023 to 31 March 2024.
 */
export function sharedDays(earlier: Day, later: Day): Period | undefined {
  const { from } = yearTo(later);
  return from <= earlier ? { from, to: earlier } : undefined;
}

/**
 * The cubes of events of two windows that share days, side by side: the newest's and that of the snapshot it is compared with.
 * Example: `wres.3/cases` beside `wres.3/cases to 2024-09-30`; staff at the two snapshots are no events and not among them.
 */
export function overlapping(newest: Counts, earlier: Counts, day: Day): readonly (readonly [string, string])[] {
  return Object.entries(newest.cubes).flatMap(([id, { plan }]) => {
    const other = nameTo(id, day);
    return plan.flow && earlier.cubes[other] ? [[id, other] as const] : [];
  });
}

function keep(rows: Rows, wanted: (row: number) => boolean): Rows | undefined {
  const at = Array.from({ length: rows.length }, (_, i) => i).filter(wanted);
  if (at.length === rows.length) return rows;
  if (at.length === 0) return undefined;
  const places = rows.sources.flatMap(({ file, sheet, rows: own }) => own.map((row) => ({ file, sheet, row })));
  return {
    ...rows,
    length: at.length,
    columns: Object.fromEntries(Object.entries(rows.columns).map(([c, values]) => [c, at.map((i) => values[i])])),
    sources: at.flatMap((i) => {
      const place = places[i];
      return place ? [{ file: place.file, sheet: place.sheet, rows: [place.row] }] : [];
    }),
  };
}

/**
 * The tables as an earlier year may use them: rows that do not say which day or year they are of are left out, since they are counted in the newest year. A table
 * without such rows is not there. Starters and leavers stay as they are: they say who somebody was.
 */
export function datedTables(tables: Setting['tables'], edition: Edition): Setting['tables'] {
  const known = (value: Value): boolean => value !== undefined && value !== '';
  return Object.fromEntries(
    Object.entries(tables).flatMap(([name, rows]) => {
      const columns = datingColumns(name, edition);
      if (!columns) return [[name, rows]];
      if (rows.facts) {
        const { none } = daysOf(rows, columns);
        return none < rows.length ? [[name, { ...rows, length: rows.length - none }]] : [];
      }
      const left = keep(rows, (i) => columns.some((c) => known(rows.columns[c]?.[i])));
      return left ? [[name, left]] : [];
    }),
  );
}

/**
 * Why an earlier year's count cannot be made from a table: no row is of that day, or of each of those years. No rows of a year in a file of this year is
 * a year that was not supplied, never a count of 0.
 */
export function notCovered(
  { tables, edition, snapshot }: Setting,
  ask: Ask,
  { requests, period }: Plan,
): Absent | undefined {
  const rows = tables[ask.from];
  const anyBetween = (columns: readonly string[], from: Day, to: Day): boolean =>
    rows?.facts
      ? daysOf(rows, columns).days.some((v) => v >= from && v <= to)
      : rows !== undefined &&
        Array.from({ length: rows.length }, (_, i) =>
          columns.map((c) => rows.columns[c]?.[i]).find((v) => v !== undefined),
        ).some((v) => typeof v === 'number' && v >= from && v <= to);
  if (ask.when !== 'period')
    return snapshot !== undefined && anyBetween(['snapshotDate'], snapshot, snapshot)
      ? undefined
      : notSupplied(`${ask.from} table for ${isoDate(snapshot ?? period.to)}`);
  const dates = edition.people[ask.from]?.value.dates ?? [];
  const missing = requests.map((_, i) => yearTo(addYears(period.to, -i))).find((p) => !anyBetween(dates, p.from, p.to));
  return missing && notSupplied(`${ask.from} table for the year to ${isoDate(missing.to)}`);
}

const nameTo = (id: string, day: Day): string => `${id} to ${isoDate(day)}`;

/** The counts of an earlier year under names of their own, so that they stand beside the newest year's in one run. */
export function namedByYear(counts: Counts, periodEnd: Day): Counts {
  const name = (id: string): string => nameTo(id, periodEnd);
  return {
    cubes: Object.fromEntries(Object.entries(counts.cubes).map(([id, cube]) => [name(id), cube])),
    of: Object.fromEntries(Object.entries(counts.of).map(([id, c]) => [id, typeof c === 'string' ? name(c) : c])),
  };
}

/** Whom the cubes of an earlier year count: other people than a later year's, whatever else is the same. */
export function peopleOfYear(cubes: Counts['cubes'], periodEnd: Day): CountedRun['cubes'] {
  const of = ` to ${isoDate(periodEnd)}`;
  return Object.fromEntries(
    Object.entries(withPeople(cubes)).map(([id, cube]) => [
      id,
      { ...cube, source: `${cube.source}${of}`, people: `${cube.people}${of}` },
    ]),
  );
}
