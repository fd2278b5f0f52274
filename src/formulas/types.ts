import type { Absent } from '../core/outcome.js';

/** `n` of `base`: people who had the event, or are in the group, out of all who could have. Either may be a half (means of two years or two days). */
export interface Count {
  readonly n: number;
  readonly base: number;
}

/**
 * Two groups to compare, over against under. When `n` is a yearly mean, `years` says of how many years (default 1):
 * ratios use the means, while intervals, tests and fragility use the events there really were, `n * years` of `base * years`.
 */
export interface Compared {
  readonly over: Count;
  readonly under: Count;
  readonly years?: number;
}

/** A limit. A ratio whose comparator had no events has no upper limit. */
export type Bound = number | 'unbounded';

/** An interval, or why there is none. */
export type IntervalOutcome =
  | {
      readonly status: 'ok';
      readonly value: readonly [Bound, Bound];
      readonly level: number;
      readonly method: string;
    }
  | Absent;

/** A two-sided test, or why there is none. */
export type TestOutcome = { readonly status: 'ok'; readonly method: string; readonly p: number } | Absent;

/** A chi-squared test with its statistic and degrees of freedom, or why there is none. */
export type ChiSquaredOutcome =
  | {
      readonly status: 'ok';
      readonly method: string;
      readonly p: number;
      readonly statistic: number;
      readonly df: number;
    }
  | Absent;
