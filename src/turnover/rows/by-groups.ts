import type { Where } from '../../edition-value.js';
import { comparedKey, dimensionsOf, groupsIn, pairings } from '../cuts.js';
import { addressesOf, occurs } from './addresses.js';
import { everybody, type Further, type Measure, type Part, type RowAsk } from './ask.js';
import type { Family } from './family.js';

/**
 * The parts of a cut by keys: every combination of the other keys that occurs, and in it each group of the compared key that occurs.
 * Example: by sex and band, with women in bands 5, 6 and 7 and men in 5 and 6, five parts.
 */
export function partsBy(family: Family, keys: readonly string[]): readonly Part[] {
  const { against, indicator, what } = family;
  const { edition } = family.setting;
  const key = comparedKey(edition, keys);
  const cut = dimensionsOf(edition, keys, against);
  let others: readonly { breakdown: Readonly<Record<string, string>>; where: Where }[] = [{ breakdown: {}, where: {} }];
  for (const d of keys.filter((k) => k !== key))
    others = others.flatMap((o) =>
      groupsIn(edition, d).map((g) => ({ breakdown: { ...o.breakdown, [d]: g }, where: { ...o.where, [d]: [g] } })),
    );
  const at = addressesOf(family, cut);
  const probes = what === 'first-year' ? ['started'] : ['opening', 'left'];
  return others.flatMap(({ breakdown, where }) =>
    pairings(edition, indicator, key, against).flatMap((pairing) => {
      const own = { ...where, ...pairing.overWhere };
      if (!probes.some((probe) => occurs(family, at(probe, own)))) return [];
      // Named in the order in which the keys were given.
      const named = Object.fromEntries(keys.map((k) => [k, k === key ? pairing.over : (breakdown[k] as string)]));
      return [{ breakdown: named, where, cut, pairing }];
    }),
  );
}

/** A measure of everybody, and of each part of the cuts; what is further shown is of everybody. */
export const wholeAndParts = (
  family: Family,
  measure: Measure,
  further: Further = {},
  cuts: readonly (readonly string[])[] = family.cuts,
): readonly RowAsk[] => [
  { ...everybody, ...measure, ...further },
  ...cuts.flatMap((keys) => partsBy(family, keys)).map((part) => ({ ...part, ...measure })),
];
