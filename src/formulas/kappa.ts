import { type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { zOfLevel } from './numeric/normal.js';
import type { IntervalOutcome } from './types.js';

/** How far two ratings apart still agree in part: not at all, by steps, or by the square of steps. */
export type KappaWeights = 'none' | 'linear' | 'quadratic';

export interface Kappa {
  readonly value: Outcome;
  readonly interval: IntervalOutcome;
  /** Share of items rated alike (by weight), and the share chance would give. */
  readonly observed: number;
  readonly expected: number;
}

/**
 * Cohen's kappa of two raters, plain or weighted, with its large-sample interval. `table[i][j]` is the number of items that the first rater put in
 * category i and the second in category j; categories are in order. `undefined/no-group-members` without items, `infeasible` when both used one category only
 * (chance agreement is then complete). Throws a RangeError for a table that is not square.
 * Source: Cohen, Educational and Psychological Measurement 20 (1960), 37-46; Cohen, Psychological Bulletin 70 (1968), 213-220;
 * Fleiss, Cohen and Everitt, Psychological Bulletin 72 (1969), 323-327 (standard error).
 * Example: 20 both yes, 15 both no, 5 and 10 apart: (0.7 - 0.5) / (1 - 0.5) = 0.4.
 */
export function cohensKappa(table: readonly (readonly number[])[], weights: KappaWeights, level: number): Kappa {
  const k = table.length;
  if (table.some((row) => row.length !== k)) throw new RangeError('two raters need the same categories');
  const n = table.flat().reduce((a, b) => a + b, 0);
  const none = (why: 'no-group-members' | 'infeasible', observed = 0, expected = 0): Kappa => ({
    value: undefinedBecause(why),
    interval: undefinedBecause(why),
    observed,
    expected,
  });
  if (n === 0) return none('no-group-members');
  const steps = Math.max(1, k - 1);
  const weight = (i: number, j: number): number => {
    const apart = Math.abs(i - j);
    if (weights === 'none') return apart === 0 ? 1 : 0;
    return weights === 'linear' ? 1 - apart / steps : 1 - (apart / steps) ** 2;
  };
  const first = table.map((row) => row.reduce((a, b) => a + b, 0) / n);
  const second = table.map((_, j) => table.reduce((a, row) => a + row[j]!, 0) / n);
  let [observed, expected] = [0, 0];
  const [rowMean, columnMean] = [first.map(() => 0), first.map(() => 0)];
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      const w = weight(i, j);
      observed += (w * table[i]![j]!) / n;
      expected += w * first[i]! * second[j]!;
      rowMean[i]! += w * second[j]!;
      columnMean[j]! += w * first[i]!;
    }
  if (expected >= 1 - 1e-12) return none('infeasible', observed, expected);
  const value = (observed - expected) / (1 - expected);
  let sum = 0;
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++)
      sum += (table[i]![j]! / n) * (weight(i, j) - (rowMean[i]! + columnMean[j]!) * (1 - value)) ** 2;
  const variance = (sum - (value - expected * (1 - value)) ** 2) / (n * (1 - expected) ** 2);
  const width = zOfLevel(level) * Math.sqrt(Math.max(0, variance));
  return {
    value: ok(value),
    interval: {
      status: 'ok',
      value: [Math.max(-1, value - width), Math.min(1, value + width)],
      level,
      method: `kappa-${weights}`,
    },
    observed,
    expected,
  };
}
