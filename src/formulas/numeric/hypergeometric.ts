import { type DiscreteSums, sumsAround } from './discrete.js';

/**
 * Sums of the hypergeometric distribution: `k` of the `draws` are among the `marked` of `total`. All arguments are whole and `k` can occur.
 * As the walk uses ratios of neighbours, no factorial is taken. Example: the tables of 9/725 over 17/2505 are k = 9, draws 725, marked 26, total 3230.
 */
export function hypergeometricSums(k: number, draws: number, marked: number, total: number): DiscreteSums {
  const lowest = Math.max(0, draws + marked - total);
  const highest = Math.min(draws, marked);
  const mode = Math.floor(((draws + 1) * (marked + 1)) / (total + 2));
  return sumsAround(k, { lowest, highest, mode }, (j) => {
    const others = total - marked - draws + j + 1;
    return ((marked - j) / (j + 1)) * ((draws - j) / others);
  });
}

/**
 * Sums of the binomial distribution: `k` of `n` whole trials, each with odds `odds`.
 * Example: binomialSums(0, 3, 1).asUnlikely is 0.25, as 0 and 3 of 3 are the two least likely outcomes.
 */
export function binomialSums(k: number, n: number, odds: number): DiscreteSums {
  const mode = Math.floor((n + 1) * (odds / (1 + odds)));
  return sumsAround(k, { lowest: 0, highest: n, mode }, (j) => ((n - j) / (j + 1)) * odds);
}
