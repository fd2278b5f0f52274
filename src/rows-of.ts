import { isoDate, yearTo } from './core/dates.js';
import { type Absent, notSupplied } from './core/outcome.js';
import type { Counts } from './counting.js';
import type { Indicator, RowPlan } from './define.js';
import { setValue, type Where } from './edition-value.js';
import { hasValues } from './facts.js';
import { type Against, finerKey } from './finer.js';
import { eventsEnd, missingGroup, type Setting } from './plan.js';
import type { Counted, CountedGroup, CountedRow, Judgement } from './release/counted.js';
import { representationOf } from './representation.js';
import { inSteps, keysFor, type PlannedRow, rowsOfBy, rowsOfFiner } from './rows-by.js';
import { groupsOf } from './standard/lists.js';
import type { Dated, Edition, ListEntry } from './standard/types.js';
import { stepOf, tierGroups, tiersOf } from './tiers.js';

export { setValue } from './edition-value.js';

function judgement(edition: Edition, indicator: string): Judgement {
  const band = setValue<{ low: number; high: number }>(edition, 'likelihood-band', indicator);
  return {
    band: [band.low, band.high],
    fewPeople: setValue(edition, 'few-people', indicator),
    fewEvents: setValue(edition, 'few-events', indicator),
    boardFewMembers: setValue(edition, 'board-few-members', indicator),
    boardFewOfGroup: setValue(edition, 'board-few-of-group', indicator),
    confidence: setValue(edition, 'confidence', indicator),
  };
}

/** The rows a plan stands for: itself, or one for each entry of its list. */
export function rowsOfPlan(edition: Edition, row: RowPlan, indicator?: string): readonly PlannedRow[] {
  const own = row.where ?? Object.fromEntries(Object.entries(row.breakdown).map(([d, g]) => [d, [g]]));
  if (!row.each) return [{ breakdown: row.breakdown, where: own }];
  const { dimension, list, as = dimension } = row.each;
  return setValue<readonly ListEntry[]>(edition, list, indicator).map((entry) => {
    const { id, groups } = typeof entry === 'string' ? { id: entry, groups: [entry] } : entry;
    return { breakdown: { ...row.breakdown, [as]: id }, where: { ...own, [dimension]: groups } };
  });
}

/** Names of the values behind an indicator that have not been checked against the official guidance. */
function unverified(edition: Edition, indicator: Indicator, parameters: readonly string[]): readonly string[] {
  const used = parameters.map((name): [string, Dated | undefined] => [`parameters.${name}`, edition.parameters[name]]);
  for (const ask of Object.values(indicator.counts)) {
    used.push([`populations.${ask.population}`, edition.populations[ask.population]]);
    used.push([`people.${ask.from}`, edition.people[ask.from]]);
    for (const d of ask.by) used.push([`groupings.${d}`, edition.groupings[d]]);
  }
  for (const [name, value] of Object.entries(edition.indicators[indicator.id] ?? {}))
    used.push([`${indicator.id}.${name}`, value]);
  return [...new Set(used.filter(([, v]) => v && !v.verified).map(([name]) => name))].sort();
}

/** The count that says whom an indicator is about; undefined when it counts nobody (survey answers, statements). */
export function baseOf({ formula }: Indicator): string | undefined {
  switch (formula.name) {
    case 'relative-likelihood':
      return formula.base;
    case 'share-of-row':
    case 'disparity-ratio':
    case 'representation-gap':
    case 'declaration-gap':
    case 'people-added':
      return formula.staff;
    case 'board-profile':
    case 'board-difference':
      return formula.members;
    default:
      return undefined;
  }
}

/** Whether an indicator's table may be given again for the groups of further dimensions. */
export const takesBy = ({ formula }: Indicator): boolean =>
  ['relative-likelihood', 'share-of-row', 'disparity-ratio', 'people-added'].includes(formula.name);

/** The last break in an indicator's series that an edition names, with the edition from which the new series runs. */
export function seriesBreakOf(edition: Edition, indicator: string): Pick<CountedRow, 'seriesBreak'> {
  const found = edition.indicators[indicator]?.['series-break'];
  return typeof found?.value === 'string' ? { seriesBreak: { what: found.value, since: found.introduced } } : {};
}

/** What every row of an indicator says besides its counts. `parameters` are the shared edition values it rests on. */
export const rowFrame = (
  { edition }: Setting,
  indicator: Indicator,
  method: string,
  parameters: readonly string[] = [],
) => ({
  indicator: indicator.id,
  title: indicator.title,
  unit: indicator.unit,
  compared: indicator.compared,
  figure: indicator.formula.name,
  edition: edition.edition,
  method,
  unverified: unverified(edition, indicator, parameters),
  judgement: judgement(edition, indicator.id),
  words: indicator.words,
  ...(indicator.adverse ? { adverse: indicator.adverse } : {}),
});

