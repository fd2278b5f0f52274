import type { Absent, Figure, Outcome } from '../core/outcome.js';
import type { Interval, Reading, Test } from './result-figure.js';

/** A ratio of two groups' rates, over by under, with its interval, test and reading. */
export interface RateRatio {
  readonly over: string;
  readonly under: string;
  readonly value: Outcome;
  readonly interval: Interval;
  readonly test: Test;
  readonly reading: Reading;
}

/** A ratio as it would be were both groups spread alike over the strata, and both groups' directly standardised rates. */
export interface StandardisedRatio {
  readonly by: readonly string[];
  readonly method: string;
  readonly value: Outcome;
  readonly interval: Interval;
  readonly reading: Reading;
  readonly overRate: Figure;
  readonly underRate: Figure;
  /** Strata that hold both groups, and the share of the `over` group that is in them. */
  readonly strata: Figure;
  readonly covered: Figure;
}

/** What a turnover figure says of itself besides its value. */
export interface TurnoverFigures {
  /** D1 to D6, or the measure's own name. */
  readonly definition: string;
  readonly basis: 'people' | 'fte';
  readonly scope: 'organisation' | 'group';
  /** How the stocks at both ends are known: a snapshot, or the other stock with joiners and leavers by their dates. */
  readonly opening: 'snapshot' | 'rebuilt' | 'none';
  readonly closing: 'snapshot' | 'rebuilt' | 'none';
  readonly rateRatio: RateRatio | Absent;
  readonly standardised?: StandardisedRatio | Absent;
  /** Named numbers: `flows` (opening, joined, left, missing, closing), and for each rule of exclusion whom it took out. */
  readonly flows?: Readonly<Record<string, Figure>>;
  readonly excluded?: Readonly<Record<string, Readonly<Record<string, Figure>>>>;
  readonly retireAndReturn?: Readonly<Record<string, Figure>>;
  readonly underOneYear?: Readonly<Record<string, Figure>>;
  /** Of voluntary leavers: `all` leavers, and those `without-reason`. */
  readonly leavers?: Readonly<Record<string, Figure>>;
  /** Each switch and how it stood. */
  readonly switches: Readonly<Record<string, string>>;
}
