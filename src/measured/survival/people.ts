import type { Day } from '../../core/dates.js';
import { type Outcome, ok, toFigure, undefinedBecause } from '../../core/outcome.js';
import { setValue } from '../../edition-value.js';
import type { MeasuredFigures } from '../../release/counted.js';
import type { Part, Reading } from '../../release/result.js';
import { groupsOf } from '../../standard/lists.js';
import { labels } from '../../words/labels.js';
import type * as words from '../../words/survival.js';
import type { Measuring } from '../types.js';
import type { Fitted } from './hazard.js';
import { histograms } from './histograms.js';
import { leaversIn, peopleIn, type Spells, seenOf } from './spell.js';

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
  readonly spells: Spells;
  /** The model of leaving fitted to the comparison's groups, with a day from which on the odds may be others; not there for a comparison that has none. */
  readonly fitted?: (split: Day | undefined) => Outcome<Fitted>;
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
  spells: Spells,
  within: { readonly kind?: string; readonly years?: number } = {},
): NonNullable<MeasuredFigures['behind']> {
  const unknown = work.of.setting.edition.groupings[c.dimension]!.value.otherwise;
  const stretches = within.years === undefined ? [] : work.horizons.filter((h) => h <= within.years!);
  return Object.fromEntries(
    [c.over, c.under, unknown].map((group) => {
      const own = seenOf(spells, c.dimension, group);
      const byThen = (h: number): number => leftBy(own, h * YEAR, within.kind);
      const counts = stretches.map((h, i) => byThen(h) - (i === 0 ? 0 : byThen(stretches[i - 1]!)));
      return [group, [peopleIn(own), ...(within.years === undefined ? [leaversIn(own, within.kind)] : counts)]];
    }),
  );
}

/** How many have left by a length of service in days, of all kinds or one. */
export function leftBy(spells: Spells, days: number, kind?: string): number {
  let sum = 0;
  for (const exit of histograms(spells).exits)
    if (exit.kind !== undefined && exit.at <= days && (kind === undefined || exit.kind === kind)) sum += exit.n;
  return sum;
}

export const partOf = (spells: Spells, c: Comparison, group: string, rate?: Outcome, kind?: string): Part => {
  const own = seenOf(spells, c.dimension, group);
  const n = leaversIn(own, kind);
  const base = peopleIn(own);
  const crude = base === 0 ? undefinedBecause('no-group-members') : ok(n / base);
  return { group, n, base, rate: toFigure(rate ?? crude) };
};

export const unknownShare = (spells: Spells, c: Comparison, unknown: string) =>
  spells.length === 0
    ? undefinedBecause('no-group-members')
    : peopleIn(seenOf(spells, c.dimension, unknown)) / peopleIn(spells);

/**
 * The pairs an edition asks for in one dimension, of the groups that occur: BME against White in the indicator's own, and in a further one every group against
 * its reference.
 */
export function comparisons(of: Measuring, dimension: string, spells: Spells): readonly Comparison[] {
  const { dimension: main, over, under = '' } = of.indicator.compared;
  if (dimension === main) return [{ dimension, over, under, breakdown: {} }];
  const further = setValue<Readonly<Record<string, string>>>(of.setting.edition, 'also-compared', of.indicator.id);
  const reference = further[dimension] as string;
  return groupsOf(of.setting.edition, dimension)
    .filter((g) => g !== reference && g !== of.setting.edition.groupings[dimension]!.value.otherwise)
    .filter((g) => seenOf(spells, dimension, g).length > 0)
    .map((g) => ({ dimension, over: g, under: reference, breakdown: { [dimension]: g } }));
}
