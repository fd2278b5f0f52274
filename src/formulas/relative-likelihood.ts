import { type Figure, type Outcome, ok, toFigure, undefinedBecause } from '../core/outcome.js';
import { actualCounts, comparedFault } from './counts.js';
import type { Compared } from './types.js';

/**
 * Relative likelihood of an event between two groups: (n_over / base_over) / (n_under / base_under).
 * Unit: ratio, 1 = parity. Counts are people; `n` must not exceed `base` per group (Issue `events-exceed-base`). 0 over something is ok(0).
 * `undefined/no-group-members` when a base is 0, `zero-comparator` when only the comparator rate is 0, `no-events` when both are, `invalid-counts`
 * when a count is negative or more than its base. Source: WRES technical guidance, indicator 3. Example: 9/725 over 17/2505 = 1.8292.
 */
export function relativeLikelihood(counts: Compared): Outcome {
  const fault = comparedFault(counts);
  if (fault) return fault;
  const { over, under } = counts;
  if (under.n === 0) return undefinedBecause(over.n === 0 ? 'no-events' : 'zero-comparator');
  return ok((over.n * under.base) / (over.base * under.n));
}

/**
 * Events fewer in the `over` group at which the two rates would be equal: n_over - base_over * n_under / base_under, unrounded; negative when more.
 * Unit: events a year, as `n` is given. Outcomes: `no-group-members`, `invalid-counts`. Source: project decision.
 * Example: 9/725 over 17/2505 is 9 - 725 x 17 / 2505 = 4.0798.
 */
export function shortfall(counts: Compared): Outcome {
  const { over, under } = counts;
  return comparedFault(counts) ?? ok(over.n - (over.base * under.n) / under.base);
}

/** The ratio if one event were taken from, or added to, the `over` group. */
export interface FragilityOfRatio {
  readonly oneFewer: Figure;
  readonly oneMore: Figure;
}

/**
 * The ratio with one event fewer and one more in the `over` group. One event is one that happened: half a unit of a two-year mean.
 * Each is a ratio or an outcome of `relativeLikelihood`; `undefined/infeasible` when there is no event to take away, or nobody left to have one more.
 * Source: project decision. Example: 9/725 over 17/2505 gives 1.6260 and 2.0325.
 */
export function fragility(counts: Compared): FragilityOfRatio {
  const fault = comparedFault(counts);
  if (fault) return { oneFewer: fault, oneMore: fault };
  const { over, under } = actualCounts(counts);
  const at = (n: number): Figure =>
    n < 0 || n > over.base
      ? undefinedBecause('infeasible')
      : toFigure(relativeLikelihood({ over: { n, base: over.base }, under }));
  return { oneFewer: at(over.n - 1), oneMore: at(over.n + 1) };
}
