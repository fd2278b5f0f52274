import { actualCounts, comparedFault, countFault, intervalOf } from './counts.js';
import { zOfLevel } from './numeric/normal.js';
import type { Compared, Count, IntervalOutcome } from './types.js';

/**
 * Agresti-Coull interval for a share: z²/2 added to those with and to those without, then the simple interval, cut to 0 to 1.
 * Arguments, outcomes and errors as `wilson`. Source: Agresti and Coull, American Statistician 52 (1998), 119-126.
 * Example: 4 of 20 at 0.95 is 0.07491 to 0.42176.
 */
export function agrestiCoull(n: number, base: number, level: number): IntervalOutcome {
  const z = zOfLevel(level);
  const fault = countFault({ n, base });
  if (fault) return fault;
  const total = base + z * z;
  const p = (n + (z * z) / 2) / total;
  const half = z * Math.sqrt((p * (1 - p)) / total);
  return intervalOf(Math.max(0, p - half), Math.min(1, p + half), level, 'agresti-coull');
}

/**
 * The simple (Wald) limits of a difference of two shares, in percentage points, with `added` people put into each of the four cells.
 * On its own (`added` 0) it is poor for small counts and gives no width to 0 or 1, so it is not among the methods by name.
 */
export function waldDifference({ over, under }: Compared, z: number, added: number): readonly [number, number] {
  const rate = ({ n, base }: Count): readonly [number, number] => {
    const [k, total] = [n + added, base + 2 * added];
    return [k / total, (k * (total - k)) / total ** 3];
  };
  const [[p1, v1], [p2, v2]] = [rate(over), rate(under)];
  const half = z * Math.sqrt(v1 + v2);
  return [Math.max(-100, 100 * (p1 - p2 - half)), Math.min(100, 100 * (p1 - p2 + half))];
}

/**
 * Agresti-Caffo interval for a difference of two shares, over less under, in percentage points: one person added to each cell.
 * Outcomes and errors as `newcombe`. Source: Agresti and Caffo, American Statistician 54 (2000), 280-288.
 * Example: 7/34 less 1/34 at 0.95 is 1.16 to 32.17 points.
 */
export function agrestiCaffo(counts: Compared, level: number): IntervalOutcome {
  const z = zOfLevel(level);
  const fault = comparedFault(counts);
  if (fault) return fault;
  return intervalOf(...waldDifference(actualCounts(counts), z, 1), level, 'agresti-caffo');
}
