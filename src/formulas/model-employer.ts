import { type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { roundHalfUp } from '../core/rounding.js';
import { countFault } from './counts.js';
import type { Count } from './types.js';

/** A band beside parity: shares from 0 to 1, people, points. */
export interface Representation {
  readonly share: number;
  readonly parityHeadcount: number;
  readonly gap: number;
  readonly surplus: number;
  readonly points: number;
  /** The band's share over parity, 1 at parity; undefined when parity is 0. */
  readonly representation: Outcome;
}

/**
 * How many more people of a group would make its share of a band at least parity (a share from 0 to 1): `parityHeadcount` is parity times the band, rounded up,
 * `gap` what is missing and `surplus` what is above; a surplus in one band makes up for nothing in another.
 * `undefined/no-group-members` for an empty band, `invalid-counts`. Throws a RangeError for a parity outside 0 to 1.
 * Source: project decision, after A Model Employer. Example: 38 of 240 at 25 % is 60, gap 22, -9.17 points, 0.633 of parity.
 */
export function representationGap(band: Count, parity: number): Outcome<Representation> {
  if (!(parity >= 0 && parity <= 1)) throw new RangeError(`parity must be from 0 to 1, not ${parity}`);
  const fault = countFault(band);
  if (fault) return fault as Outcome<Representation>;
  const share = band.n / band.base;
  const parityHeadcount = Math.ceil(parity * band.base - 1e-9);
  return ok({
    share,
    parityHeadcount,
    gap: Math.max(0, parityHeadcount - band.n),
    surplus: Math.max(0, band.n - parityHeadcount),
    points: 100 * (share - parity),
    representation: parity === 0 ? undefinedBecause('zero-comparator') : ok(share / parity),
  });
}

/** The years a path leads through, both ends included; headcounts in people. */
export interface PathFrom {
  readonly baseline: number;
  readonly parityHeadcount: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The straight path from the baseline headcount to parity, year by year: the cumulative number is rounded half up, never the yearly step, so that the steps add up.
 * A band at or above parity is held. From the target year on it is the goal alone. Source: project decision.
 * Example: 38 to 60 over ten years is 38 40 42 45 47 49 51 53 56 58 60.
 */
export function yearPath({ baseline, parityHeadcount, from, to }: PathFrom): ReadonlyMap<number, number> {
  const goal = Math.max(parityHeadcount, baseline);
  if (from >= to) return new Map([[from, goal]]);
  return new Map(
    Array.from({ length: to - from + 1 }, (_, i) => [
      from + i,
      roundHalfUp(baseline + ((goal - baseline) * i) / (to - from), 0),
    ]),
  );
}

export type PathStatus = 'already at or above parity' | 'met' | 'on track' | 'behind';

/**
 * Where a band stands on its path: at or above parity since the baseline, parity met since, at least the path's number, or fewer.
 * Example: 49 people where the path says 53 is `behind`.
 */
export function pathStatus(of: {
  readonly now: number;
  readonly baseline: number;
  readonly parityHeadcount: number;
  readonly expectedNow: number;
}): PathStatus {
  if (of.now >= of.parityHeadcount) return of.baseline >= of.parityHeadcount ? 'already at or above parity' : 'met';
  return of.now >= of.expectedNow ? 'on track' : 'behind';
}

/**
 * Appointments of the group each year that follow the path when a share of the group leaves each year: the year's headcount less those of the year before who
 * stay. They are gross; the path's steps are net growth. Not rounded. Throws a RangeError for a leaver rate outside 0 to 1.
 * Source: project decision. Example: 38 40 42 ... 60 at 10 % is 5.8, 6.0, 7.2, ... and 69.9 in all, for a net growth of 22.
 */
export function grossAppointments(path: ReadonlyMap<number, number>, leaverRate: number): ReadonlyMap<number, number> {
  if (!(leaverRate >= 0 && leaverRate <= 1)) throw new RangeError(`a leaver rate is from 0 to 1, not ${leaverRate}`);
  const years = [...path];
  return new Map(
    years.slice(1).map(([year, n], i) => [year, roundHalfUp(n - (years[i]![1] as number) * (1 - leaverRate), 9)]),
  );
}

/**
 * The share of all appointments that, the same every year, brings a band of constant size to parity in some years when both groups leave at the same rate.
 * `undefined/infeasible` above 1 (or without leavers, so without appointments), 0 when parity comes without any. Throws a RangeError for shares outside 0 to 1.
 * Source: project decision, (p - s (1-a)^T) / (1 - (1-a)^T). Example: from 15.83 % to 25 % in ten years at 10 % is 0.2991.
 */
export function constantShare(of: {
  readonly share: number;
  readonly parity: number;
  readonly leaverRate: number;
  readonly years: number;
}): Outcome {
  const { share, parity, leaverRate, years } = of;
  if ([share, parity, leaverRate].some((x) => !(x >= 0 && x <= 1))) throw new RangeError('shares are from 0 to 1');
  const left = (1 - leaverRate) ** years;
  if (left === 1) return share >= parity ? ok(0) : undefinedBecause('infeasible');
  const q = (parity - share * left) / (1 - left);
  return q > 1 ? undefinedBecause('infeasible') : ok(Math.max(0, q));
}

/** The band's share year by year when `appointed` of all appointments are of the group. Example: 15.83, 17.24, 18.51, ... 25.00 % at 0.2991. */
export function sharePath(
  share: number,
  appointed: number,
  leaverRate: number,
  from: number,
  to: number,
): ReadonlyMap<number, number> {
  const path = new Map([[from, share]]);
  let now = share;
  for (let year = from + 1; year <= to; year++) {
    now = now * (1 - leaverRate) + appointed * leaverRate;
    path.set(year, now);
  }
  return path;
}
