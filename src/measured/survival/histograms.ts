import type { SurvivalGroup } from '../../formulas/survival-data.js';
import { type Spell, seenOf } from './spell.js';

type Tally = Map<number, number>;
const add = (tally: Tally, at: number, n: number): void => void tally.set(at, (tally.get(at) ?? 0) + n);

/**
 * Spells as the two histograms that every survival figure is made of: entries by day of service, exits by day of service and kind. Histograms of several
 * trusts add. With `only`, leaving for any other kind counts as no longer being seen.
 */
export function histograms(spells: readonly Spell[], only?: string): SurvivalGroup {
  if (only !== undefined) return made(spells, only);
  let group = kept.get(spells);
  if (!group) {
    group = made(spells);
    kept.set(spells, group);
  }
  return group;
}

const kept = new WeakMap<readonly Spell[], SurvivalGroup>();

function made(spells: readonly Spell[], only?: string): SurvivalGroup {
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

const none: readonly Spell[] = [];
const sorted = new WeakMap<readonly Spell[], Map<string, ReadonlyMap<string, readonly Spell[]>>>();

/** Spells by the groups of a stratum; the same spells are sorted once. */
function byStratum(spells: readonly Spell[], stratum: string | undefined): ReadonlyMap<string, readonly Spell[]> {
  const byDimension = sorted.get(spells) ?? new Map<string, ReadonlyMap<string, readonly Spell[]>>();
  sorted.set(spells, byDimension);
  const name = stratum ?? '';
  let groups = byDimension.get(name);
  if (!groups) {
    const by = new Map<string, Spell[]>();
    for (const spell of spells) {
      const id = stratum === undefined ? '' : (spell.groups[stratum] ?? '');
      const own = by.get(id);
      if (own) own.push(spell);
      else by.set(id, [spell]);
    }
    groups = by;
    byDimension.set(name, groups);
  }
  return groups;
}

/** The two groups' histograms in every stratum, for the log-rank test: under first, over second. */
export function strata(
  spells: readonly Spell[],
  dimension: string,
  [under, over]: readonly [string, string],
  stratum: string | undefined,
  only?: string,
): readonly (readonly SurvivalGroup[])[] {
  const each = [under, over].map((group) => byStratum(seenOf(spells, dimension, group), stratum));
  const ids = [...new Set(each.flatMap((by) => [...by.keys()]))].sort((a, b) => (a < b ? -1 : 1));
  return ids.map((id) => each.map((by) => histograms(by.get(id) ?? none, only)));
}
