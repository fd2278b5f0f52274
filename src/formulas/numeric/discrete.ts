/** Sums of a discrete distribution with one hump about the outcome seen. */
export interface DiscreteSums {
  /** The probability of the outcome seen. */
  readonly seen: number;
  /** Of the smaller outcomes, and of the larger ones. */
  readonly below: number;
  readonly above: number;
  /** Of the outcomes no more likely than the one seen, itself included. */
  readonly asUnlikely: number;
}

/** The allowance of R's fisher.test for outcomes that are equally likely but for rounding. */
const tie = 1 + 1e-7;
const smallest = 1e-290;

/**
 * Walks outward from the most likely outcome by ratios of neighbours (`up(j)` is P(j + 1) / P(j)) and leaves out terms that no longer count: the
 * work is bounded by about 80 standard deviations however wide the support. Probabilities below 1e-290 of the largest are given as 0.
 */
export function sumsAround(
  k: number,
  support: { readonly lowest: number; readonly highest: number; readonly mode: number },
  up: (j: number) => number,
): DiscreteSums {
  const { lowest, highest } = support;
  const mode = Math.min(highest, Math.max(lowest, support.mode));
  const seen = weightAt(k, mode, up);
  const stop = Math.max(seen * 1e-18, smallest);
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
  for (let j = mode; j < k && w > smallest; j++) w *= up(j);
  for (let j = mode - 1; j >= k && w > smallest; j--) w /= up(j);
  return w > smallest ? w : 0;
}
