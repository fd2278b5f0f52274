import { undefinedBecause } from '../core/outcome.js';
import { actualCounts, comparedFault, intervalOf } from './counts.js';
import { zOfLevel } from './numeric/normal.js';
import type { Compared, IntervalOutcome } from './types.js';

/** The log of a ratio of two rates and its standard error by the delta method. Events of 0 give infinite values. */
export function logRatio({ over, under }: Compared): { readonly log: number; readonly se: number } {
  const part = ({ n, base }: Compared['over']): number => (base - n) / (n * base);
  return { log: Math.log((over.n / over.base) * (under.base / under.n)), se: Math.sqrt(part(over) + part(under)) };
}

function logInterval(
  counts: Compared,
  level: number,
  method: string,
  added: readonly [number, number],
): IntervalOutcome {
  const z = zOfLevel(level);
  const fault = comparedFault(counts);
  if (fault) return fault;
  const actual = actualCounts(counts);
  if (actual.over.n === 0 && actual.under.n === 0) return undefinedBecause('no-events');
  const [events, base] = added;
  const more = (c: Compared['over']): Compared['over'] => ({ n: c.n + events, base: c.base + base });
  const { log, se } = logRatio({ over: more(actual.over), under: more(actual.under) });
  if (!Number.isFinite(log)) return undefinedBecause(actual.under.n === 0 ? 'zero-comparator' : 'infeasible');
  return intervalOf(Math.exp(log - z * se), Math.exp(log + z * se), level, method);
}

/**
 * Katz's log interval for a ratio of two rates; simple, and good from about ten events a group. No width when everyone had the event.
 * `undefined/infeasible` when only the `over` group has no events, `zero-comparator` when only `under` has none, `no-events` when neither has;
 * `no-group-members`, `invalid-counts`. Throws a RangeError for a level outside 0 to 1.
 * Source: Katz and others, Biometrics 34 (1978), 469-474. Example: 9/725 over 17/2505 at 0.95 is 0.81887 to 4.08615.
 */
export const katz = (counts: Compared, level: number): IntervalOutcome => logInterval(counts, level, 'katz', [0, 0]);

/**
 * Walter's adjusted log interval: as `katz` with half a person added to each group's events and to its base, in every case.
 * The limits belong to the adjusted ratio, not to the ratio shown. Source: Walter, Biometrics 31 (1975), 371-375.
 * Example: 9/725 over 17/2505 at 0.95 is 0.85466 to 4.11236, about 1.87475.
 */
export const walter = (counts: Compared, level: number): IntervalOutcome =>
  logInterval(counts, level, 'walter', [0.5, 0.5]);

/**
 * Haldane-Anscombe log interval: as `katz` with half a person added to each of the four cells. The correction can turn the direction round in
 * lopsided tables. Source: Haldane, Annals of Human Genetics 20 (1956), 309-311; Anscombe, Biometrika 43 (1956), 461-464.
 * Example: 9/725 over 17/2505 at 0.95 is 0.85424 to 4.11036, about 1.87383.
 */
export const haldaneAnscombe = (counts: Compared, level: number): IntervalOutcome =>
  logInterval(counts, level, 'haldane-anscombe', [0.5, 1]);
