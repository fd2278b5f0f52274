import { isoDate, yearTo } from './core/dates.js';
import { standardOf } from './core/ids.js';
import type { Issue } from './core/issue.js';
import { notSupplied } from './core/outcome.js';
import type { Counts } from './counting.js';
import type { Indicator } from './define.js';
import type { Extract } from './extract/types.js';
import { hasValues } from './facts.js';
import { finerKey } from './finer.js';
import { isMeasured, type Measured, type Measuring, measure } from './measured/index.js';
import { eventsEnd, type Setting } from './plan.js';
import { keysOf, type Prepared } from './prepare-standard.js';
import type { CountedRow, CountedRun } from './release/counted.js';
import { groupsAt, profileRows, type RollUp, rollUpRows, suppliers } from './roll-up.js';
import { givenRollUp } from './roll-up-given.js';
import { rowFrame, rowsOf, setValue } from './rows-of.js';
import type { RunOptions } from './run-options.js';
import { type Several, suppliersOf } from './several.js';
import { givenRows, isGiven } from './survey/rows.js';
import { turnoverRows } from './turnover/rows.js';
import type { EarlierYear } from './years.js';

/** What the rows of one indicator are made from: the counts of its year, and how the run was asked. */
export interface RowsFor {
  readonly extract: Extract;
  readonly options: RunOptions;
  readonly several: Several | undefined;
  readonly prepared: Prepared;
  /** No year before was counted. */
  readonly alone: boolean;
  readonly earlier?: EarlierYear;
  readonly cubes: CountedRun['cubes'];
}

/** The rows of one indicator, with what was measured for them and who of several organisations did not supply it. */
export interface IndicatorRows {
  readonly rows: readonly CountedRow[];
  readonly measured?: readonly Measured[];
  readonly missing?: readonly Issue[];
}

export function splitMethod(extract: Extract, indicator: Indicator): string | undefined {
  if (!extract.tables.staff || !indicator.rows.some((r) => 'block' in r.breakdown)) return undefined;
  return hasValues(extract.tables.staff, 'occupationCode') ? 'occupation code, else staff group' : 'staff group';
}

/** Staff rows of organisations that are asked for together, unless told: counts by day of more of them at once would fill the memory. */
const staffAtOnce = 300_000;

/** Organisations in lots of at most so many staff rows, or one. */
function inLots(
  { tables: { staff } }: Setting,
  organisations: readonly string[],
  most: number,
): readonly (readonly string[])[] {
  const rows = new Map<string, number>();
  const count = (name: string, n: number): unknown => rows.set(name, (rows.get(name) ?? 0) + n);
  for (const g of staff?.facts?.groups ?? []) if (g.organisation !== undefined) count(g.organisation, g.rows);
  for (const name of staff?.columns.organisation ?? []) if (typeof name === 'string') count(name, 1);
  const lots: string[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const name of organisations) {
    const own = rows.get(name) ?? 0;
    if (size + own > most) {
      lots.push([]);
      size = 0;
    }
    lots.at(-1)!.push(name);
    size += own;
  }
  return lots;
}

/** Each organisation and group of organisations measured by itself, from its own rows, and all of them together. */
async function measureEach(
  of: Measuring,
  several: Several,
  rollUp: RollUp,
  lot = staffAtOnce,
): Promise<readonly Measured[]> {
  const { organisations } = several.extract;
  const among = (some: readonly string[]): Setting => ({ ...of.setting, among: some });
  const groups = groupsAt(rollUp, organisations);
  const made = new Map<(typeof groups)[number], Measured>();
  const whole = await measure({ ...of, setting: among(organisations), only: { name: 'all', organisations } });
  // One lot after another, so that only one lot's counts are held at a time.
  const single = groups.filter((g) => g.members.length === 1);
  const lots = inLots(
    of.setting,
    single.map((g) => g.members[0]!),
    lot,
  );
  for (const lot of lots) {
    const asked = { cells: new Map(), columns: new Map(), turn: Promise.resolve(), waiting: [] };
    const own = single.filter((g) => lot.includes(g.members[0]!));
    const each = own.map(async (g) => {
      const only = { name: `${g.level} ${g.group}`, organisations: g.members, asked };
      made.set(g, await measure({ ...of, setting: among(lot), only }));
    });
    await Promise.all(each);
  }
  for (const g of groups.filter((x) => !made.has(x))) {
    const only = { name: `${g.level} ${g.group}`, organisations: g.members };
    made.set(g, await measure({ ...of, setting: among(g.members), only }));
  }
  const apart = groups.map((g): Measured => {
    const { rows, ...rest } = made.get(g)!;
    const named = rows.map((r) => ({ ...r, breakdown: { [g.level]: g.group, ...r.breakdown }, organisation: g.group }));
    return { ...rest, rows: named, tables: {} };
  });
  return [whole, ...apart];
}

