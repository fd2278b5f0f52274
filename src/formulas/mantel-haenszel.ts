import { type Absent, type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { actualCounts, countFault, intervalOf } from './counts.js';
import { zOfLevel } from './numeric/normal.js';
import { chiSquaredTail } from './numeric/quantiles.js';
import type { ChiSquaredOutcome, Compared, IntervalOutcome } from './types.js';

/** A stratum as a two-by-two table: a, b are those with and without the event in `over`, c, d in `under`. */
interface Table {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly n1: number;
  readonly n2: number;
  readonly total: number;
}

/** The strata that say something (both groups present), or why none does. */
export function tablesOf(strata: readonly Compared[]): readonly Table[] | Absent {
  for (const { over, under } of strata)
    for (const fault of [countFault(over), countFault(under)])
      if (fault?.status === 'undefined' && fault.why === 'invalid-counts') return fault;
  const tables = strata.map(actualCounts).flatMap(({ over, under }) =>
    over.base > 0 && under.base > 0
      ? [
          {
            a: over.n,
            b: over.base - over.n,
            c: under.n,
            d: under.base - under.n,
            n1: over.base,
            n2: under.base,
            total: over.base + under.base,
          },
        ]
      : [],
  );
  return tables.length > 0 ? tables : undefinedBecause('no-group-members');
}

const isAbsent = (tables: readonly Table[] | Absent): tables is Absent => 'status' in tables;
export const sumOf = <T>(items: readonly T[], f: (item: T) => number): number =>
  items.reduce((s, item) => s + f(item), 0);

/** A pooled estimate with its interval. */
export interface Pooled {
  readonly value: Outcome;
  readonly interval: IntervalOutcome;
}

const nothing = (why: Absent): Pooled => ({ value: why, interval: why });

function pooled(up: number, down: number, variance: number, level: number, method: string): Pooled {
  const z = zOfLevel(level);
  if (down === 0) return nothing(undefinedBecause(up === 0 ? 'no-events' : 'zero-comparator'));
  const ratio = up / down;
  if (up === 0) return { value: ok(0), interval: undefinedBecause('infeasible') };
  const half = z * Math.sqrt(variance);
  return { value: ok(ratio), interval: intervalOf(ratio * Math.exp(-half), ratio * Math.exp(half), level, method) };
}

/**
 * Mantel-Haenszel ratio of two rates over strata (bands, staff groups): what the ratio would be were the groups spread alike over the strata.
 * Interval on the log scale with the Greenland-Robins variance. Strata in which a group is missing add nothing.
 * `undefined/no-group-members` when every stratum lacks a group, `zero-comparator`, `no-events`, `invalid-counts`; the interval is `infeasible` when
 * the ratio is 0. Source: Rothman, Modern Epidemiology; Greenland and Robins, Biometrics 41 (1985), 55-68.
 * Example: strata 10/100 over 5/100 and 30/60 over 20/80 give (5 + 17.143) / (2.5 + 8.571) = 2.
 */
export function mantelHaenszelRatio(strata: readonly Compared[], level: number): Pooled {
  const tables = tablesOf(strata);
  if (isAbsent(tables)) return nothing(tables);
  const up = sumOf(tables, ({ a, n2, total }) => (a * n2) / total);
  const down = sumOf(tables, ({ c, n1, total }) => (c * n1) / total);
  const v = sumOf(tables, ({ a, c, n1, n2, total }) => (n1 * n2 * (a + c) - a * c * total) / total ** 2);
  return pooled(up, down, v / (up * down), level, 'mantel-haenszel');
}

/**
 * Mantel-Haenszel odds ratio over strata, with the Robins-Breslow-Greenland variance. Outcomes as `mantelHaenszelRatio`; `zero-comparator` also when
 * everyone in `over` had the event. Source: Robins, Breslow and Greenland, Biometrics 42 (1986), 311-323; R's mantelhaen.test.
 */
export function mantelHaenszelOdds(strata: readonly Compared[], level: number): Pooled {
  const tables = tablesOf(strata);
  if (isAbsent(tables)) return nothing(tables);
  const terms = tables.map(({ a, b, c, d, total }) => ({
    p: (a + d) / total,
    q: (b + c) / total,
    r: (a * d) / total,
    s: (b * c) / total,
  }));
  const [r, s] = [sumOf(terms, (x) => x.r), sumOf(terms, (x) => x.s)];
  const variance =
    sumOf(terms, (x) => x.p * x.r) / (2 * r * r) +
    sumOf(terms, (x) => x.p * x.s + x.q * x.r) / (2 * r * s) +
    sumOf(terms, (x) => x.q * x.s) / (2 * s * s);
  return pooled(r, s, variance, level, 'mantel-haenszel-odds');
}

/**
 * Cochran-Mantel-Haenszel test of no difference in any stratum, one degree of freedom; `corrected` takes half a person off, as R does by default.
 * `undefined/no-events` when no stratum could have come out otherwise; `no-group-members`, `invalid-counts`.
 * Source: Mantel and Haenszel, JNCI 22 (1959), 719-748; R's mantelhaen.test.
 */
export function cochranMantelHaenszel(strata: readonly Compared[], corrected = false): ChiSquaredOutcome {
  const tables = tablesOf(strata);
  if (isAbsent(tables)) return tables;
  const difference = sumOf(tables, ({ a, c, n1, total }) => a - (n1 * (a + c)) / total);
  const variance = sumOf(tables, ({ a, b, c, d, n1, n2, total }) =>
    total > 1 ? ((n1 * n2 * (a + c)) / total ** 2) * ((b + d) / (total - 1)) : 0,
  );
  if (variance === 0) return undefinedBecause('no-events');
  const size = Math.abs(difference);
  const statistic = (corrected && size >= 0.5 ? size - 0.5 : size) ** 2 / variance;
  const method = corrected ? 'cochran-mantel-haenszel-corrected' : 'cochran-mantel-haenszel';
  return { status: 'ok', method, p: chiSquaredTail(statistic, 1), statistic, df: 1 };
}
