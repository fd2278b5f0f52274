import type { SurvivalGroup } from '../../formulas/survival-data.js';
import type { Spell } from './spell.js';

type Tally = Map<number, number>;
const add = (tally: Tally, at: number, n: number): void => void tally.set(at, (tally.get(at) ?? 0) + n);

/**
 * Spells as the two histograms that every survival figure is made of: entries by day of service, exits by day of service and kind. Histograms of several
 * trusts add. With `only`, leaving for any other kind counts as no longer being seen.
 */
export function histograms(spells: readonly Spell[], only?: string): SurvivalGroup {
  const entries: Tally = new Map();
  const exits = new Map<string | undefined, Tally>();
  for (const { hired, from, to, kind, n } of spells) {
    add(entries, from - hired, n);
    const as = only === undefined || kind === only ? kind : undefined;
    const tally = exits.get(as) ?? new Map<number, number>();
    exits.set(as, tally);
    add(tally, to - hired, n);
  }
  return {
    entries: [...entries].map(([at, n]) => ({ at, n })),
    exits: [...exits].flatMap(([kind, tally]) =>
      [...tally].map(([at, n]) => ({ at, n, ...(kind === undefined ? {} : { kind }) })),
    ),
  };
}

/** The two groups' histograms in every stratum, for the log-rank test: under first, over second. */
export function strata(
  spells: readonly Spell[],
  dimension: string,
  [under, over]: readonly [string, string],
  stratum: string | undefined,
  only?: string,
): readonly (readonly SurvivalGroup[])[] {
  const by = new Map<string, [Spell[], Spell[]]>();
  for (const spell of spells) {
    const group = spell.groups[dimension];
    if (group !== under && group !== over) continue;
    const id = stratum === undefined ? '' : (spell.groups[stratum] ?? '');
    const both = by.get(id) ?? [[], []];
    by.set(id, both);
    both[group === under ? 0 : 1].push(spell);
  }
  return [...by].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, both]) => both.map((group) => histograms(group, only)));
}
