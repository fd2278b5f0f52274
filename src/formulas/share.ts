import { type Outcome, ok } from '../core/outcome.js';
import { countFault } from './counts.js';
import type { Count } from './types.js';

/**
 * The share n / base, from 0 to 1. `n` and `base` are people (or FTE, or days); `n` must not exceed `base`.
 * `undefined/no-group-members` when the base is 0, `invalid-counts` when a count is negative or `n` is more than `base`. 0 of something is ok(0).
 * Source: WRES technical guidance, indicator 1. Example: share(2226, 7966) is 0.27944.
 */
export const share = (n: number, base: number): Outcome => countFault({ n, base }) ?? ok(n / base);

/**
 * One share less another, in percentage points. Each is an outcome of `share` (0 to 1); an absent one is passed on, the first first.
 * Source: WRES technical guidance, indicators 5 to 8 (BME percent less White percent). Example: 15.3 % less 6.9 % is 8.4.
 */
export function pointGap(a: Outcome, b: Outcome): Outcome {
  if (a.status !== 'ok') return a;
  return b.status === 'ok' ? ok(100 * (a.value - b.value)) : b;
}

/**
 * The group's share of the board less its share of the workforce, in percentage points; unknowns are in both bases.
 * Outcomes as `share`, the board's first. Source: WRES technical guidance, indicator 9.
 * Example: 3 of 15 members against 2226 of 7966 staff is -7.94.
 */
export const boardDifference = (of: { readonly board: Count; readonly workforce: Count }): Outcome =>
  pointGap(share(of.board.n, of.board.base), share(of.workforce.n, of.workforce.base));
