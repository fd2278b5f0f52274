import { type Absent, undefinedBecause } from '../core/outcome.js';
import { actualCounts, areWhole, comparedFault } from './counts.js';
import type { DiscreteSums } from './numeric/discrete.js';
import { hypergeometricSums } from './numeric/hypergeometric.js';
import type { Compared, TestOutcome } from './types.js';

function exactTest(counts: Compared, method: string, pOf: (sums: DiscreteSums) => number): TestOutcome {
  const fault: Absent | undefined = comparedFault(counts);
  if (fault) return fault;
  const actual = actualCounts(counts);
  const { over, under } = actual;
  if (!areWhole(actual)) return undefinedBecause('invalid-counts');
  if (over.n === 0 && under.n === 0) return undefinedBecause('no-events');
  const sums = hypergeometricSums(over.n, over.base, over.n + under.n, over.base + under.base);
  return { status: 'ok', method, p: Math.min(1, pOf(sums)) };
}

/**
 * Fisher's exact test of two rates, two-sided: the probability, with both margins fixed, of the tables no more likely than the one seen.
 * Counts (after `years`) must be whole: otherwise `undefined/invalid-counts`; also `no-group-members`, and `no-events` when neither group has any.
 * Source: Fisher, JRSS 98 (1935), 39-82; ties as in R's fisher.test. Example: 9/725 over 17/2505 is 0.15503.
 */
export const fisherExact = (counts: Compared): TestOutcome => exactTest(counts, 'fisher', (s) => s.asUnlikely);

/**
 * Fisher's exact mid-p, convention (b), the default: the tables no more likely than the one seen, less half of it.
 * Outcomes as `fisherExact`. Everyone having had the event leaves one possible table, so p is then 0.5.
 * Source: Lancaster, JASA 56 (1961), 223-234; convention: project decision. Example: 9/725 over 17/2505 is 0.12512.
 */
export const fisherMidP = (counts: Compared): TestOutcome =>
  exactTest(counts, 'fisher-mid-p', (s) => s.asUnlikely - s.seen / 2);

/**
 * Fisher's exact mid-p, convention (a): twice the smaller one-sided mid-p. Outcomes as `fisherExact`.
 * Example: 9/725 over 17/2505 is 0.15513.
 */
export const fisherMidPDoubled = (counts: Compared): TestOutcome =>
  exactTest(counts, 'fisher-mid-p-doubled', (s) => 2 * (Math.min(s.below, s.above) + s.seen / 2));
