import { type Outcome, ok, toFigure, undefinedBecause } from '../../core/outcome.js';
import { setValue } from '../../edition-value.js';
import type { MeasuredFigures } from '../../release/counted.js';
import type { Part, Reading } from '../../release/result.js';
import { groupsOf } from '../../standard/lists.js';
import { labels } from '../../words/labels.js';
import type * as words from '../../words/survival.js';
import type { Measuring } from '../types.js';
import { histograms } from './histograms.js';
import { leftIn, peopleIn, type Spell, seenOf } from './spell.js';

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

/** What the figures of one comparison are worked from. */
export interface Work {
  readonly of: Measuring;
  /** By the comparison's groups and the stratum's, to the day. */
  readonly spells: readonly Spell[];
  /** By the comparison's groups and the covariates', to what the hazard model needs; empty where it is not fitted. */
  readonly inMonths: readonly Spell[];
  readonly covariates: readonly string[];
  /** The dimension within whose groups rates are compared, when the tables tell it. */
  readonly stratum: string | undefined;
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
      const byThen = (h: number): number => leftBy(own, h * YEAR, within.kind);
      const counts = stretches.map((h, i) => byThen(h) - (i === 0 ? 0 : byThen(stretches[i - 1]!)));
      return [group, [peopleIn(own), ...(within.years === undefined ? [leaversOf(own, within.kind)] : counts)]];
    }),
  );
}

/** How many have left by a length of service in days, of all kinds or one. */
export function leftBy(spells: readonly Spell[], days: number, kind?: string): number {
  let sum = 0;
  for (const exit of histograms(spells).exits)
    if (exit.kind !== undefined && exit.at <= days && (kind === undefined || exit.kind === kind)) sum += exit.n;
  return sum;
}

export const leaversOf = (spells: readonly Spell[], kind?: string): number =>
  peopleIn(kind === undefined ? leftIn(spells) : leftIn(spells).filter((s) => s.kind === kind));

export const partOf = (spells: readonly Spell[], c: Comparison, group: string, rate?: Outcome, kind?: string): Part => {
  const own = seenOf(spells, c.dimension, group);
  const n = leaversOf(own, kind);
  const base = peopleIn(own);
  const crude = base === 0 ? undefinedBecause('no-group-members') : ok(n / base);
  return { group, n, base, rate: toFigure(rate ?? crude) };
};

export const unknownShare = (spells: readonly Spell[], c: Comparison, unknown: string) =>
  spells.length === 0
    ? undefinedBecause('no-group-members')
    : peopleIn(seenOf(spells, c.dimension, unknown)) / peopleIn(spells);

/**
 * White against the groups of finer dimensions, UK against other nationalities: the pairs an edition asks for, of the groups that occur. `spellsBy` has the
 * spells of each dimension that the tables tell.
 */
export function comparisons(of: Measuring, spellsBy: ReadonlyMap<string, readonly Spell[]>): readonly Comparison[] {
  const { dimension, over, under = '' } = of.indicator.compared;
  const further = setValue<Readonly<Record<string, string>>>(of.setting.edition, 'also-compared', of.indicator.id);
  const have = Object.keys(further).filter((d) => spellsBy.has(d));
  return [
    { dimension, over, under, breakdown: {} },
    ...have.flatMap((d) =>
      groupsOf(of.setting.edition, d)
        .filter((g) => g !== further[d] && g !== of.setting.edition.groupings[d]!.value.otherwise)
        .filter((g) => seenOf(spellsBy.get(d)!, d, g).length > 0)
        .map((g) => ({ dimension: d, over: g, under: further[d] as string, breakdown: { [d]: g } })),
    ),
  ];
}
