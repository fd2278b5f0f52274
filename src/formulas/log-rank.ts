import { undefinedBecause } from '../core/outcome.js';
import { chiSquaredTail } from './numeric/quantiles.js';
import { type RiskStep, riskSteps, type SurvivalGroup } from './survival-data.js';
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
 * The test is `undefined/no-events` when nobody leaves, `no-group-members` when fewer than two groups are ever at risk together, `invalid-counts`.
 * Throws a RangeError when strata have unequal numbers of groups, or fewer than two.
 * Source: Mantel, Cancer Chemotherapy Reports 50 (1966), 163-170; Peto and Peto, JRSS A 135 (1972), 185-207; R's survdiff.
 */
export function logRank(strata: readonly (readonly SurvivalGroup[])[]): LogRank {
  const groups = strata[0]?.length ?? 0;
  if (groups < 2 || strata.some((s) => s.length !== groups))
    throw new RangeError('each stratum needs the same groups, two or more');
  const observed = new Array<number>(groups).fill(0);
  const expected = new Array<number>(groups).fill(0);
  const variance = observed.map(() => new Array<number>(groups).fill(0));
  for (const stratum of strata) {
    const steps = stratum.map((group) => riskSteps(group));
    for (const s of steps)
      if ('status' in s && s.status === 'undefined' && s.why === 'invalid-counts')
        return { test: s, observed: [], expected: [] };
    const filled = steps.map((s): readonly RiskStep[] => ('status' in s ? [] : s));
    addStratum(stratum, filled, { observed, expected, variance });
  }
  return { test: testOf(observed, expected, variance), observed, expected };
}

interface Sums {
  readonly observed: number[];
  readonly expected: number[];
  readonly variance: number[][];
}

function addStratum(stratum: readonly SurvivalGroup[], steps: readonly (readonly RiskStep[])[], sums: Sums): void {
  const times = [...new Set(steps.flatMap((s) => s.filter((x) => x.allEvents > 0).map((x) => x.at)))].sort(
    (a, b) => a - b,
  );
  const present = stratum.map(countAtRisk);
  const eventsAt = steps.map((s) => new Map(s.map((x) => [x.at, x.allEvents])));
  for (const at of times) {
    const n = present.map((atRisk) => atRisk(at));
    const d = eventsAt.map((events) => events.get(at) ?? 0);
    const [all, gone] = [n.reduce((a, b) => a + b, 0), d.reduce((a, b) => a + b, 0)];
    const spread = all > 1 ? (gone * (all - gone)) / (all - 1) : 0;
    for (let i = 0; i < n.length; i++) {
      const share = n[i]! / all;
      sums.observed[i]! += d[i]!;
      sums.expected[i]! += gone * share;
      for (let j = 0; j < n.length; j++) sums.variance[i]![j]! += spread * share * ((i === j ? 1 : 0) - n[j]! / all);
    }
  }
}

/** A walk over growing times that counts who is at risk, as `riskSteps` does at a group's own exit times. */
function countAtRisk({ entries, exits }: SurvivalGroup): (at: number) => number {
  const arrivals = [...entries].sort((a, b) => a.at - b.at);
  const departures = [...exits].sort((a, b) => a.at - b.at);
  let [present, i, j] = [0, 0, 0];
  return (at) => {
    for (let a = arrivals[i]; a && (a.at < at || a.at === 0); a = arrivals[++i]) present += a.n;
    for (let d = departures[j]; d && d.at < at; d = departures[++j]) present -= d.n;
    return Math.max(0, present);
  };
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
