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

/** A group's histograms in the order of time, each time once. */
export interface OrderedGroup {
  readonly entryAt: Float64Array;
  readonly entries: Float64Array;
  readonly exitAt: Float64Array;
  readonly censored: Float64Array;
  /** Leavers of every cause together. */
  readonly events: Float64Array;
  readonly kinds: readonly string[];
  /** Leavers by cause, in the order of `kinds`. */
  readonly eventsOf: readonly Float64Array[];
  readonly entered: number;
}

type Item = SurvivalGroup['exits'][number];

const timesOf = (items: readonly Item[]): Float64Array => {
  const sorted = Float64Array.from(items, (i) => i.at).sort();
  let n = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[n++] = sorted[i]!;
  return sorted.slice(0, n);
};

/** The place of a time that is there. */
function placeOf(times: Float64Array, at: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

const bad = ({ at, n }: Item): boolean =>
  !(at >= 0 && n >= 0 && at < Number.POSITIVE_INFINITY && n < Number.POSITIVE_INFINITY);

const ordered = new WeakMap<SurvivalGroup, OrderedGroup | Absent>();

/**
 * A group's histograms put in order, once for the same group. `undefined/no-group-members` when nobody enters, `invalid-counts` for a negative count or time, or
 * when more leave than are there.
 */
export function orderedGroup(group: SurvivalGroup): OrderedGroup | Absent {
  let made = ordered.get(group);
  if (!made) {
    made = inOrder(group);
    ordered.set(group, made);
  }
  return made;
}

function inOrder({ entries, exits }: SurvivalGroup): OrderedGroup | Absent {
  if (entries.some(bad) || exits.some(bad)) return undefinedBecause('invalid-counts');
  const [entryAt, exitAt] = [timesOf(entries), timesOf(exits)];
  const arrivals = new Float64Array(entryAt.length);
  let entered = 0;
  for (const { at, n } of entries) {
    arrivals[placeOf(entryAt, at)]! += n;
    entered += n;
  }
  if (entered === 0) return undefinedBecause('no-group-members');
  const [censored, events] = [new Float64Array(exitAt.length), new Float64Array(exitAt.length)];
  const kinds = [...new Set(exits.flatMap((e) => e.kind ?? []))];
  const of = new Map(kinds.map((kind) => [kind, new Float64Array(exitAt.length)]));
  for (const { at, n, kind } of exits) {
    const place = placeOf(exitAt, at);
    if (kind === undefined) censored[place]! += n;
    else {
      events[place]! += n;
      of.get(kind)![place]! += n;
    }
  }
  let [present, next] = [0, 0];
  for (let i = 0; i < exitAt.length; i++) {
    while (next < entryAt.length && (entryAt[next]! < exitAt[i]! || entryAt[next] === 0)) present += arrivals[next++]!;
    const left = present - events[i]! - censored[i]!;
    if (left < -1e-9 * Math.max(1, present)) return undefinedBecause('invalid-counts');
    present = Math.max(0, left);
  }
  return { entryAt, entries: arrivals, exitAt, censored, events, kinds, eventsOf: [...of.values()], entered };
}

/**
 * The people at risk at every exit time: those who entered before it (or at 0, whatever the time) and have not left before it.
 * Someone who enters after 0 on the day of an exit is at risk from the next time on, as in R's Surv(entry, exit, event).
 * `undefined/no-group-members` when nobody enters, `invalid-counts` for a negative count or time, or when more leave than are there.
 * Example: 10 enter at 0, one leaves on day 5: one step, 10 at risk, one event.
 */
export function riskSteps(group: SurvivalGroup): readonly RiskStep[] | Absent {
  const found = orderedGroup(group);
  if ('status' in found) return found;
  const { entryAt, entries, exitAt, censored, events: left, kinds, eventsOf } = found;
  const steps: RiskStep[] = [];
  let [present, next] = [0, 0];
  for (let i = 0; i < exitAt.length; i++) {
    const at = exitAt[i]!;
    while (next < entryAt.length && (entryAt[next]! < at || entryAt[next] === 0)) present += entries[next++]!;
    const events: Record<string, number> = {};
    const [allEvents, gone] = [left[i]!, censored[i]!];
    if (allEvents > 0)
      for (let k = 0; k < kinds.length; k++) if (eventsOf[k]![i]! > 0) events[kinds[k]!] = eventsOf[k]![i]!;
    if (allEvents + gone > 0) steps.push({ at, atRisk: present, events, allEvents, censored: gone });
    present = Math.max(0, present - allEvents - gone);
  }
  return steps;
}
