import type { Formula } from './define.js';
import { setValue, type Where } from './edition-value.js';
import type { Counted, CountedGroup } from './release/counted.js';
import type { Edition } from './standard/types.js';

interface Tier {
  readonly id: string;
  readonly groups: readonly string[];
}

/** The bands of each tier in an edition; very senior managers are in the highest only when the edition, or a choice for this run, says so. */
export function tiersOf(edition: Edition, indicator: string): Readonly<Record<string, Where>> {
  const withVsm = setValue<string>(edition, 'very-senior-managers', indicator) === 'included';
  const tiers = setValue<readonly Tier[]>(edition, 'tiers', indicator);
  return Object.fromEntries(
    tiers.map(({ id, groups }) => [id, { band: withVsm ? groups : groups.filter((g) => g !== 'vsm') }]),
  );
}

/** The lower and the higher tier of a row. Throws a RangeError for a row that names no step of the formula. */
export function stepOf(
  { steps }: Extract<Formula, { readonly name: 'disparity-ratio' }>,
  tier: string | undefined,
): readonly [string, string] {
  const step = tier === undefined ? undefined : steps[tier];
  if (!step) throw new RangeError(`no step "${tier}" between tiers`);
  return step;
}

interface Group {
  readonly id: string;
  readonly where: Where;
}

/** Each group in the two tiers of a step, the higher first, of the group's people in all tiers. */
export function tierGroups(
  formula: Extract<Formula, { readonly name: 'disparity-ratio' }>,
  tiers: Readonly<Record<string, Where>>,
  tier: string | undefined,
  where: Where,
  groups: readonly Group[],
  at: (name: string, where: Where) => Counted,
): readonly CountedGroup[] {
  const every = { band: Object.values(tiers).flatMap((t) => t.band ?? []) };
  return groups.flatMap((g) =>
    [...stepOf(formula, tier)].reverse().map((of) => ({
      group: g.id,
      of: of as 'lower' | 'middle' | 'upper',
      n: at(formula.staff, { ...where, ...g.where, ...tiers[of] }),
      base: at(formula.staff, { ...where, ...g.where, ...every }),
    })),
  );
}
