import { undefinedBecause } from '../core/outcome.js';
import { actualCounts, comparedFault, intervalOf } from './counts.js';
import { zOfLevel } from './numeric/normal.js';
import { findFallingZero } from './numeric/solve.js';
import type { Compared, IntervalOutcome } from './types.js';

/**
 * The score statistic of the hypothesis ratio = e^log: (p1 - theta p2) / √V, with V at the restricted maximum likelihood rates, times `factor`.
 * Falls from +∞ to -∞ as `log` grows. Written in the counts without the event and, near a ratio of 1, in what theta exceeds 1, so that no digits
 * are lost to differences of nearly equal numbers.
 */
export function ratioScore({ over, under }: Compared, log: number, factor: number): number {
  const { n: x1, base: n1 } = over;
  const { n: x2, base: n2 } = under;
  const [y1, y2, total] = [n1 - x1, n2 - x2, n1 + n2];
  const [theta, excess] = [Math.exp(log), Math.expm1(log)];
  // theta a - b, where a - b is known to be `rest`: near a ratio of 1 by what theta exceeds 1, elsewhere as it stands.
  const near = Math.abs(log) < 0.5;
  const less = (a: number, b: number, rest: number): number => (near ? excess * a + rest : theta * a - b);
  const gap = less(n1 + x2, x1 + n2, y1 - y2);
  const root = Math.sqrt(gap * gap + 4 * theta * y1 * y2);
  const p2 = (2 * (x1 + x2)) / (theta * (n1 + x2) + x1 + n2 + root);
  const side1 = -less(n1 + x2, total + y1, -y1 - y2);
  const side2 = less(total + y2, x1 + n2, y1 + y2);
  const q1 = side1 >= 0 ? (side1 + root) / (2 * total) : (-2 * excess * y1) / (side1 - root);
  const q2 = side2 >= 0 ? (side2 + root) / (2 * theta * total) : (2 * excess * y2) / (side2 - root);
  const variance = (factor * theta * p2 * (q1 * n2 + theta * q2 * n1)) / (n1 * n2);
  const difference = -less(x2 * n1, x1 * n2, x2 * n1 - x1 * n2) / (n1 * n2);
  return difference === 0 ? 0 : difference / Math.sqrt(variance);
}

function scoreInterval(
  counts: Compared,
  level: number,
  method: string,
  factor: (n: number) => number,
): IntervalOutcome {
  const z = zOfLevel(level);
  const fault = comparedFault(counts);
  if (fault) return fault;
  const actual = actualCounts(counts);
  const { over, under } = actual;
  if (over.n === 0 && under.n === 0) return undefinedBecause('no-events');
  const v = factor(over.base + under.base);
  if (!(v > 0 && v < Number.POSITIVE_INFINITY)) return intervalOf(0, 'unbounded', level, method);
  // Every start is inside the interval or at its edge; ratios of counts up to 2^53 lie within e^±80.
  const start = Math.log((Math.max(over.n, 0.5) / over.base) * (under.base / Math.max(under.n, 0.5)));
  const limit = (target: number): number =>
    Math.exp(findFallingZero((log) => ratioScore(actual, log, v) - target, start, 256));
  return intervalOf(over.n === 0 ? 0 : limit(z), under.n === 0 ? 'unbounded' : limit(-z), level, method);
}

/**
 * Miettinen-Nurminen score interval for a ratio of two rates: the ratios the score test does not reject at `level`, its variance times N / (N - 1).
 * The lower limit is 0 when `over` has no events, the upper `unbounded` when `under` has none; both without events is `undefined/no-events`.
 * Also `no-group-members` and `invalid-counts`. Counts need not be whole. Throws a RangeError for a level outside 0 to 1.
 * Source: Miettinen and Nurminen, Statistics in Medicine 4 (1985), 213-226. Example: 9/725 over 17/2505 at 0.95 is 0.83453 to 3.99927.
 */
export const miettinenNurminen = (counts: Compared, level: number): IntervalOutcome =>
  scoreInterval(counts, level, 'miettinen-nurminen', (n) => n / (n - 1));

/**
 * Koopman's score interval for a ratio of two rates: as `miettinenNurminen` without the factor N / (N - 1), so it agrees with Pearson's test.
 * Source: Koopman, Biometrics 40 (1984), 513-517. Example: 9/725 over 17/2505 at 0.95 is 0.83462 to 3.99881.
 */
export const koopman = (counts: Compared, level: number): IntervalOutcome =>
  scoreInterval(counts, level, 'koopman', () => 1);
