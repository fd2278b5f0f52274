import { undefinedBecause } from '../core/outcome.js';
import { actualCounts, areWhole, comparedFault, countFault } from './counts.js';
import { fisherMidP } from './fisher.js';
import { twoSidedP } from './numeric/normal.js';
import { chiSquaredTail } from './numeric/quantiles.js';
import type { ChiSquaredOutcome, Compared, Count, TestOutcome } from './types.js';

/** A test that also gives its signed deviate: positive when the `over` rate is the higher. */
export type DeviateOutcome = TestOutcome & { readonly z?: number };

function pooledTest(counts: Compared, method: string, factor: (n: number) => number): DeviateOutcome {
  const fault = comparedFault(counts);
  if (fault) return fault;
  const { over, under } = actualCounts(counts);
  if (over.n === 0 && under.n === 0) return undefinedBecause('no-events');
  const total = over.base + under.base;
  const pooled = (over.n + under.n) / total;
  const variance = factor(total) * pooled * (1 - pooled) * (1 / over.base + 1 / under.base);
  const difference = over.n / over.base - under.n / under.base;
  const z = difference === 0 ? 0 : difference / Math.sqrt(variance);
  return { status: 'ok', method, p: twoSidedP(z), z };
}

/**
 * Pearson's chi-squared test of two rates (one degree of freedom, no continuity correction); `z` is its signed root, chi-squared is z².
 * Counts need not be whole. `undefined/no-group-members`, `invalid-counts`, and `no-events` when neither group has any.
 * Source: Pearson, Philosophical Magazine 50 (1900), 157-175. Example: 9/725 over 17/2505 has chi-squared 2.22994 and p 0.13536.
 */
export const pearson = (counts: Compared): DeviateOutcome => pooledTest(counts, 'pearson', () => 1);

/**
 * The score test that belongs to the Miettinen-Nurminen interval at a ratio of 1: Pearson's with (N - 1) / N, so p < 1 - level exactly when the
 * interval leaves out 1. Outcomes as `pearson`. Source: Miettinen and Nurminen 1985. Example: 9/725 over 17/2505 has p 0.13541.
 */
export const scoreTest = (counts: Compared): DeviateOutcome =>
  pooledTest(counts, 'miettinen-nurminen-score', (n) => n / (n - 1));

/**
 * Pearson's chi-squared test that several groups all have the same rate, one degree of freedom fewer than groups with people.
 * `undefined/no-group-members` with fewer than two such groups, `invalid-counts`, `no-events` when nobody had the event;
 * when everybody had it the groups are alike, chi-squared 0 and p 1.
 * Example: 250, 270, 240 and 260 of 1000 each have chi-squared 2.6319 with 3 degrees of freedom, p 0.4519.
 */
export function pearsonOfGroups(counts: readonly Count[]): ChiSquaredOutcome {
  for (const count of counts) {
    const fault = countFault(count);
    if (fault?.status === 'undefined' && fault.why === 'invalid-counts') return fault;
  }
  const groups = counts.filter(({ base }) => base > 0);
  if (groups.length < 2) return undefinedBecause('no-group-members');
  const rate = groups.reduce((sum, { n }) => sum + n, 0) / groups.reduce((sum, { base }) => sum + base, 0);
  if (rate === 0) return undefinedBecause('no-events');
  const part = ({ n, base }: Count): number => (rate === 1 ? 0 : (n - base * rate) ** 2 / (base * rate * (1 - rate)));
  const statistic = groups.reduce((sum, count) => sum + part(count), 0);
  const df = groups.length - 1;
  return { status: 'ok', method: 'pearson', p: chiSquaredTail(statistic, df), statistic, df };
}

/**
 * The default test of two rates: `fisherMidP` when the counts (after `years`) are whole, otherwise `scoreTest`, since an exact test needs
 * tables that can occur. The method is named in the outcome. Source: project decision.
 */
export function testOfTwo(counts: Compared): TestOutcome {
  const actual = actualCounts(counts);
  return areWhole(actual) ? fisherMidP(actual) : scoreTest(actual);
}
