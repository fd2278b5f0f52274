import { isoDate } from '../core/dates.js';
import type { Indicator } from '../define.js';
import type { Setting } from '../plan.js';
import type { Counted, CountedRow, CountRef } from '../release/counted.js';
import type { TurnoverCounts } from './count.js';
import { everybody } from './rows/ask.js';
import { definitionOf, type Family, type RowOptions, rowFamily } from './rows/family.js';
import { firstYearRows } from './rows/first-year.js';
import { involuntaryRows } from './rows/involuntary.js';
import { leaverRateRows } from './rows/leaver-rate.js';
import { reasonRows } from './rows/reasons.js';
import { row } from './rows/row.js';
import { stabilityRows } from './rows/stability.js';
import { voluntaryRows } from './rows/voluntary.js';

/** The rows of each measure. */
const rowsOf: Readonly<Record<Family['what'], (family: Family) => readonly CountedRow[]>> = {
  'leaver-rate': leaverRateRows,
  voluntary: voluntaryRows,
  stability: stabilityRows,
  'first-year': firstYearRows,
  reasons: (family) => [...reasonRows(family), ...involuntaryRows(family)],
  destinations: reasonRows,
};

/**
 * Builds the rows of the turnover family from what was counted, as addresses for the gate. `year` is the last day of a year before the newest.
 * Example: stability of everybody and of the 6 lengths of service that somebody has is 7 rows.
 */
export function turnoverRows(
  setting: Setting,
  indicator: Indicator,
  counts: TurnoverCounts,
  options: RowOptions & { readonly year?: number },
): readonly CountedRow[] {
  const family = rowFamily(setting, indicator, counts, options);
  if (!family) return [];
  const rows = family.lacking ? [lackingRow(family)] : rowsOf[family.what](family);
  const { year } = options;
  return year === undefined ? rows : rows.map((r) => ofYear(r, ` to ${isoDate(year)}`));
}

/** The one row of a measure whose tables were not supplied. */
const lackingRow = (family: Family): CountedRow =>
  row(family, { ...everybody, definition: definitionOf[family.what], basis: 'people', n: 'left', stocks: [] });

/** A row of an earlier year, whose cubes have names of their own. */
function ofYear(made: CountedRow, suffix: string): CountedRow {
  const named = (c: Counted): Counted => ('cube' in c ? { ...c, cube: `${c.cube}${suffix}` } : c);
  const { turnover, also } = made;
  return {
    ...made,
    groups: made.groups.map((g) => ({ ...g, n: named(g.n), base: named(g.base) })),
    ...(also ? { also: Object.fromEntries(Object.entries(also).map(([k, c]) => [k, named(c)])) } : {}),
    ...(turnover?.guards
      ? {
          turnover: {
            ...turnover,
            guards: Object.fromEntries(
              Object.entries(turnover.guards).map(([g, refs]) => [g, refs.map((r) => named(r) as CountRef)]),
            ),
          },
        }
      : {}),
  };
}
