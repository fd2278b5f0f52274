import { undefinedBecause } from '../core/outcome.js';
import { actualCounts, areWhole, comparedFault } from './counts.js';
import { fisherMidP } from './fisher.js';
import { twoSidedP } from './numeric/normal.js';
import type { Compared, TestOutcome } from './types.js';

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
 * The default test of two rates: `fisherMidP` when the counts (after `years`) are whole, otherwise `scoreTest`, since an exact test needs
 * tables that can occur. The method is named in the outcome. Source: project decision.
 */
export function testOfTwo(counts: Compared): TestOutcome {
  const actual = actualCounts(counts);
  return areWhole(actual) ? fisherMidP(actual) : scoreTest(actual);
}
