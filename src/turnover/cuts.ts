import type { Indicator } from '../define.js';
import { setValue, type Where } from '../edition-value.js';
import { type Against, finerRows } from '../finer.js';
import type { Setting } from '../plan.js';
import { groupsOf } from '../standard/lists.js';
import type { Edition } from '../standard/types.js';
import { cutName } from './count/ids.js';

/** The groups of a dimension, with the last resort last. */
export const groupsIn = (edition: Edition, dimension: string): readonly string[] => [
  ...new Set([...groupsOf(edition, dimension), edition.groupings[dimension]!.value.otherwise]),
];

/** A group and whom it is compared with: the group itself, the other group, and those whose group is not known. */
export interface Pairing {
  readonly dimension: string;
  readonly over: string;
  readonly under?: string;
  readonly overWhere: Where;
  readonly underWhere?: Where;
  readonly unknown: string;
}

const references = (edition: Edition): Readonly<Record<string, string>> =>
  setValue<Readonly<Record<string, string>>>(edition, 'reference-groups');

/** The key whose groups are compared: the last one that describes a person, else the last. Example: by ethnicity and band, ethnic groups within each band. */
export function comparedKey(edition: Edition, keys: readonly string[]): string {
  const known = references(edition);
  return keys.findLast((k) => known[k] !== undefined || k.startsWith('ethnicity')) ?? (keys.at(-1) as string);
}

const isFinerEthnicity = (dimension: string): boolean => dimension.startsWith('ethnicity-');

/** The dimensions a cut by keys is counted with: the keys, and the one that a finer ethnicity's reference group is of. */
export function dimensionsOf(edition: Edition, keys: readonly string[], against: Against): readonly string[] {
  if (!isFinerEthnicity(comparedKey(edition, keys)) || against === 'all-others') return keys;
  const known = setValue<Record<string, { readonly dimension: string }>>(edition, 'compared-with');
  return [...new Set([...keys, known[against]!.dimension])];
}

/** The cuts a run needs: by ethnic group, by length of service, those that are always given, and the keys of `--by` together. */
export function turnoverCuts(
  { edition }: Setting,
  indicators: readonly Indicator[],
  by: readonly string[],
  against: Against,
): readonly (readonly string[])[] {
  const always = indicators.flatMap((i) => setValue<readonly string[]>(edition, 'always-by', i.id));
  const keys = [['ethnicity'], ...[...new Set(always)].map((k) => [k]), ...(by.length > 0 ? [by] : [])];
  const cuts = keys.map((k) => dimensionsOf(edition, k, against));
  return cuts.filter((cut, i) => cuts.findIndex((c) => cutName(c) === cutName(cut)) === i);
}

/**
 * Every group of a dimension with whom it is compared: the reference group of the edition, or all others whose group is known. The reference group and
 * those of no known group have a figure and are compared with nobody.
 */
export function pairings(
  edition: Edition,
  indicator: Indicator,
  dimension: string,
  against: Against,
): readonly Pairing[] {
  const unknown = edition.groupings[dimension]!.value.otherwise;
  const groups = groupsIn(edition, dimension);
  const alone = (over: string): Pairing => ({ dimension, over, overWhere: { [dimension]: [over] }, unknown });
  if (isFinerEthnicity(dimension)) {
    const finer = new Map(finerRows(edition, indicator, dimension, against).map((f) => [f.group.id, f]));
    const white = new Set(dimension === 'ethnicity-5' ? ['white'] : ['A', 'B', 'C']);
    return groups.map((g) => {
      const f = finer.get(g);
      return !f ||
        (against === 'white' && dimension === 'ethnicity-5' && white.has(g)) ||
        (against === 'white-british' && g === 'A')
        ? alone(g)
        : { ...alone(g), under: f.other.id, underWhere: f.other.where };
    });
  }
  const reference =
    dimension === 'ethnicity' && against === 'all-others' ? 'all-others' : references(edition)[dimension];
  return groups.map((g) => {
    if (g === unknown || g === reference) return alone(g);
    if (reference === undefined || reference === 'all-others')
      return {
        ...alone(g),
        under: 'all-others',
        underWhere: { [dimension]: groups.filter((other) => other !== g && other !== unknown) },
      };
    return { ...alone(g), under: reference, underWhere: { [dimension]: [reference] } };
  });
}
