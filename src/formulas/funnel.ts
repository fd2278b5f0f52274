import { type Absent, type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { actualCounts, comparedFault, countFault } from './counts.js';
import { logRatio } from './katz.js';
import { zOfLevel } from './numeric/normal.js';
import { type Estimate, type Overdispersion, overdispersion, shrunk } from './overdispersion.js';
import { garwoodLimits } from './rates.js';
import type { Compared, Count } from './types.js';

/** The usual two pairs of funnel limits: about two and three standard errors. */
export const funnelLevels = [0.95, 0.998] as const;

export interface FunnelLimit {
  readonly level: number;
  readonly lower: number;
  readonly upper: number;
}

/** One organisation in a funnel: its figure, its precision (1 / standard error), its limits, and the figure drawn towards the target. */
export interface FunnelPoint {
  readonly value: number;
  readonly precision: number;
  readonly limits: readonly FunnelLimit[];
  readonly shrunk: number;
}

export interface Funnel extends Overdispersion {
  readonly target: number;
  /** In the order given; an organisation without a figure keeps its reason and has no part in phi and tau². */
  readonly points: readonly Outcome<FunnelPoint>[];
}

export interface FunnelOptions {
  readonly levels?: readonly number[];
  /** Widen the limits by the spread between organisations (default), or leave them as chance alone makes them. */
  readonly overdispersed?: boolean;
  readonly winsorise?: number;
}

function funnelOf(
  estimates: readonly (Estimate | Absent)[],
  target: number,
  options: FunnelOptions,
  scale: { readonly to: (y: number) => number; readonly clip: readonly [number, number] },
): Omit<Funnel, 'target'> {
  const { levels = funnelLevels, overdispersed = true, winsorise = 0.1 } = options;
  const known = estimates.filter((e): e is Estimate => 'y' in e);
  const spread = overdispersion(known, target, winsorise);
  const added = overdispersed ? spread.tau2 : 0;
  const [floor, ceiling] = scale.clip;
  const points = estimates.map((e): Outcome<FunnelPoint> => {
    if (!('y' in e)) return e;
    const sd = Math.sqrt(e.se * e.se + added);
    const limits = levels.map((level) => {
      const z = zOfLevel(level);
      const at = (side: number): number => Math.min(ceiling, Math.max(floor, scale.to(target + side * z * sd)));
      return { level, lower: at(-1), upper: at(1) };
    });
    return ok({ value: scale.to(e.y), precision: 1 / e.se, limits, shrunk: scale.to(shrunk(e, target, spread.tau2)) });
  });
  return { ...spread, points };
}

/**
 * Funnel of ratios of two rates about a target ratio, on the log scale with Katz standard errors. Limits and shrunken figures are ratios.
 * An organisation with no events in a group is `infeasible` or `zero-comparator` (there is no log), `no-events`, `no-group-members`, `invalid-counts`.
 * Throws a RangeError unless the target is above 0. Source: model of Spiegelhalter 2005 (see overdispersion.ts).
 * Example: a ratio 9/725 over 17/2505 has standard error 0.4101; without over-dispersion, target 1.1, its 95 % limits are 0.4924 and 2.4572.
 */
export function ratioFunnel(organisations: readonly Compared[], target: number, options: FunnelOptions = {}): Funnel {
  if (!(target > 0 && target < Number.POSITIVE_INFINITY))
    throw new RangeError(`a target above 0 is needed, not ${target}`);
  const estimates = organisations.map((counts): Estimate | Absent => {
    const fault = comparedFault(counts);
    if (fault) return fault;
    const actual = actualCounts(counts);
    if (actual.under.n === 0) return undefinedBecause(actual.over.n === 0 ? 'no-events' : 'zero-comparator');
    const { log, se } = logRatio(actual);
    return actual.over.n > 0 && se > 0 ? { y: log, se } : undefinedBecause('infeasible');
  });
  const funnel = funnelOf(estimates, Math.log(target), options, { to: Math.exp, clip: [0, Number.POSITIVE_INFINITY] });
  return { target, ...funnel };
}

/**
 * Funnel of shares about a target share (0 to 1, neither end; the pooled share by default), with the standard error at the target, as Wilson's interval
 * inverted; limits cut to 0 to 1. Outcomes as `share`. Throws a RangeError for a target outside.
 * Source: PHEindicatormethods, phe_funnels; Spiegelhalter 2005. Example: target 0.8064, 50 people, no over-dispersion: 95 % limits 0.6969 and 0.9159.
 */
export function shareFunnel(organisations: readonly Count[], target: number, options: FunnelOptions = {}): Funnel {
  if (!(target > 0 && target < 1)) throw new RangeError(`a target between 0 and 1 is needed, not ${target}`);
  const estimates = organisations.map(
    ({ n, base }): Estimate | Absent =>
      countFault({ n, base }) ?? { y: n / base, se: Math.sqrt((target * (1 - target)) / base) },
  );
  return { target, ...funnelOf(estimates, target, options, { to: (y) => y, clip: [0, 1] }) };
}

/** The share of all organisations together: the usual target. Outcomes as `share`. Example: 10 of 100 and 50 of 300 are 60 of 400, 0.15, not the mean 0.133. */
export function pooledShare(organisations: readonly Count[]): Outcome {
  const n = organisations.reduce((sum, o) => sum + o.n, 0);
  const base = organisations.reduce((sum, o) => sum + o.base, 0);
  return countFault({ n, base }) ?? ok(n / base);
}

/**
 * Exact Poisson funnel limits of an observed-over-expected ratio, about a target ratio, where `expected` events are expected (above 0).
 * Source: Spiegelhalter 2005; FunnelPlotR. Example: 15 expected, target 1, 0.95: 0.55969 to 1.64935.
 */
export function standardisedRatioLimits(expected: number, target: number, level: number): FunnelLimit {
  if (!(expected > 0)) throw new RangeError(`more than 0 expected events are needed, not ${expected}`);
  const [lower, upper] = garwoodLimits(expected, level);
  return { level, lower: (target * lower) / expected, upper: (target * upper) / expected };
}

export type FunnelPlace = 'high-998' | 'high-95' | 'within' | 'low-95' | 'low-998';

/**
 * Where a figure lies: outside the 99.8 % limits, outside the 95 % limits only, or within; on a limit is within it.
 * Example: 0.95 with 95 % limits 0.9 and 1.1 is `within`.
 */
export function funnelPlace(value: number, inner: FunnelLimit, outer: FunnelLimit): FunnelPlace {
  if (value > outer.upper) return 'high-998';
  if (value < outer.lower) return 'low-998';
  return value > inner.upper ? 'high-95' : value < inner.lower ? 'low-95' : 'within';
}
