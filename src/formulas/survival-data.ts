import { type Absent, undefinedBecause } from '../core/outcome.js';

/**
 * One group's two histograms. People come under observation at `entries` (0 for a starter, the tenure already served for someone in post when
 * observation begins) and leave it at `exits`: `kind` is a cause of leaving, or undefined for someone still there when observation ends.
 * Times are days of tenure (any unit will do); counts may be weights. Histograms of several trusts add.
 */
export interface SurvivalGroup {
  readonly entries: readonly { readonly at: number; readonly n: number }[];
  readonly exits: readonly { readonly at: number; readonly n: number; readonly kind?: string }[];
}

/** One time at which someone leaves or observation of someone ends. */
export interface RiskStep {
  readonly at: number;
  readonly atRisk: number;
  /** Leavers by cause. */
  readonly events: Readonly<Record<string, number>>;
  readonly allEvents: number;
  readonly censored: number;
}

const tally = (items: readonly { readonly at: number; readonly n: number }[]): Map<number, number> => {
  const sums = new Map<number, number>();
  for (const { at, n } of items) sums.set(at, (sums.get(at) ?? 0) + n);
  return sums;
};

/**
 * The people at risk at every exit time: those who entered before it (or at 0, whatever the time) and have not left before it.
 * Someone who enters after 0 on the day of an exit is at risk from the next time on, as in R's Surv(entry, exit, event).
 * `undefined/no-group-members` when nobody enters, `invalid-counts` for a negative count or time, or when more leave than are there.
 */
export function riskSteps({ entries, exits }: SurvivalGroup): readonly RiskStep[] | Absent {
  const bad = ({ at, n }: { at: number; n: number }): boolean =>
    !(at >= 0 && n >= 0 && at < Number.POSITIVE_INFINITY && n < Number.POSITIVE_INFINITY);
  if (entries.some(bad) || exits.some(bad)) return undefinedBecause('invalid-counts');
  const arrivals = [...tally(entries)].sort(([a], [b]) => a - b);
  const entered = arrivals.reduce((sum, [, n]) => sum + n, 0);
  if (entered === 0) return undefinedBecause('no-group-members');
  const byTime = new Map<number, { at: number; n: number; kind?: string }[]>();
  for (const exit of exits) {
    const same = byTime.get(exit.at);
    if (same) same.push(exit);
    else byTime.set(exit.at, [exit]);
  }
  const steps: RiskStep[] = [];
  let [present, next] = [0, 0];
  for (const [at, gone] of [...byTime].sort(([a], [b]) => a - b)) {
    for (let a = arrivals[next]; a && (a[0] < at || a[0] === 0); a = arrivals[++next]) present += a[1];
    const events: Record<string, number> = {};
    let [allEvents, censored] = [0, 0];
    for (const { n, kind } of gone) {
      if (kind === undefined) censored += n;
      else {
        events[kind] = (events[kind] ?? 0) + n;
        allEvents += n;
      }
    }
    const left = present - allEvents - censored;
    if (left < -1e-9 * Math.max(1, present)) return undefinedBecause('invalid-counts');
    if (allEvents + censored > 0) steps.push({ at, atRisk: present, events, allEvents, censored });
    present = Math.max(0, left);
  }
  return steps;
}
