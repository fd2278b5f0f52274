import type { SurvivalGroup } from '../../formulas/survival-data.js';
import { byGroup, type Spells, seenOf } from './spell.js';

/** Days of service of which a list of all is short enough; longer ones (a day of hire in the year 200) are looked up. */
const fewDays = 100_000;

/** People by day of service, in the order of days where there are not too many. */
function tallyOf(most: number) {
  if (most > fewDays) {
    const tally = new Map<number, number>();
    return {
      add: (at: number, n: number): void => void tally.set(at, (tally.get(at) ?? 0) + n),
      all: () => [...tally],
    };
  }
  const tally = new Float64Array(most + 1);
  return {
    add: (at: number, n: number): void => {
      tally[at]! += n;
    },
    all: () => {
      const found: (readonly [number, number])[] = [];
      for (let at = 0; at < tally.length; at++) if (tally[at]! > 0) found.push([at, tally[at]!]);
      return found;
    },
  };
}

const kept = new WeakMap<Spells, SurvivalGroup>();

/**
 * Spells as the two histograms that every survival figure is made of: entries by day of service, exits by day of service and kind. Histograms of several
 * trusts add. Made once for the same spells.
 * Example: one person hired on day 100, seen from day 130 and gone on day 150 is an entry at 30 and an exit at 50.
 */
export function histograms(spells: Spells): SurvivalGroup {
  let group = kept.get(spells);
  if (!group) {
    group = made(spells);
    kept.set(spells, group);
  }
  return group;
}

function made({ length, hired, from, to, kind, kinds, n }: Spells): SurvivalGroup {
  let [latest, longest] = [0, 0];
  let least = 0;
  for (let i = 0; i < length; i++) {
    const [entry, exit] = [from[i]! - hired[i]!, to[i]! - hired[i]!];
    if (entry > latest) latest = entry;
    if (exit > longest) longest = exit;
    least = Math.min(least, entry, exit);
  }
  // Nobody is seen before being hired; if somebody were, it is for whoever reads the histograms to say so.
  const most = (of: number): number => (least < 0 ? Number.POSITIVE_INFINITY : of);
  const entries = tallyOf(most(latest));
  const exits = [...kinds, undefined].map(() => tallyOf(most(longest)));
  for (let i = 0; i < length; i++) {
    entries.add(from[i]! - hired[i]!, n[i]!);
    exits[kind[i]! < 0 ? kinds.length : kind[i]!]!.add(to[i]! - hired[i]!, n[i]!);
  }
  return {
    entries: entries.all().map(([at, people]) => ({ at, n: people })),
    exits: exits.flatMap((tally, k) => {
      const why = kinds[k];
      return tally.all().map(([at, people]) => ({ at, n: people, ...(why === undefined ? {} : { kind: why }) }));
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
      return own ? histograms(own) : nobody;
    }),
  );
}
