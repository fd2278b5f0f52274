import { type Absent, type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { intervalOf } from './counts.js';
import { type PoissonMethod, poissonLimits, rateFault, usualPoissonMethod } from './rates.js';
import type { Count, IntervalOutcome } from './types.js';

/** A standardised figure with its interval and the numbers it is made of. */
export interface Standardised {
  readonly value: Outcome;
  readonly interval: IntervalOutcome;
  readonly observed: number;
  /** Events expected at the reference rates; of indirect standardisation only. */
  readonly expected?: number;
}

const add = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0);

function firstFault(counts: readonly Count[]): Absent | undefined {
  const faults = counts.map(rateFault).filter((f) => f !== undefined);
  return faults.find((f) => f.status === 'undefined' && f.why === 'invalid-counts') ?? faults[0];
}

/**
 * Directly standardised rate: the rate there would be were the strata as large as in the standard population. `n` events over `base`, with the
 * standard's size or weight, per stratum; a plain number (multiply for rates per 1,000). Dobson's limits around Byar's, exact below ten events.
 * `undefined/no-group-members` when a stratum has no base or the weights are all 0, `invalid-counts` for negative numbers.
 * Source: Dobson and others, Statistics in Medicine 10 (1991), 457-462. Example: 5/100 and 30/100 weighted 3 to 1 give 0.1125.
 */
export function directlyStandardised(
  strata: readonly (Count & { readonly weight: number })[],
  level: number,
  method?: PoissonMethod,
): Standardised {
  const observed = add(strata.map(({ n }) => n));
  const total = add(strata.map(({ weight }) => weight));
  const absent = (why: Absent): Standardised => ({ value: why, interval: why, observed });
  if (strata.some(({ weight }) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY)))
    return absent(undefinedBecause('invalid-counts'));
  const fault = firstFault(strata.filter(({ weight }) => weight > 0));
  if (fault) return absent(fault);
  if (total === 0) return absent(undefinedBecause('no-group-members'));
  const value = add(strata.map(({ n, base, weight }) => (weight > 0 ? (weight * n) / base : 0))) / total;
  const variance = add(strata.map(({ n, base, weight }) => (weight > 0 ? (weight / base) ** 2 * n : 0))) / total ** 2;
  const how = method ?? usualPoissonMethod(observed);
  const [lower, upper] = poissonLimits(observed, level, how);
  // With no event at all there is no variance to scale by.
  if (observed === 0) return { value: ok(0), interval: undefinedBecause('no-events'), observed };
  const scale = Math.sqrt(variance / observed);
  const interval = intervalOf(
    value + scale * (lower - observed),
    value + scale * (upper - observed),
    level,
    `dobson-${how}`,
  );
  return { value: ok(value), interval, observed };
}

/**
 * Indirectly standardised ratio: events seen over events expected at the reference's rates in each stratum; 1 = as the reference.
 * `reference` is the reference's events over its base. Exact limits below ten events, Byar's from ten.
 * `undefined/zero-comparator` when nothing is expected, `no-group-members` when the reference lacks a stratum that has people, `invalid-counts`.
 * Source: Breslow and Day, Statistical Methods in Cancer Research 2 (1987), 65-72. Example: 9 seen, 4 expected is 2.25.
 */
export function indirectlyStandardised(
  strata: readonly (Count & { readonly reference: Count })[],
  level: number,
  method?: PoissonMethod,
): Standardised {
  const observed = add(strata.map(({ n }) => n));
  const used = strata.filter(({ base }) => base > 0);
  const fault = firstFault([...used, ...used.map(({ reference }) => reference)]);
  const invalid = strata.some(({ n, base }) => !(base >= 0) || (base === 0 && n !== 0));
  if (fault || invalid) {
    const why = invalid ? undefinedBecause('invalid-counts') : (fault as Absent);
    return { value: why, interval: why, observed };
  }
  const expected = add(used.map(({ base, reference }) => (base * reference.n) / reference.base));
  if (expected === 0) {
    const why = undefinedBecause(observed === 0 ? 'no-events' : 'zero-comparator');
    return { value: why, interval: why, observed, expected };
  }
  const how = method ?? usualPoissonMethod(observed);
  const [lower, upper] = poissonLimits(observed, level, how);
  return {
    value: ok(observed / expected),
    interval: intervalOf(lower / expected, upper / expected, level, how),
    observed,
    expected,
  };
}
