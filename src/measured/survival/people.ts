import { type Outcome, ok, toFigure, undefinedBecause } from '../../core/outcome.js';
import { setValue } from '../../edition-value.js';
import type { MeasuredFigures } from '../../release/counted.js';
import type { Part, Reading } from '../../release/result.js';
import { groupsOf } from '../../standard/lists.js';
import { labels } from '../../words/labels.js';
import type * as words from '../../words/survival.js';
import type { Measuring } from '../types.js';
import { dimensionsOf, type Spell } from './spells.js';

export const YEAR = 365.25;
export const notCalculable: Reading = { size: 'not calculable', evidence: 'not calculable' };

/** A comparison of two groups of a dimension, and the key it stands under in `breakdown`. */
export interface Comparison {
  readonly dimension: string;
  readonly over: string;
  readonly under: string;
  readonly breakdown: Readonly<Record<string, string>>;
}

export const pairOf = ({ dimension, over, under }: Comparison): words.Pair => ({
  over: labels().group(dimension, over),
  under: labels().group(dimension, under),
  overId: over,
  underId: under,
});

export interface Work {
  readonly of: Measuring;
  readonly spells: readonly Spell[];
  readonly horizons: readonly number[];
  readonly level: number;
}

export const horizonId = (years: number): string => `${years}-${years === 1 ? 'year' : 'years'}`;

/**
 * The numbers of people behind a comparison, by group: all seen, then those who left, in the stretches whose sizes the figure would tell. Only those of
 * the kind, when there is one.
 */
export function behindOf(
  work: Work,
  c: Comparison,
  spells: readonly Spell[],
  within: { readonly kind?: string; readonly years?: number } = {},
): NonNullable<MeasuredFigures['behind']> {
  const unknown = work.of.setting.edition.groupings[c.dimension]!.value.otherwise;
  const stretches = within.years === undefined ? [] : work.horizons.filter((h) => h <= within.years!);
  return Object.fromEntries(
    [c.over, c.under, unknown].map((group) => {
      const own = seenOf(spells, c.dimension, group);
      const left = own.filter((s) => s.kind !== undefined && (within.kind === undefined || s.kind === within.kind));
      const byThen = (h: number): number => left.filter((s) => s.to - s.hired <= h * YEAR).length;
      const counts = stretches.map((h, i) => byThen(h) - (i === 0 ? 0 : byThen(stretches[i - 1]!)));
      return [group, [own.length, ...(within.years === undefined ? [left.length] : counts)]];
    }),
  );
}

const indexed = new WeakMap<readonly Spell[], Map<string, ReadonlyMap<string, readonly Spell[]>>>();

/** The spells of one group; the spells of a run are sorted into groups once for each dimension. */
export function seenOf(spells: readonly Spell[], dimension: string, group: string): readonly Spell[] {
  const byDimension = indexed.get(spells) ?? new Map<string, ReadonlyMap<string, readonly Spell[]>>();
  indexed.set(spells, byDimension);
  let groups = byDimension.get(dimension);
  if (!groups) {
    const made = new Map<string, Spell[]>();
    for (const spell of spells) {
      const id = spell.groups[dimension] ?? '';
      const own = made.get(id);
      if (own) own.push(spell);
      else made.set(id, [spell]);
    }
    groups = made;
    byDimension.set(dimension, groups);
  }
  return groups.get(group) ?? [];
}

export const leaversOf = (spells: readonly Spell[], kind?: string): number =>
  spells.filter((s) => s.kind !== undefined && (kind === undefined || s.kind === kind)).length;

export const partOf = (spells: readonly Spell[], c: Comparison, group: string, rate?: Outcome, kind?: string): Part => {
  const own = seenOf(spells, c.dimension, group);
  const n = leaversOf(own, kind);
  const crude = own.length === 0 ? undefinedBecause('no-group-members') : ok(n / own.length);
  return { group, n, base: own.length, rate: toFigure(rate ?? crude) };
};

export const unknownShare = (spells: readonly Spell[], c: Comparison, unknown: string) =>
  spells.length === 0
    ? undefinedBecause('no-group-members')
    : seenOf(spells, c.dimension, unknown).length / spells.length;

/** White against the groups of finer dimensions, UK against other nationalities: the pairs an edition asks for, of the groups that occur. */
export function comparisons(of: Measuring, spells: readonly Spell[]): readonly Comparison[] {
  const { dimension, over, under = '' } = of.indicator.compared;
  const further = setValue<Readonly<Record<string, string>>>(of.setting.edition, 'also-compared', of.indicator.id);
  const have = dimensionsOf(of, Object.keys(further));
  return [
    { dimension, over, under, breakdown: {} },
    ...have.flatMap((d) =>
      groupsOf(of.setting.edition, d)
        .filter((g) => g !== further[d] && g !== of.setting.edition.groupings[d]!.value.otherwise)
        .filter((g) => seenOf(spells, d, g).length > 0)
        .map((g) => ({ dimension: d, over: g, under: further[d] as string, breakdown: { [d]: g } })),
    ),
  ];
}
