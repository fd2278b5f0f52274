import { undefinedBecause } from '../core/outcome.js';
import { mantelHaenszelOdds, sumOf, tablesOf } from './mantel-haenszel.js';
import { chiSquaredTail } from './numeric/quantiles.js';
import type { ChiSquaredOutcome, Compared } from './types.js';

/** The first cell at which a table with these margins has the given odds ratio: the root of a quadratic, in the form that does not cancel. */
function cellAtOdds(n1: number, n2: number, events: number, odds: number): number {
  const b = n2 - events + odds * (n1 + events);
  const root = Math.sqrt(b * b + 4 * (1 - odds) * odds * n1 * events);
  return b > 0 ? (2 * odds * n1 * events) / (b + root) : (root - b) / (2 * (1 - odds));
}

/**
 * Breslow-Day test that the odds ratio is the same in every stratum; `tarone` subtracts Tarone's term. Odds ratios are close to ratios when events
 * are rare. Strata in which a group, the events or the non-events are missing say nothing and take no degree of freedom.
 * `undefined/infeasible` with fewer than two such strata or a pooled odds ratio of 0; else as `mantelHaenszelOdds`.
 * Source: Breslow and Day, Statistical Methods in Cancer Research 1 (1980), 142; Tarone, Biometrika 72 (1985), 91-95.
 */
export function breslowDay(strata: readonly Compared[], tarone = false): ChiSquaredOutcome {
  const pooled = mantelHaenszelOdds(strata, 0.95).value;
  if (pooled.status !== 'ok') return pooled;
  const tables = tablesOf(strata);
  if ('status' in tables) return tables;
  const telling = tables.filter(({ a, b, c, d }) => a + c > 0 && b + d > 0);
  if (telling.length < 2 || pooled.value === 0) return undefinedBecause('infeasible');
  const terms = telling.map(({ a, c, n1, n2 }) => {
    const events = a + c;
    const e = cellAtOdds(n1, n2, events, pooled.value);
    return { difference: a - e, variance: 1 / (1 / e + 1 / (events - e) + 1 / (n1 - e) + 1 / (n2 - events + e)) };
  });
  const excess = tarone ? sumOf(terms, (x) => x.difference) ** 2 / sumOf(terms, (x) => x.variance) : 0;
  const statistic = sumOf(terms, (x) => x.difference ** 2 / x.variance) - excess;
  const df = telling.length - 1;
  const method = tarone ? 'breslow-day-tarone' : 'breslow-day';
  return { status: 'ok', method, p: chiSquaredTail(statistic, df), statistic, df };
}
