import { contracts, type TableName } from '../schemas/index.js';
import type { Indicator } from './define.js';
import type { Where } from './edition-value.js';
import { type Against, type FinerRow, finerKey, finerRows } from './finer.js';
import type { Counted, CountedGroup, CountedRow } from './release/counted.js';
import { groupsOf } from './standard/lists.js';
import type { Edition } from './standard/types.js';
import { stepOf, tierGroups, tiersOf } from './tiers.js';

export interface PlannedRow {
  readonly breakdown: Readonly<Record<string, string>>;
  readonly where: Where;
}

/** All combinations of the groups of some keys that occur, in the order of the edition; without keys the whole. */
export function rowsOfBy(
  edition: Edition,
  by: readonly string[],
  occurs: (where: Where) => boolean,
): readonly PlannedRow[] {
  let rows: readonly PlannedRow[] = [{ breakdown: {}, where: {} }];
  for (const d of by) {
    const groups = [...new Set([...groupsOf(edition, d), edition.groupings[d]!.value.otherwise])];
    rows = rows.flatMap((r) =>
      groups.map((g) => ({ breakdown: { ...r.breakdown, [d]: g }, where: { ...r.where, [d]: [g] } })),
    );
  }
  return rows.filter((r) => occurs(r.where));
}

/** Keys that say which tier somebody is in, or that a row already has: a disparity ratio is not drawn up by them. */
const ofTiers: readonly string[] = ['block', 'band', 'grade', 'cluster'];

/** Whether the table that says whom an indicator is about has a column for a key: staff have no applicants, and applications no length of service. */
function canTell(edition: Edition, { formula, counts }: Indicator, key: string): boolean {
  const base = 'base' in formula ? formula.base : 'staff' in formula ? formula.staff : undefined;
  const table = base === undefined ? undefined : counts[base]?.from;
  const known = contracts[table as TableName]?.columns;
  return known === undefined || (edition.groupings[key]?.value.columns.some((c) => c in known) ?? true);
}

/** The keys of `--by` that an indicator's table may be given again by. */
export function keysFor(edition: Edition, indicator: Indicator, asked: readonly string[]): readonly string[] {
  const { compared, formula } = indicator;
  const by = asked.filter((key) => canTell(edition, indicator, key));
  switch (formula.name) {
    case 'relative-likelihood':
    case 'share-of-row':
      return by;
    case 'people-added':
      return by.filter((key) => key !== compared.dimension && !key.startsWith(`${compared.dimension}-`));
    case 'disparity-ratio':
      return by.filter((key) => !ofTiers.includes(key));
    default:
      return [];
  }
}

/** A row of `--by`; of a disparity ratio, one for each step between tiers of all staff. */
export const inSteps = ({ formula, rows }: Indicator, row: PlannedRow): readonly PlannedRow[] =>
  formula.name === 'disparity-ratio'
    ? rows
        .filter((r) => Object.keys(r.breakdown).length === 1)
        .map((r) => ({ breakdown: { ...row.breakdown, ...r.breakdown }, where: { ...row.where, ...r.where } }))
    : [row];

interface Counting {
  readonly edition: Edition;
  readonly indicator: Indicator;
  readonly keys: readonly string[];
  readonly against: Against;
  readonly at: (name: string, where: Where) => Counted;
  readonly any: (name: string, where: Where) => boolean;
}

type Row = Pick<CountedRow, 'breakdown' | 'compared' | 'groups' | 'also' | 'workforce' | 'tiers'>;

/**
 * The rows of `--by` when a key draws the compared groups finer: one for each group that occurs, in each combination of the other keys. A group that is the whole
 * of what it would be compared with has no row (White against White).
 */
export function rowsOfFiner({ edition, indicator, keys, against, at, any }: Counting): readonly Row[] {
  const { formula } = indicator;
  const finer = finerKey(indicator, keys) as string;
  const [n, base] =
    formula.name === 'relative-likelihood'
      ? [formula.events, formula.base]
      : formula.name === 'share-of-row'
        ? [formula.staff, formula.staff]
        : formula.name === 'disparity-ratio'
          ? [formula.staff, formula.staff]
          : [];
  if (n === undefined || base === undefined) return [];
  const others = keys.filter((k) => k !== finer);

  const row = (where: Where, breakdown: PlannedRow['breakdown'], f: FinerRow): readonly Row[] => {
    if (!any(base, { ...where, ...f.group.where })) return [];
    const named = Object.fromEntries(keys.map((k) => [k, k === finer ? f.group.id : (breakdown[k] as string)]));
    const group = (g: { readonly id: string; readonly where: Where }, of: Where): CountedGroup => ({
      group: g.id,
      n: at(n, { ...where, ...g.where }),
      base: at(base, of),
    });
    if (formula.name === 'share-of-row') {
      const workforce = { n: at(n, f.group.where), base: at(n, {}) };
      const groups = [f.group, f.unknown].map((g) => group(g, where));
      return [{ breakdown: named, compared: f.compared, groups, workforce }];
    }
    if (!any(base, { ...where, ...f.other.where }) && any(base, { ...where, ...f.other.whole })) return [];
    if (formula.name === 'disparity-ratio') {
      const tiers = tiersOf(edition, indicator.id);
      const { tier = '' } = breakdown;
      const every = { band: Object.values(tiers).flatMap((t) => t.band ?? []) };
      const groups = tierGroups(formula, tiers, tier, where, [f.group, f.other, f.unknown], at);
      const also = { everyone: at(base, { ...where, ...every }) };
      return [{ breakdown: { ...named, tier }, compared: f.compared, groups, also, tiers: stepOf(formula, tier) }];
    }
    const groups = [f.group, f.other, f.unknown].map((g) => group(g, { ...where, ...g.where }));
    return [{ breakdown: named, compared: f.compared, groups, also: { everyone: at(base, where) } }];
  };

  const groups = finerRows(edition, indicator, finer, against);
  return rowsOfBy(edition, others, (where) => any(base, where))
    .flatMap((r) => inSteps(indicator, r))
    .flatMap(({ breakdown, where }) => groups.flatMap((f) => row(where, breakdown, f)));
}
