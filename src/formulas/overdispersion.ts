/** One organisation's figure on the scale on which it is judged (the log of a ratio, or a share), with its standard error. */
export interface Estimate {
  readonly y: number;
  readonly se: number;
}

/** How much more organisations differ than chance alone would make them. */
export interface Overdispersion {
  /** Mean squared deviate after winsorising; about 1 when chance explains the spread. */
  readonly phi: number;
  /** Variance between organisations, on the scale of the estimates; 0 when there is no more spread than chance. */
  readonly tau2: number;
}

/** A quantile between order statistics, as R's default (type 7). */
function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const [a, b] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  return a + (at - low) * (b - a);
}

/**
 * Additive over-dispersion: deviates from the target, pulled in to their `winsorise` and 1 - `winsorise` quantiles, give phi; if m phi > m - 1,
 * tau² = (m phi - (m - 1)) / (Σw - Σw² / Σw) with w = 1 / se². Fewer than two estimates say nothing: phi 1, tau² 0.
 * Throws a RangeError for a standard error that is not above 0, or a winsorising share outside 0 to 0.5.
 * Source: Spiegelhalter, Statistics in Medicine 24 (2005), 1185-1202, and Quality and Safety in Health Care 14 (2005), 347-351.
 * Example: y 0.5, -0.5, 0.5, -0.5 with se 0.1 about 0: phi 25, tau² = (100 - 3) / 300 = 0.3233.
 */
export function overdispersion(estimates: readonly Estimate[], target: number, winsorise = 0.1): Overdispersion {
  if (!(winsorise >= 0 && winsorise < 0.5))
    throw new RangeError(`a winsorising share from 0 to 0.5 is needed: ${winsorise}`);
  for (const { se } of estimates) if (!(se > 0)) throw new RangeError(`a standard error above 0 is needed, not ${se}`);
  const m = estimates.length;
  if (m < 2) return { phi: 1, tau2: 0 };
  const z = estimates.map(({ y, se }) => (y - target) / se);
  const sorted = [...z].sort((a, b) => a - b);
  const [low, high] = [quantile(sorted, winsorise), quantile(sorted, 1 - winsorise)];
  const phi = z.reduce((sum, x) => sum + Math.min(high, Math.max(low, x)) ** 2, 0) / m;
  const w = estimates.map(({ se }) => 1 / (se * se));
  const [sum, squares] = [w.reduce((a, b) => a + b, 0), w.reduce((a, b) => a + b * b, 0)];
  return { phi, tau2: Math.max(0, m * phi - (m - 1)) / (sum - squares / sum) };
}

/**
 * An estimate drawn towards the target by as much as its own uncertainty deserves: (y tau² + target se²) / (tau² + se²). With tau² 0 nothing but
 * chance tells organisations apart and the result is the target. Shown beside the raw figure, never instead of it.
 * Source: Efron and Morris, JASA 70 (1975), 311-319. Example: ln 2 with se 0.4, target 0, tau² 0.04: 0.693 x 0.04 / 0.2 = 0.1386, a ratio of 1.149.
 */
export const shrunk = ({ y, se }: Estimate, target: number, tau2: number): number =>
  (y * tau2 + target * se * se) / (tau2 + se * se);
