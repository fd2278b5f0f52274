import { ok, undefinedBecause } from '../core/outcome.js';
import { intervalOf } from './counts.js';
import type { Pooled } from './mantel-haenszel.js';
import { zOfLevel } from './numeric/normal.js';
import { ratesFault } from './rate-ratio.js';
import type { Compared } from './types.js';

/**
 * Mantel-Haenszel ratio of two rates per person-time over strata: what the ratio would be were the groups spread alike over them. Bases are
 * person-years or mean headcounts, may be halves, and events may exceed them. Interval on the log scale with the Greenland-Robins variance. Strata in
 * which a group is missing add nothing. `undefined/no-group-members` when every stratum lacks a group, `zero-comparator`, `no-events`,
 * `invalid-counts`; the interval is `infeasible` when the ratio is 0. Source: Rothman, Modern Epidemiology; Greenland and Robins, Biometrics 41
 * (1985), 55-68. Example: 10/100 over 5/100 and 30/60 over 20/80 give (5 + 17.143) / (2.5 + 8.571) = 2.
 */
export function mantelHaenszelRates(strata: readonly Compared[], level: number): Pooled {
  const z = zOfLevel(level);
  const nothing = (why: 'no-group-members' | 'zero-comparator' | 'no-events'): Pooled => {
    const absent = undefinedBecause(why);
    return { value: absent, interval: absent };
  };
  const invalid = strata.map(ratesFault).find((f) => f?.status === 'undefined' && f.why === 'invalid-counts');
  if (invalid) return { value: invalid, interval: invalid };
  const both = strata.filter(({ over, under }) => over.base > 0 && under.base > 0);
  if (both.length === 0) return nothing('no-group-members');
  const sum = (f: (s: Compared, total: number) => number): number =>
    both.reduce((n, s) => n + f(s, s.over.base + s.under.base), 0);
  const up = sum(({ over, under }, total) => (over.n * under.base) / total);
  const down = sum(({ over, under }, total) => (under.n * over.base) / total);
  if (down === 0) return nothing(up === 0 ? 'no-events' : 'zero-comparator');
  if (up === 0) return { value: ok(0), interval: undefinedBecause('infeasible') };
  const v = sum(({ over, under }, total) => ((over.n + under.n) * over.base * under.base) / total ** 2);
  const ratio = up / down;
  const half = z * Math.sqrt(v / (up * down));
  return {
    value: ok(ratio),
    interval: intervalOf(ratio * Math.exp(-half), ratio * Math.exp(half), level, 'mantel-haenszel-rates'),
  };
}
