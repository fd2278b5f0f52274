import type { Absent, Figure } from '../core/outcome.js';

/* What one figure is made of: its uncertainty, its groups, its months. */

export type Bound = number | 'unbounded';
export type Interval =
  | {
      readonly status: 'ok';
      readonly value: readonly [Bound, Bound];
      readonly level: number;
      readonly method: string;
    }
  | Absent;
export type Test = { readonly status: 'ok'; readonly method: string; readonly p: number } | Absent;

export type Size = 'below the band' | 'within 0.80 to 1.25' | 'above the band' | (string & {});
export type Evidence = 'difference shown' | 'no clear difference' | 'too few to judge' | 'not calculable';

/** Size and evidence are two statements, never one. Suppressed as a whole when the figure is. */
export type Reading = { readonly size: string; readonly evidence: Evidence } | Absent;

/** The counts behind a result, one per group: n of base, as a share from 0 to 1. */
export interface Part {
  readonly group: string;
  /** WRES 9 and WDES 10 give each group twice; a declaration gap sets the survey beside the workforce. */
  readonly of?: 'board' | 'workforce' | 'survey' | 'lower' | 'middle' | 'upper' | 'year-before';
  readonly n: Figure;
  readonly base: Figure;
  readonly rate: Figure;
}

/** `score` is on a scale from 0 to 10; `yes-no` is 1 for yes and 0 for no. */
export type Unit =
  | 'ratio'
  | 'share'
  | 'points'
  | 'rate'
  | 'people'
  | 'organisations'
  | 'score'
  | 'yes-no'
  | 'years'
  | 'pounds';

/** A figure of one group that is not n of base: the share still in post after two years, a median. */
export interface Estimate {
  readonly value: Figure;
  readonly interval: Interval;
}

/** A month of a control chart: the figure, and what the rules of Making Data Count see in it. */
export interface SeriesPoint {
  readonly month: string;
  readonly value: Figure;
  readonly signals: readonly string[];
}

/** A monthly series as a control chart; the limits are those of the last month. */
export interface Series {
  readonly kind: string;
  readonly centre: Figure;
  readonly lower: Figure;
  readonly upper: Figure;
  readonly points: readonly SeriesPoint[];
  /** `common-cause`, `concern-high`, ...: what the last month says. */
  readonly variation: string;
  readonly firm: boolean;
}

/** The ratio if one event were added to, or taken from, the `over` group. */
export interface Fragility {
  readonly oneFewer: Figure;
  readonly oneMore: Figure;
}
