import type { Absent, Figure, Outcome } from '../core/outcome.js';
import type { Interval } from './result-figure.js';

/* A senior band on its path to parity. */

/** Year to number. */
export type ByYear = Readonly<Record<string, number>>;

/** Where a band stands on its path to parity. */
export interface Progress {
  readonly baselineYear: number;
  readonly targetYear: number;
  readonly baseline: number;
  readonly expectedNow: number;
  readonly status: string;
}

/** The people a leaver rate was counted from: who left the senior bands in the year, of those in them at the snapshot. */
export interface LeaverCount {
  readonly n: Figure;
  readonly base: Figure;
}

/** Gross appointments that follow a path while staff leave; not the net growth. */
export interface Appointments {
  readonly leaverRate: number;
  /** Absent when the rate was chosen. */
  readonly leavers?: LeaverCount;
  readonly byYear: ByYear;
  readonly total: number;
  readonly shareOfVacancies: Figure;
}

/** Which levers are set otherwise than now: hiring, promotion, leaving, one at a time or all. */
export type LeverScenario = 'as-now' | 'hiring' | 'promotion' | 'leaving' | 'all';

/** When a band gets to parity under one setting of the levers. */
export interface LeverOutlook {
  /** BME share of those hired from outside and of those promoted, and the shares of BME staff and of others who leave in a year. */
  readonly hired: number;
  readonly promoted: number;
  readonly leaving: number;
  readonly othersLeaving: number;
  /** The year parity is as likely as not to have been reached. */
  readonly year: Outcome;
  readonly interval: Interval;
  /** The probability by the target year, and the share at which the band would settle. */
  readonly chance: Figure;
  readonly longRun: Figure;
}

/** The three levers on a senior band, from the snapshot on. */
export interface LeverFigures {
  readonly targetYear: number;
  readonly horizon: number;
  /** The part of posts coming free that goes to people from the band below. */
  readonly promotedPart: number;
  readonly outlooks: Readonly<Record<LeverScenario, LeverOutlook | Absent>>;
  /** What one lever alone must be for parity in the target year to be expected. */
  readonly needed: Readonly<Record<'hiring' | 'promotion' | 'leaving', Figure>>;
}
