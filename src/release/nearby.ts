import type { Known, Range, Steps } from './move.js';
import type { System } from './system.js';

/** Looks for tables that differ from the true one in a few classes, each by one: most other tables a proof needs are of this kind. */
export interface Nearby {
  /** Says that what is known of a count has changed. */
  readonly update: (item: number) => void;
  /**
   * Steps of the classes (of `steps` people each) that take `target` so many steps, for less than `most`: the cheapest found within a fixed amount
   * of work. Undefined when none was found, which does not say that there is none.
   */
  readonly find: (target: number, to: Steps, steps: 1 | 2, most: number) => Int8Array | undefined;
}

/** Classes tried in one search, and branches followed at one place. Fixed, so that the same counts give the same answer on every machine. */
const WORK = 500;
const WIDTH = 8;
/** Classes that change in one table. */
const DEPTH = 14;
/** What it may cost: nothing, then a cell or two. What costs more is looked for with the solver, which finds the cheapest. */
const LIMITS = [1e-9, 100] as const;
/** What a broken sum is worth against the cost of hiding, in ordering branches. */
const BROKEN = 15;

interface Indexed {
  readonly itemOf: Int32Array;
  /** Of each sum, its classes; one taken away is `~class`. */
  readonly members: readonly (readonly number[])[];
  readonly sumsOf: readonly (readonly number[])[];
  /** Of each class, the sums it is in; one it is taken away in is `~sum`. */
  readonly sumsAt: readonly Int32Array[];
  readonly size: Int32Array;
}

function indexed({ classes, items }: System): Indexed {
  const itemOf: number[] = [];
  const members: (readonly number[])[] = [];
  const sumsAt: number[][] = classes.map(() => []);
  const sumsOf = items.map(({ sums }, i) =>
    sums.map((sum) => {
      const s = itemOf.push(i) - 1;
      members.push(sum);
      for (const c of sum) sumsAt[c < 0 ? ~c : c]!.push(c < 0 ? ~s : s);
      return s;
    }),
  );
  const size = Int32Array.from(sumsOf, (sums) => Math.min(...sums.map((s) => members[s]!.length)));
  return {
    itemOf: Int32Array.from(itemOf),
    members,
    sumsOf,
    sumsAt: sumsAt.map((sums) => Int32Array.from(sums)),
    size,
  };
}

/** A change to try: one class up or down, or a shown count to be hidden. */
interface Branch {
  readonly at: number;
  readonly by: 1 | -1 | 0;
  readonly score: number;
}

