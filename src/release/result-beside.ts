import type { Absent, Outcome } from '../core/outcome.js';
import type { FunnelLimit, FunnelPlace } from '../formulas/funnel.js';
import type { Interval } from './result-figure.js';

/* What a figure stands beside: other organisations, published figures, the year before. */

/** What a figure of several organisations adds up: people employed by each, never a mean of their figures. */
export interface Added {
  readonly organisations: number;
  /** Organisations that are in the run and supplied nothing for this figure. */
  readonly without: readonly string[];
  /** In words, whom it counts twice. */
  readonly people: string;
}

/** A published figure a result may be set beside, of its own year and place, as published (`percent` from 0 to 100). */
export interface Benchmark {
  readonly level: 'national' | 'region' | 'trust-type';
  readonly place: string;
  /** The edition the figure is of; it may be earlier than the result's. */
  readonly year: string;
  /** The group whose share or percentage it is; left out when it is the indicator's own value. */
  readonly group?: string;
  readonly of?: 'board';
  readonly value: number;
  readonly unit: 'ratio' | 'percent' | 'points' | 'score';
  readonly decimals: number;
  readonly source: { readonly title: string; readonly href?: string; readonly clause?: string };
  /** Whether it was read at its source; one that was not is in no report. */
  readonly verified: boolean;
}

/** Where an organisation's figure lies among the others, made of released counts alone. */
export type FunnelPlacement =
  | {
      readonly status: 'ok';
      readonly place: FunnelPlace;
      /** Outside the 99.8 % limits on the worse or the better side; left out where neither side is. */
      readonly standing?: 'good' | 'poor' | 'usual';
      /** The figure of all organisations together. */
      readonly target: number;
      readonly limits: readonly FunnelLimit[];
      /** 1 / standard error. */
      readonly precision: number;
      /** The figure drawn towards the target by as much as its own uncertainty deserves. */
      readonly shrunk: number;
      /** Spread between organisations beyond chance, and how many have a figure. */
      readonly phi: number;
      readonly tau2: number;
      readonly organisations: number;
    }
  | Absent;

/**
 * The change since the year before. `value` is this year's ratio over last year's for a ratio (1 = no change), otherwise this year's figure less last
 * year's in its own points. Tested on the difference itself, never by two intervals.
 */
export interface Change {
  /** The edition and the last day of the year before. */
  readonly from: string;
  readonly since: string;
  readonly value: Outcome;
  readonly interval: Interval;
  readonly reading: 'change shown' | 'change not clear' | Absent;
  /** False where the series breaks between the two years; then there is no value, and `break` says why. */
  readonly comparable: boolean;
  readonly break?: string;
}
