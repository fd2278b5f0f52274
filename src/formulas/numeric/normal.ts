import { gammaTails } from './gamma.js';

/**
 * The probability that a standard normal variable exceeds `z`. Accurate in relative terms in both tails.
 * Source: DLMF 7.11.2 (erfc is an incomplete gamma function of order 1/2). Example: normalTail(1.959963984540054) is 0.025.
 */
export function normalTail(z: number): number {
  const [inner, outer] = gammaTails(0.5, (z * z) / 2);
  return z >= 0 ? outer / 2 : 0.5 + inner / 2;
}

/**
 * The value a standard normal variable exceeds with probability `p`, 0 < p < 1. Throws a RangeError outside.
 * A rational start (Abramowitz and Stegun 26.2.23), then Halley steps on the tail itself. Example: p = 0.025 gives 1.959963984540054.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability between 0 and 1 is needed, not ${p}`);
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let i = 0; i < 3; i++) {
    const error = (normalTail(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
    z += error / (1 - (z * error) / 2);
  }
  return z;
}

/**
 * The normal deviate of a two-sided confidence level. Throws a RangeError unless 0 < level < 1.
 * Example: 0.95 gives 1.959963984540054, 0.998 gives 3.090232306167813.
 */
export function zOfLevel(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a confidence level between 0 and 1 is needed, not ${level}`);
  return normalQuantile((1 - level) / 2);
}

/** The two-sided p of a normal deviate. Example: 1.959963984540054 gives 0.05. */
export const twoSidedP = (z: number): number => Math.min(1, 2 * normalTail(Math.abs(z)));