/** One row that says who holds what cannot be counted here. */
const heldElsewhere = (setting: Setting, indicator: Indicator, method: string): CountedRow => {
  const { from, to } = yearTo(setting.periodEnd);
  return {
    ...rowFrame(setting, indicator, method),
    period: { from: isoDate(from), to: isoDate(to) },
    engine: 'none',
    years: 1,
    breakdown: {},
    groups: [],
    absent: notSupplied(setValue<string>(setting.edition, 'held-by', indicator.id)),
  };
};

/** Without a year before there is nobody to have been added: one row says so. */
const withoutYearBefore = (row: CountedRow): CountedRow => ({
  ...row,
  breakdown: {},
  groups: [],
  absent: row.absent ?? notSupplied('staff snapshot of the year before'),
});

/** The counts of several organisations, less what a figure can do without and not all of them supplied: a rate of some is none of all. */
function ofEverybody(several: Several, { setting, counts, gives }: Prepared, indicator: Indicator): Counts {
  const supplied = suppliersOf(several, setting, indicator, gives);
  const partly = Object.entries(indicator.counts).filter(
    ([, ask]) => ask.optional && !supplied.every((o) => several.supplied(o, ask.from)),
  );
  const none = partly.map(([name, ask]) => [
    `${indicator.id}/${name}`,
    notSupplied(`${ask.from} table of each organisation`),
  ]);
  return none.length === 0 ? counts : { ...counts, of: { ...counts.of, ...Object.fromEntries(none) } };
}

/** Rows counted from cubes, one organisation or several added up. */
function countedRows(of: RowsFor, indicator: Indicator, method: string): IndicatorRows {
  const { options, several, prepared, alone, earlier, cubes } = of;
  const { setting, turnover } = prepared;
  const counts = several ? ofEverybody(several, prepared, indicator) : prepared.counts;
  const by = keysOf(setting.edition, options);
  const whole =
    turnover && indicator.formula.name === 'turnover'
      ? turnoverRows(setting, indicator, turnover, {
          by,
          method,
          against: options.against ?? 'white',
          ...(earlier ? { year: eventsEnd(setting) } : {}),
        })
      : rowsOf(setting, indicator, counts, by, method, options.against);
  if (indicator.formula.name === 'people-added' && alone) return { rows: whole.slice(0, 1).map(withoutYearBefore) };
  if (!several || !options.rollUp) return { rows: whole };
  const { supplied, issues } = suppliers(several, setting, indicator, prepared.gives);
  const fixed = { ...indicator, rows: indicator.rows.filter((r) => !r.onlyIfAny) };
  const always = new Set(rowsOf(setting, fixed, counts, [], method).map((r) => JSON.stringify(r.breakdown)));
  const rows = rollUpRows(whole, cubes, options.rollUp, several.extract.organisations, supplied, always);
  return {
    rows: indicator.formula.name === 'board-profile' ? profileRows(indicator, rows, supplied) : rows,
    missing: issues,
  };
}

/**
 * The rows of one indicator in one year, by where its figures come from: measured from rows, held by somebody else, given as answers, or counted.
 * An indicator that is measured covers years of its own, so that it has no rows in an earlier one.
 */
export async function indicatorRows(of: RowsFor, indicator: Indicator): Promise<IndicatorRows> {
  const { extract, options, several, prepared, earlier } = of;
  const { setting, counts, surveys } = prepared;
  const named = setting.edition.indicators[indicator.id]?.method?.value;
  const own = splitMethod(extract, indicator);
  const method = `${typeof named === 'string' ? named : 'standard'}${own ? `, clinical split by ${own}` : ''}`;
  if (isMeasured(indicator)) {
    if (earlier) return { rows: [] };
    const measuring = { setting, indicator, lists: prepared.lists, method, counter: prepared.counter };
    const measured =
      several && options.rollUp
        ? await measureEach(measuring, several, options.rollUp, options.staffAtOnce)
        : [await measure(measuring)];
    return { rows: measured.flatMap((m) => m.rows), measured };
  }
  if (indicator.formula.name === 'held-elsewhere') return { rows: [heldElsewhere(setting, indicator, method)] };
  if (several && options.rollUp && isGiven(indicator))
    return { rows: givenRollUp(indicator, counts, method, prepared.own, options.rollUp) };
  if (surveys && isGiven(indicator)) {
    const white = (options.against ?? 'white') === 'white';
    const by = keysOf(setting.edition, options).filter((k) => white || finerKey(indicator, [k]) === undefined);
    return { rows: givenRows(setting, indicator, counts, surveys, method, by) };
  }
  // One board has no profile of several: said to who asked for it, and to nobody else.
  if (indicator.formula.name === 'board-profile' && !several) {
    const asked = !earlier && options.standards?.includes(standardOf(indicator.id));
    return { rows: asked ? rowsOf(setting, indicator, counts, [], method) : [] };
  }
  return countedRows(of, indicator, method);
}