/** Prepares a system for searches. `known` is asked again for a count after `update`. */
export function nearbyOf(system: System, known: (item: number) => Known): Nearby {
  const { classes, items } = system;
  const { itemOf, members, sumsOf, sumsAt, size } = indexed(system);
  /** The sum of a count that has one. */
  const only = Int32Array.from(sumsOf, (sums) => (sums.length === 1 ? (sums[0] as number) : -1));
  const what = items.map((_, i) => known(i));
  const step = new Int8Array(classes.length);
  const banned = new Int8Array(classes.length);
  const delta = new Int32Array(itemOf.length);
  const [low, high] = [new Float64Array(items.length), new Float64Array(items.length)];
  const [low2, high2] = [new Float64Array(items.length), new Float64Array(items.length)];
  const givenUp = new Uint8Array(items.length);
  /** Counts whose sums do not agree, or that are out of their range. */
  const broken: number[] = [];
  const place = new Int32Array(items.length).fill(-1);
  let [steps, work, cost, best]: [1 | 2, number, number, number] = [1, 0, 0, 0];
  let found: Int8Array | undefined;

  const room = (i: number, { low: from, high: to }: Range, l: Float64Array, h: Float64Array): void => {
    const { value } = items[i]!;
    l[i] = -Math.floor((value - from) / steps);
    h[i] = Math.floor((to - value) / steps);
  };
  const limit = (i: number): void => {
    const { range, ifHidden, hidden } = what[i]!;
    room(i, range, low, high);
    if (!hidden && ifHidden) room(i, ifHidden, low2, high2);
    else {
      low2[i] = low[i] as number;
      high2[i] = high[i] as number;
    }
  };

  /** Where all sums of a count should be: as far from the truth as one of them is, and in its range. */
  const aim = (i: number): number => {
    let far = 0;
    for (const s of sumsOf[i]!) if (Math.abs(delta[s] as number) > Math.abs(far)) far = delta[s] as number;
    return Math.max(low[i] as number, Math.min(high[i] as number, far));
  };
  const isBroken = (i: number): boolean => {
    const s = only[i] as number;
    if (s >= 0) return (delta[s] as number) < (low[i] as number) || (delta[s] as number) > (high[i] as number);
    const to = aim(i);
    for (const t of sumsOf[i]!) if (delta[t] !== to) return true;
    return false;
  };
  const judge = (i: number): void => {
    const bad = isBroken(i);
    const at = place[i] as number;
    if (bad && at < 0) place[i] = broken.push(i) - 1;
    else if (!bad && at >= 0) {
      const last = broken.pop() as number;
      if (last !== i) {
        broken[at] = last;
        place[last] = at;
      }
      place[i] = -1;
    }
  };
  const change = (c: number, by: number): void => {
    step[c] = (step[c] as number) + by;
    const at = sumsAt[c]!;
    for (let k = 0; k < at.length; k++) {
      const s = at[k] as number;
      if (s < 0) delta[~s] = (delta[~s] as number) - by;
      else delta[s] = (delta[s] as number) + by;
    }
    for (let k = 0; k < at.length; k++) {
      const s = at[k] as number;
      judge(itemOf[s < 0 ? ~s : s] as number);
    }
  };

  /** What a change of a class would break and cost; undefined when a count that is that class alone cannot follow. */
  const scoreOf = (c: number, by: 1 | -1): number | undefined => {
    work--;
    if (step[c] !== 0 || banned[c] || (classes[c] as number) + by * steps < 0) return undefined;
    let [score, forced] = [0, 0];
    for (const signed of sumsAt[c]!) {
      const s = signed < 0 ? ~signed : signed;
      const i = itemOf[s] as number;
      const d = (delta[s] as number) + (signed < 0 ? -by : by);
      const inside = d >= (low[i] as number) && d <= (high[i] as number);
      if (members[s]!.length === 1 && sumsOf[i]!.length === 1) {
        if (inside) continue;
        if (givenUp[i] || d < (low2[i] as number) || d > (high2[i] as number)) return undefined;
        forced += items[i]!.cost;
        continue;
      }
      const was = delta[s] as number;
      const fine = (n: number): boolean => n >= (low[i] as number) && n <= (high[i] as number);
      score += BROKEN * (Number(!inside) - Number(!fine(was)));
    }
    return cost + forced < best ? score + forced : undefined;
  };

  const branches = (i: number, classesLeft: number): readonly Branch[] => {
    const all: Branch[] = [];
    if (!givenUp[i] && ((low2[i] as number) < (low[i] as number) || (high2[i] as number) > (high[i] as number)))
      all.push({ at: i, by: 0, score: items[i]!.cost - BROKEN });
    if (classesLeft === 0) return all;
    const to = aim(i);
    const elastic = (low[i] as number) < (high[i] as number);
    let shortest: number | undefined;
    for (const s of sumsOf[i]!) {
      if (delta[s] === to && !(elastic && to !== 0)) continue;
      if (delta[s] !== to && (shortest === undefined || members[s]!.length < members[shortest]!.length)) shortest = s;
    }
    const towards = (s: number, up: boolean): void => {
      for (const m of members[s]!) {
        const by = m < 0 === up ? -1 : 1;
        const c = m < 0 ? ~m : m;
        const score = scoreOf(c, by);
        if (score !== undefined) all.push({ at: c, by, score });
      }
    };
    if (shortest !== undefined) towards(shortest, (delta[shortest] as number) < to);
    // Sums that differ may meet at the other's, too: what went furthest may come back.
    if (elastic) for (const s of sumsOf[i]!) if (delta[s] === to && to !== 0) towards(s, to < 0);
    return all.sort((a, b) => a.score - b.score || a.at - b.at).slice(0, WIDTH);
  };

  const descend = (classesLeft: number): void => {
    if (work <= 0 || cost >= best) return;
    if (broken.length === 0) {
      best = cost;
      found = step.slice();
      return;
    }
    let i = broken[0] as number;
    for (const b of broken) if (size[b]! < size[i]! || (size[b] === size[i] && b < i)) i = b;
    const tried: number[] = [];
    for (const { at, by } of branches(i, classesLeft)) {
      if (by === 0) {
        const [l, h] = [low[at] as number, high[at] as number];
        low[at] = low2[at] as number;
        high[at] = high2[at] as number;
        givenUp[at] = 1;
        cost += items[at]!.cost;
        judge(at);
        descend(classesLeft);
        cost -= items[at]!.cost;
        givenUp[at] = 0;
        low[at] = l;
        high[at] = h;
        judge(at);
      } else {
        change(at, by);
        descend(classesLeft - 1);
        change(at, -by);
        // Every table in which this class changes has been looked at: the branches that follow go without.
        banned[at] = 1;
        tried.push(at);
      }
    }
    for (const c of tried) banned[c] = 0;
  };

  return {
    update(i) {
      what[i] = known(i);
    },
    find(target, to, by, most) {
      steps = by;
      for (let i = 0; i < items.length; i++) limit(i);
      low[target] = to;
      high[target] = to;
      low2[target] = to;
      high2[target] = to;
      [cost, found] = [0, undefined];
      judge(target);
      for (const limit of LIMITS) {
        work = WORK;
        best = Math.min(limit, most);
        descend(DEPTH);
        if (found || best === most) break;
      }
      low[target] = 0;
      high[target] = 0;
      judge(target);
      return found;
    },
  };
}
