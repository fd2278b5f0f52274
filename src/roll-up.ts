import { isoDate } from './core/dates.js';
import type { Issue } from './core/issue.js';
import { notSupplied } from './core/outcome.js';
import { listKey } from './core/recode.js';
import type { Indicator } from './define.js';
import { groupAt, type Hierarchy, type Level } from './organisations.js';
import type { Setting } from './plan.js';
import { cellsAt } from './release/address.js';
import type { Counted, CountedRow, CountedRun } from './release/counted.js';
import { type Several, suppliersOf } from './several.js';
import * as words from './words/roll-up.js';

/** What a person asked to be added up: levels, each a key of `breakdown`, and what belongs to what. */
export interface RollUp {
  readonly levels: readonly Level[];
  readonly hierarchy?: Hierarchy;
}

const within = (counted: Counted, organisations: readonly string[]): Counted =>
  'cube' in counted ? { ...counted, where: { ...counted.where, organisation: organisations } } : counted;

/** A row of the whole as the row of some organisations: the same counts, of their cells only. */
export const rowOf = (row: CountedRow, organisations: readonly string[]): CountedRow => ({
  ...row,
  groups: row.groups.map((g) => ({ ...g, n: within(g.n, organisations), base: within(g.base, organisations) })),
  ...(row.also
    ? { also: Object.fromEntries(Object.entries(row.also).map(([name, c]) => [name, within(c, organisations)])) }
    : {}),
  ...(row.workforce
    ? { workforce: { n: within(row.workforce.n, organisations), base: within(row.workforce.base, organisations) } }
    : {}),
});

/** Whether anybody is in a row. */
function occupied(cubes: CountedRun['cubes'], row: CountedRow): boolean {
  return row.groups.some(({ n, base }) =>
    [n, base].some((c) => 'cube' in c && cellsAt(cubes[c.cube]?.cube.cells ?? [], c.where).some((cell) => cell.n > 0)),
  );
}

const unknown = 'unknown';

/** The groups of every level asked for, in order, with the organisations in each. */
export function groupsAt(
  { levels, hierarchy }: RollUp,
  organisations: readonly string[],
): readonly { readonly level: Level; readonly group: string; readonly members: readonly string[] }[] {
  return levels.flatMap((level) => {
    const of = new Map<string, string[]>();
    for (const o of organisations) {
      const group = o === unknown ? unknown : groupAt(level, o, hierarchy);
      of.set(group, [...(of.get(group) ?? []), o]);
    }
    return [...of].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, members]) => ({ level, group, members }));
  });
}

/**
 * The rows of one indicator for the whole and for every group of every level asked for. A group is the sum of its organisations' cells, never a mean of
 * their figures. Organisations that supplied nothing for the indicator are `not-supplied` themselves and left out of every sum, which says so.
 * `always` are the breakdowns an indicator gives even when nobody is in them.
 */
export function rollUpRows(
  rows: readonly CountedRow[],
  cubes: CountedRun['cubes'],
  rollUp: RollUp,
  organisations: readonly string[],
  supplied: readonly string[],
  always: ReadonlySet<string>,
): readonly CountedRow[] {
  const used = new Set(
    rows.flatMap((r) => r.groups.flatMap((g) => [g.n, g.base].flatMap((c) => ('cube' in c ? [c.cube] : [])))),
  );
  const anonymous = [...used].some((id) =>
    cubes[id]?.cube.cells.some((c) => c.n > 0 && c.key.organisation === unknown),
  );
  const without = organisations.filter((o) => !supplied.includes(o));
  const added = (members: readonly string[], missing: readonly string[]): Partial<CountedRow> =>
    members.length + missing.length > 1
      ? { added: { organisations: members.length, without: missing, people: words.peopleAdded } }
      : {};
  const whole = rows.map((row) => ({
    ...(without.length > 0 ? rowOf(row, [...supplied, ...(anonymous ? [unknown] : [])]) : row),
    ...added(supplied, without),
  }));
  const all = [...organisations, ...(anonymous ? [unknown] : [])];
  const groups = groupsAt(rollUp, all);
  const parts = groups.flatMap(({ level, group, members }) => {
    const have = members.filter((o) => o === unknown || supplied.includes(o));
    const missing = members.filter((o) => !have.includes(o));
    return rows.flatMap((row): CountedRow[] => {
      const own: CountedRow = {
        ...rowOf(row, have),
        breakdown: { [level]: group, ...row.breakdown },
        organisation: group,
        ...(level === 'organisation'
          ? {}
          : added(
              have.filter((o) => o !== unknown),
              missing,
            )),
      };
      if (have.length === 0) return [{ ...own, absent: row.absent ?? notSupplied('rows of this organisation') }];
      return always.has(JSON.stringify(row.breakdown)) || occupied(cubes, own) ? [own] : [];
    });
  });
  return [...whole, ...parts];
}

/** Who supplied an indicator's tables, and an issue that names who did not. */
export function suppliers(
  several: Several,
  setting: Setting,
  indicator: Indicator,
  gives: (organisation: string, id: string) => boolean | undefined,
): { readonly supplied: readonly string[]; readonly issues: readonly Issue[] } {
  const { organisations } = several.extract;
  const supplied = suppliersOf(several, setting, indicator, gives);
  const missing = organisations.filter((o) => !supplied.includes(o));
  const nobody = supplied.length === 0 || missing.length === 0;
  const at = setting.snapshot === undefined ? undefined : isoDate(setting.snapshot);
  return { supplied, issues: nobody ? [] : [words.notInFigures(indicator.id, missing, at)] };
}

/** Organisations that a level needs placed and the file does not place. */
export function unplaced({ levels, hierarchy }: RollUp, organisations: readonly string[]): readonly Issue[] {
  if (levels.every((l) => l === 'organisation')) return [];
  const missing = organisations.filter((o) => !hierarchy?.has(listKey(o)));
  return missing.length > 0 ? [words.notInHierarchy(missing)] : [];
}

/**
 * The rows of a board profile: of the whole and of each group, the members of every organisation in it. One organisation alone has no profile.
 */
export function profileRows(
  { compared }: Indicator,
  rows: readonly CountedRow[],
  supplied: readonly string[],
): readonly CountedRow[] {
  return rows
    .filter((row) => !('organisation' in row.breakdown))
    .map((row) => {
      const all = row.groups[0]?.base;
      if (row.absent || all === undefined || !('cube' in all)) return { ...row, groups: [] };
      const own = (all.where.organisation ?? supplied).filter((o) => o !== unknown);
      const boards = own.map((o) => {
        const at = (group: readonly string[]): Counted => ({
          cube: all.cube,
          where: { ...all.where, organisation: [o], ...(group.length > 0 ? { [compared.dimension]: group } : {}) },
        });
        return { over: at([compared.over]), unknown: at(['unknown']), everyone: at([]) };
      });
      return { ...row, groups: [], boards };
    });
}
