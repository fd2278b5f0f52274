import { undefinedBecause } from '../core/outcome.js';
import { chiSquaredTail } from './numeric/quantiles.js';
import { type OrderedGroup, orderedGroup, type SurvivalGroup } from './survival-data.js';
import type { ChiSquaredOutcome } from './types.js';

/** Leavers seen and expected in each group, and the test that leaving is alike in all of them. */
export interface LogRank {
  readonly test: ChiSquaredOutcome;
  readonly observed: readonly number[];
  readonly expected: readonly number[];
}

/**
 * Log-rank test that two or more groups leave at the same rate at every tenure; with delayed entry, and stratified when there is more than one
 * stratum (groups are then compared within bands or staff groups only). `strata[s][g]` is group g in stratum s; a group missing from a stratum has no entries.
 * With `cause` only leaving for it is asked of; leaving for any other is no longer being seen.
 * The test is `undefined/no-events` when nobody leaves, `no-group-members` when fewer than two groups are ever at risk together, `invalid-counts`.
 * Throws a RangeError when strata have unequal numbers of groups, or fewer than two.
 * Source: Mantel, Cancer Chemotherapy Reports 50 (1966), 163-170; Peto and Peto, JRSS A 135 (1972), 185-207; R's survdiff.
 */
export function logRank(strata: readonly (readonly SurvivalGroup[])[], cause?: string): LogRank {
  const groups = strata[0]?.length ?? 0;
  if (groups < 2 || strata.some((s) => s.length !== groups))
    throw new RangeError('each stratum needs the same groups, two or more');
  const observed = new Array<number>(groups).fill(0);
  const expected = new Array<number>(groups).fill(0);
  const variance = observed.map(() => new Array<number>(groups).fill(0));
  for (const stratum of strata) {
    const found = stratum.map(orderedGroup);
    for (const s of found)
      if ('status' in s && s.status === 'undefined' && s.why === 'invalid-counts')
        return { test: s, observed: [], expected: [] };
    const walks = found.map((s) => ('status' in s ? undefined : walkOf(s, cause)));
    addStratum(walks, { observed, expected, variance });
  }
  return { test: testOf(observed, expected, variance), observed, expected };
}

interface Sums {
  readonly observed: number[];
  readonly expected: number[];
  readonly variance: number[][];
}

/** A walk over the times at which somebody of a group leaves or is last seen. */
interface Walk extends OrderedGroup {
  /** Leavers of the cause asked for at each time. */
  readonly gone: Float64Array | undefined;
  present: number;
  nextEntry: number;
  nextExit: number;
}

const walkOf = (of: OrderedGroup, cause: string | undefined): Walk => ({
  ...of,
  gone: cause === undefined ? of.events : of.eventsOf[of.kinds.indexOf(cause)],
  present: 0,
  nextEntry: 0,
  nextExit: 0,
});

function addStratum(walks: readonly (Walk | undefined)[], sums: Sums): void {
  const groups = walks.length;
  const [n, d] = [new Float64Array(groups), new Float64Array(groups)];
  for (;;) {
    let at = Number.POSITIVE_INFINITY;
    for (const w of walks) if (w && w.nextExit < w.exitAt.length) at = Math.min(at, w.exitAt[w.nextExit]!);
    if (at === Number.POSITIVE_INFINITY) return;
    let [all, gone] = [0, 0];
    for (let g = 0; g < groups; g++) {
      const w = walks[g];
      n[g] = 0;
      d[g] = 0;
      if (!w) continue;
      while (w.nextEntry < w.entryAt.length && (w.entryAt[w.nextEntry]! < at || w.entryAt[w.nextEntry] === 0))
        w.present += w.entries[w.nextEntry++]!;
      n[g] = Math.max(0, w.present);
      all += n[g]!;
      if (w.exitAt[w.nextExit] !== at) continue;
      d[g] = w.gone?.[w.nextExit] ?? 0;
      gone += d[g]!;
      w.present -= w.events[w.nextExit]! + w.censored[w.nextExit]!;
      w.nextExit++;
    }
    if (gone === 0) continue;
    const spread = all > 1 ? (gone * (all - gone)) / (all - 1) : 0;
    for (let i = 0; i < groups; i++) {
      const share = n[i]! / all;
      sums.observed[i]! += d[i]!;
      sums.expected[i]! += gone * share;
      for (let j = 0; j < groups; j++) sums.variance[i]![j]! += spread * share * ((i === j ? 1 : 0) - n[j]! / all);
    }
  }
}

/** (O - E)' V⁻ (O - E) over the groups ever at risk with others, one of them left out, by elimination. */
function testOf(
  observed: readonly number[],
  expected: readonly number[],
  variance: readonly (readonly number[])[],
): ChiSquaredOutcome {
  if (expected.every((e) => e === 0)) return undefinedBecause('no-events');
  const used = observed.map((_, i) => i).filter((i) => variance[i]![i]! > 0);
  if (used.length < 2) return undefinedBecause('no-group-members');
  const kept = used.slice(1);
  const rows = kept.map((i) => [...kept.map((j) => variance[i]![j]!), observed[i]! - expected[i]!]);
  let statistic = 0;
  let df = 0;
  for (let c = 0; c < kept.length; c++) {
    const pivot = rows[c]![c]!;
    // Groups that never meet the others make the matrix singular: their row has become 0.
    if (!(pivot > 1e-9 * variance[kept[c]!]![kept[c]!]!)) continue;
    df++;
    statistic += rows[c]![kept.length]! ** 2 / pivot;
    for (let r = c + 1; r < kept.length; r++) {
      const factor = rows[r]![c]! / pivot;
      for (let k = c; k <= kept.length; k++) rows[r]![k]! -= factor * rows[c]![k]!;
    }
  }
  return { status: 'ok', method: 'log-rank', p: chiSquaredTail(statistic, df), statistic, df };
}
