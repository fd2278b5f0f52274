import { betaTails } from './beta.js';
import { gammaTails } from './gamma.js';
import { findFallingZero, findZero } from './solve.js';

/** Which tail a probability is of: the smaller one keeps its digits. */
export type Tail = 'lower' | 'upper';

/** The difference of logs of a tail and its target; tails too small to write count as the smallest number. */
const logGap = (tail: number, p: number): number => Math.log(Math.max(tail, Number.MIN_VALUE)) - Math.log(p);

/**
 * The x at which the given tail of a gamma distribution (shape `a` > 0, scale 1) is `p`, 0 < p < 1.
 * Example: gammaQuantile(5, 0.025, 'lower') is 1.6234863901184; half of it is what Garwood's limits are made of.
 */
export function gammaQuantile(a: number, p: number, tail: Tail): number {
  const side = tail === 'lower' ? 0 : 1;
  const sign = tail === 'lower' ? -1 : 1;
  return Math.exp(findFallingZero((log) => sign * logGap(gammaTails(a, Math.exp(log))[side], p), Math.log(a), 4096));
}

/**
 * The odds x / (1 - x) at which the given tail of a beta distribution (a, b > 0) is `p`, 0 < p < 1. Solved in the logarithm, so that both ends
 * of the distribution keep their digits. Example: betaOdds(10, 1, 0.025, 'lower') is 2.24145.
 */
export function betaOdds(a: number, b: number, p: number, tail: Tail): number {
  const side = tail === 'lower' ? 0 : 1;
  const sign = tail === 'lower' ? -1 : 1;
  const gap = (logit: number): number => {
    const [x, y] = [1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit))];
    return sign * logGap(betaTails(a, b, x, y)[side], p);
  };
  return Math.exp(findFallingZero(gap, Math.log(a / b), 4096));
}

/**
 * The x at which the given tail of a beta distribution (a, b > 0) is `p`, 0 < p < 1.
 * Example: betaQuantile(10, 1, 0.025, 'lower') is 0.6915028921812392.
 */
export function betaQuantile(a: number, b: number, p: number, tail: Tail): number {
  const odds = betaOdds(a, b, p, tail);
  return odds / (1 + odds);
}

/** The probability that a chi-squared variable with `df` degrees of freedom exceeds `x`. Example: 3.841458820694124 with 1 gives 0.05. */
export const chiSquaredTail = (x: number, df: number): number => gammaTails(df / 2, x / 2)[1];

/** The probability that |t| exceeds |`t`| with `df` degrees of freedom. Example: 2.364624251592785 with 7 gives 0.05. */
export const twoSidedT = (t: number, df: number): number =>
  betaTails(df / 2, 0.5, df / (df + t * t), (t * t) / (df + t * t))[0];

/** The deviate that |t| exceeds with probability `p`. Example: 0.05 with 7 degrees of freedom gives 2.364624251592785. */
export const tOfTwoSided = (p: number, df: number): number =>
  Math.exp(findZero((log) => logGap(twoSidedT(Math.exp(log), df), p), -40, 40));
