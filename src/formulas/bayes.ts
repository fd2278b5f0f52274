import { type Outcome, ok } from '../core/outcome.js';
import { actualCounts, comparedFault } from './counts.js';
import { betaTails } from './numeric/beta.js';
import { zOfLevel } from './numeric/normal.js';
import { betaOdds } from './numeric/quantiles.js';
import { findFallingZero } from './numeric/solve.js';
import type { Compared, Count } from './types.js';

/** What is believed of a ratio of two rates after seeing the counts, with nothing much assumed before. */
export interface PosteriorRatio {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  readonly above: number;
  /** The probability that the ratio is more than `above`. */
  readonly probabilityAbove: number;
}

interface Beta {
  readonly a: number;
  readonly b: number;
}

const jeffreys = ({ n, base }: Count): Beta => ({ a: n + 0.5, b: base - n + 0.5 });

/** Points of a beta distribution with equal shares of probability on both sides of each cell's end: [rate, share of probability]. */
function cells({ a, b }: Beta): readonly (readonly [number, number])[] {
  const [low, high] = [Math.log(betaOdds(a, b, 1e-14, 'lower')), Math.log(betaOdds(a, b, 1e-14, 'upper'))];
  const count = 3000;
  const at = (i: number): readonly [number, number] => {
    const t = low + ((high - low) * i) / count;
    return [1 / (1 + Math.exp(-t)), 1 / (1 + Math.exp(t))];
  };
  const result: (readonly [number, number])[] = [];
  let before = betaTails(a, b, ...at(0));
  for (let i = 1; i <= count; i++) {
    const after = betaTails(a, b, ...at(i));
    // The difference is taken in the tail in which both are small.
    const share = after[0] < 0.5 ? after[0] - before[0] : before[1] - after[1];
    result.push([at(i - 0.5)[0], share]);
    before = after;
  }
  return result;
}

/**
 * Posterior of a ratio of two rates with Jeffreys' prior, Beta(0.5, 0.5), on each rate: median, equal-tailed interval, and the probability of a ratio
 * above a mark such as 1.25. Works with no events in either group, where it mostly shows the prior. Integrated, not simulated, so it needs no seed;
 * good to about five digits. `undefined/no-group-members`, `invalid-counts`. Throws a RangeError for a level outside 0 to 1.
 * Source: Aitchison and Bacon-Shone, Biometrika 68 (1981), 323-330 (ratios of binomial rates); the prior is a project decision.
 * Example: 9/725 over 17/2505, above 1.25: median 1.845, 0.798 to 3.995, probability 0.826.
 */
export function posteriorRatio(counts: Compared, level: number, above: number): Outcome<PosteriorRatio> {
  zOfLevel(level);
  const fault = comparedFault(counts);
  if (fault) return fault;
  const { over, under } = actualCounts(counts);
  const { a, b } = jeffreys(over);
  const comparator = cells(jeffreys(under));
  const tailBeyond = (ratio: number): number =>
    comparator.reduce((sum, [p, share]) => {
      const x = ratio * p;
      return sum + (x >= 1 ? 0 : share * betaTails(a, b, x)[1]);
    }, 0);
  const start = Math.log((a / (over.base + 1)) * ((under.base + 1) / (under.n + 0.5)));
  const quantile = (tail: number): number =>
    Math.exp(findFallingZero((log) => tailBeyond(Math.exp(log)) - tail, start, 256));
  const half = (1 - level) / 2;
  return ok({
    median: quantile(0.5),
    lower: quantile(1 - half),
    upper: quantile(half),
    level,
    above,
    probabilityAbove: tailBeyond(above),
  });
}