/** The rows of one indicator's table as addresses of counts, for the gate. `by` adds a row for each combination that occurs. */
export function rowsOf(
  setting: Setting,
  indicator: Indicator,
  counts: Counts,
  by: readonly string[],
  method: string,
  against: Against = 'white',
): readonly CountedRow[] {
  const { edition } = setting;
  const { compared, formula } = indicator;
  // Without an earlier snapshot or leavers there is a figure, but no path or rate behind it.
  const needed = Object.entries(indicator.counts).filter(([, ask]) => !ask.optional);
  const own = needed.map(([name]) => counts.of[`${indicator.id}/${name}`]);
  const cubeOf = (name: string): string | Absent => counts.of[`${indicator.id}/${name}`] ?? notSupplied(name);
  const at = (name: string, where: Where): Counted => {
    const id = cubeOf(name);
    return typeof id === 'string' ? { cube: id, where } : id;
  };
  const any = (name: string, where: Where): boolean => {
    const id = cubeOf(name);
    return (
      typeof id === 'string' &&
      counts.cubes[id]!.cube.cells.some(
        (c) => c.n > 0 && Object.entries(where).every(([d, g]) => g.includes(c.key[d] as string)),
      )
    );
  };
  const groups = groupsOf(edition, compared.dimension);
  const baseName = baseOf(indicator);
  if (baseName === undefined) return [];

  const keys = keysFor(edition, indicator, by);
  const finer = finerKey(indicator, keys);

  const tiers = formula.name === 'disparity-ratio' ? tiersOf(edition, indicator.id) : {};

  const groupsAt = ({ where, breakdown }: PlannedRow): readonly CountedGroup[] => {
    const withGroup = (g: string): Where => ({ ...where, [compared.dimension]: [g] });
    if (formula.name === 'relative-likelihood')
      return groups.map((g) => ({
        group: g,
        n: at(formula.events, withGroup(g)),
        base: at(formula.base, withGroup(g)),
      }));
    if (['share-of-row', 'representation-gap', 'people-added'].includes(formula.name) && 'staff' in formula)
      return groups.map((g) => ({ group: g, n: at(formula.staff, withGroup(g)), base: at(formula.staff, where) }));
    if (formula.name === 'board-profile')
      return groups.map((g) => ({ group: g, n: at(formula.members, withGroup(g)), base: at(formula.members, where) }));
    if (formula.name === 'disparity-ratio') {
      const all = groups.map((id) => ({ id, where: { [compared.dimension]: [id] } }));
      return tierGroups(formula, tiers, breakdown.tier, where, all, at);
    }
    if (formula.name === 'declaration-gap')
      return groups.map((g) => ({
        group: g,
        of: 'workforce',
        n: at(formula.staff, withGroup(g)),
        base: at(formula.staff, where),
      }));
    if (formula.name !== 'board-difference') return [];
    return (['board', 'workforce'] as const).flatMap((of) =>
      groups.map((g) => {
        const [name, here] = of === 'board' ? [formula.members, where] : [formula.workforce, {}];
        return { group: g, of, n: at(name, { ...here, [compared.dimension]: [g] }), base: at(name, here) };
      }),
    );
  };

  const rows: readonly PlannedRow[] = [
    ...indicator.rows.flatMap((r) => {
      const table = setting.tables[indicator.counts[baseName]!.from];
      if (r.onlyWith !== undefined && !hasValues(table, r.onlyWith)) return [];
      const made = rowsOfPlan(edition, r, indicator.id);
      return r.onlyIfAny ? made.filter((m) => any(baseName, m.where)) : made;
    }),
    ...(finer === undefined && keys.length > 0
      ? rowsOfBy(edition, keys, (where) => any(baseName, where)).flatMap((r) => inSteps(indicator, r))
      : []),
  ];
  const ungrouped = Object.entries(indicator.counts).flatMap(([name, ask]) => {
    const id = cubeOf(name);
    const counted = typeof id === 'string' && counts.cubes[id]!.engine !== 'cube-file';
    return counted ? (missingGroup(setting, ask, compared.dimension) ?? []) : [];
  });
  const absent =
    own.find((id): id is Absent => typeof id !== 'string') ??
    (ungrouped[0] === undefined ? undefined : notSupplied(ungrouped[0]));
  const ids = own.filter((id): id is string => typeof id === 'string');
  const period = ids.map((id) => counts.cubes[id]!.plan.period).sort((a, b) => a.from - b.from)[0];
  const engines = [...new Set(ids.map((id) => counts.cubes[id]!.engine))];
  const shared = {
    ...rowFrame(setting, indicator, method),
    period: {
      from: isoDate(period?.from ?? yearTo(eventsEnd(setting)).from),
      to: isoDate(period?.to ?? eventsEnd(setting)),
    },
    engine: engines.join(' and ') || 'none',
    years: Math.max(1, ...ids.map((id) => counts.cubes[id]!.years)),
    ...(formula.name === 'disparity-ratio' ? { methodName: setValue<string>(edition, 'method', indicator.id) } : {}),
    ...(absent ? { absent } : {}),
  };
  // A part of the board that nothing tells members by is not a part of nobody.
  const unsaid = (where: Where): string | undefined => {
    const id = formula.name === 'board-difference' ? cubeOf(formula.members) : undefined;
    const cells = typeof id === 'string' ? counts.cubes[id]!.cube.cells.filter((c) => c.n > 0) : [];
    return Object.keys(where).find(
      (d) => cells.length > 0 && cells.every((c) => c.key[d] === edition.groupings[d]?.value.otherwise),
    );
  };
  const withoutPart = (where: Where) => {
    const part = unsaid(where);
    return part === undefined ? {} : { absent: notSupplied(`word on which board members are ${part}`) };
  };
  const table = rows.map((row) => ({
    ...shared,
    ...(absent ? {} : withoutPart(row.where)),
    breakdown: row.breakdown,
    groups: groupsAt(row),
    ...(formula.name === 'representation-gap'
      ? representationOf({
          setting,
          indicator: indicator.id,
          compared,
          names: formula,
          groups,
          where: row.where,
          at,
          why: cubeOf,
        })
      : {}),
    ...(formula.name === 'disparity-ratio' ? { tiers: stepOf(formula, row.breakdown.tier) } : {}),
    ...(formula.name === 'share-of-row'
      ? { workforce: { n: at(formula.staff, { [compared.dimension]: [compared.over] }), base: at(formula.staff, {}) } }
      : {}),
  }));
  return [
    ...table,
    ...(finer === undefined
      ? []
      : rowsOfFiner({ edition, indicator, keys, against, at, any }).map((r) => ({ ...shared, ...r }))),
  ];
}
