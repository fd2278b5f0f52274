import type { SurvivalGroup } from '../../formulas/survival-data.js';
import { byGroup, type Spells, seenOf } from './spell.js';

type Tally = Map<number, number>;
const add = (tally: Tally, at: number, n: number): void => void tally.set(at, (tally.get(at) ?? 0) + n);

/**
 * Spells as the two histograms that every survival figure is made of: entries by day of service, exits by day of service and kind. Histograms of several
 * trusts add. With `only`, leaving for any other kind counts as no longer being seen.
 */
export function histograms(spells: Spells, only?: string): SurvivalGroup {
  if (only !== undefined) return made(spells, only);
  let group = kept.get(spells);
  if (!group) {
    group = made(spells);
    kept.set(spells, group);
  }
  return group;
}

const kept = new WeakMap<Spells, SurvivalGroup>();

function made({ length, hired, from, to, kind, kinds, n }: Spells, only?: string): SurvivalGroup {
  const wanted = only === undefined ? undefined : kinds.indexOf(only);
  const entries: Tally = new Map();
  const exits = [...kinds, undefined].map((): Tally => new Map());
  for (let i = 0; i < length; i++) {
    add(entries, from[i]! - hired[i]!, n[i]!);
    const own = kind[i]!;
    const counted = own >= 0 && (wanted === undefined || own === wanted);
    add(exits[counted ? own : kinds.length]!, to[i]! - hired[i]!, n[i]!);
  }
  return {
    entries: [...entries].map(([at, people]) => ({ at, n: people })),
    exits: exits.flatMap((tally, k) => {
      const why = kinds[k];
      return [...tally].map(([at, people]) => ({ at, n: people, ...(why === undefined ? {} : { kind: why }) }));
    }),
  };
}

const nobody: SurvivalGroup = { entries: [], exits: [] };

/** The two groups' histograms in every stratum, for the log-rank test: under first, over second. */
export function strata(
  spells: Spells,
  dimension: string,
  [under, over]: readonly [string, string],
  stratum: string | undefined,
  only?: string,
): readonly (readonly SurvivalGroup[])[] {
  const each = [under, over].map((group): ReadonlyMap<string, Spells> => {
    const own = seenOf(spells, dimension, group);
    if (stratum !== undefined) return byGroup(own, stratum);
    return new Map(own.length === 0 ? [] : [['', own]]);
  });
  const ids = [...new Set(each.flatMap((by) => [...by.keys()]))].sort((a, b) => (a < b ? -1 : 1));
  return ids.map((id) =>
    each.map((by) => {
      const own = by.get(id);
      return own ? histograms(own, only) : nobody;
    }),
  );
}
