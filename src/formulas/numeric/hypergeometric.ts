/** Sums of the hypergeometric distribution of the first cell of a two-by-two table with fixed margins, relative to the whole. */
export interface HypergeometricSums {
  /** The probability of the table seen. */
  readonly seen: number;
  /** Of the tables with a smaller, and with a larger, first cell. */
  readonly below: number;
  readonly above: number;
  /** Of the tables no more likely than the one seen, itself included. */
  readonly asUnlikely: number;
}

/** R's allowance for tables that are equally likely but for rounding. */
const tie = 1 + 1e-7;

/**
 * Walks outward from the most likely table by ratios of neighbours, so that no factorial is taken and terms that no longer count are left
 * out: the work is bounded by about 80 standard deviations however wide the margins. All arguments are whole; `k` is in the support.
 * `k` of the `draws` are among `marked` of `total`. Probabilities below 1e-290 of the most likely table are given as 0.
 */
export function hypergeometricSums(k: number, draws: number, marked: number, total: number): HypergeometricSums {
  const lowest = Math.max(0, draws + marked - total);
  const highest = Math.min(draws, marked);
  const up = (j: number): number => ((marked - j) * (draws - j)) / ((j + 1) * (total - marked - draws + j + 1));
  const mode = Math.min(highest, Math.max(lowest, Math.floor(((draws + 1) * (marked + 1)) / (total + 2))));
  const seen = weightAt(k, mode, up);
  const stop = Math.max(seen * 1e-18, 1e-290);
  const sums = { below: 0, above: 0, asUnlikely: 0, all: 0 };
  const add = (j: number, w: number): void => {
    sums.all += w;
    if (j < k) sums.below += w;
    if (j > k) sums.above += w;
    if (w <= seen * tie) sums.asUnlikely += w;
  };
  for (let j = mode, w = 1; j <= highest && w > stop; w *= up(j), j++) add(j, w);
  for (let j = mode - 1, w = 1; j >= lowest; j--) {
    w /= up(j);
    if (w <= stop) break;
    add(j, w);
  }
  const { all, below, above, asUnlikely } = sums;
  return { seen: seen / all, below: below / all, above: above / all, asUnlikely: asUnlikely / all };
}

function weightAt(k: number, mode: number, up: (j: number) => number): number {
  let w = 1;
  for (let j = mode; j < k && w > 1e-290; j++) w *= up(j);
  for (let j = mode - 1; j >= k && w > 1e-290; j--) w /= up(j);
  return w > 1e-290 ? w : 0;
}
