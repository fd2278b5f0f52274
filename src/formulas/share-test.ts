import { type Absent, undefinedBecause } from '../core/outcome.js';
import { countFault } from './counts.js';
import { twoSidedP } from './numeric/normal.js';
import type { ChiSquaredOutcome } from './types.js';

/**
 * Score test of a share against a fixed reference share (0 to 1, neither end). It rejects at 1 - level exactly when `wilson` leaves the reference out.
 * `undefined/no-group-members`, `invalid-counts`; `infeasible` when the reference is not strictly between 0 and 1.
 * Source: Wilson 1927; R's prop.test without correction. Example: 73 of 86 against 0.9 has chi-squared 2.50129, p 0.11375.
 */
export function scoreTestOfShare(n: number, base: number, reference: number): ChiSquaredOutcome {
  const fault: Absent | undefined = countFault({ n, base });
  if (fault) return fault;
  if (!(reference > 0 && reference < 1)) return undefinedBecause('infeasible');
  const z = (n / base - reference) / Math.sqrt((reference * (1 - reference)) / base);
  return { status: 'ok', method: 'score', p: twoSidedP(z), statistic: z * z, df: 1 };
}
