import { type Component, componentsOf, regionsOf } from './components.js';
import type { Range } from './move.js';
import { type Search, searchIn } from './search.js';
import type { System } from './system.js';

/** What the policy says of each count of a run before complements are hidden. */
export interface Start {
  /** What a reader knows of a count while it is shown: exactly, or rounded. */
  readonly shown: (item: number) => Range;
  /** What a reader knows of a count once it is hidden, and what a reader guesses who takes a hidden small count to be small. */
  readonly hidden: (item: number) => Range;
  readonly guessed: (item: number) => Range;
  /** Hidden by the policy's own rule. */
  readonly primary: ReadonlySet<number>;
  /** Known whatever is hidden now: a count of 0, or one that an earlier release showed. */
  readonly fixed: ReadonlySet<number>;
  /** Counts that no table shows of which the caller wants to know whether a reader can add them up. */
  readonly asked?: ReadonlySet<number>;
}

export interface Protected {
  /** Every hidden count, small ones and complements alike. */
  readonly hidden: ReadonlySet<number>;
  /** Hidden counts that a reader could still tell to fewer than three values. */
  readonly exposed: readonly number[];
  /** Of the counts asked about, those a reader can tell, and those that stay as open as a hidden one. */
  readonly told: ReadonlyMap<number, 'told' | 'open'>;
}

/**
 * Hides complements until every hidden count has two other values beside the true one, each shown by a whole other table that fits everything a reader
 * knows: all shown counts of all tables at once, events within their people, and that a count hidden as small is small. The cheapest complements are
 * taken, then those that turned out not to be needed are shown again. The same counts give the same hidden set in whatever order they come.
 * Where some stay exposed, `otherwise` may give another start, which hides more by rule, for the part of the system they are in.
 * Source: J. P. Kelly, B. L. Golden and A. A. Assad, Cell suppression, Networks 22 (1992).
 */
export async function protect(
  system: System,
  start: Start,
  otherwise: (exposed: readonly number[]) => Start | undefined = () => undefined,
): Promise<Protected> {
  const hidden = new Set(start.primary);
  const safe = new Set<number>();
  const most = new Map<number, number>();
  for (const part of componentsOf(system, mattersIn(system, start))) {
    await protectPart(part, start, hidden, safe, most);
    const open = part.items.filter((i) => hidden.has(i) && !safe.has(i));
    const again = open.length > 0 ? otherwise(open) : undefined;
    if (!again) continue;
    for (const i of part.items) {
      safe.delete(i);
      if (again.primary.has(i)) hidden.add(i);
      else hidden.delete(i);
    }
    await protectPart(part, again, hidden, safe, most);
  }
  const exposed = [...hidden].filter((i) => !safe.has(i)).sort((a, b) => a - b);
  const told = new Map([...most].flatMap(([i, n]) => (n === 2 ? [] : [[i, n === 1 ? 'told' : 'open'] as const])));
  return { hidden, exposed, told };
}

/** Protects one part, and notes in `most` how many numbers the counts asked about may be. */
async function protectPart(
  part: Component,
  start: Start,
  hidden: Set<number>,
  safe: Set<number>,
  most: Map<number, number>,
): Promise<void> {
  const concerns = ({ items }: Component): boolean => items.some((i) => hidden.has(i) || start.asked?.has(i));
  const regions = regionsOf(part).filter(concerns);
  const lastIn = new Map(regions.flatMap(({ items }, r) => items.map((i) => [i, r] as const)));
  for (const [r, region] of regions.entries()) {
    const search = searchIn(region, start, hidden);
    try {
      await protectRegion(search, region.items, hidden, safe, (i) => lastIn.get(i) === r);
      for (const i of region.items) {
        if (start.asked?.has(i)) most.set(i, Math.max(most.get(i) ?? 1, await search.candidates(i)));
      }
    } finally {
      search.done();
    }
  }
}

/** Which counts say something: all but those that no table shows, that nobody asks after, and that may be as many as their people. */
function mattersIn({ items, within }: System, start: Start): (item: number) => boolean {
  const related = new Set(within.flatMap(({ n, base }) => [n, base]));
  return (i) => {
    const { kind, sums } = items[i]!;
    if (kind === 'listed' || sums.length > 1 || start.primary.has(i) || start.asked?.has(i)) return true;
    // One count less another is at least 0 by their relation.
    if (related.has(i)) return true;
    const { low, high } = start.hidden(i);
    return low > 0 || high !== Number.POSITIVE_INFINITY;
  };
}

/**
 * Hidden counts looked at again, all in all, for complements that others could be hidden instead of, in a region of one count; in one of ten a hundredth of that: 375 of
 * 20, 15 of 100. A number of looks and no time, so that the same counts give the same pattern on every machine.
 */
const LOOKS = 150_000;

/** Makes the hidden counts of a region safe. A count that reaches into a later region is left to it where it would cost something here. */
async function protectRegion(
  search: Search,
  items: readonly number[],
  hidden: Set<number>,
  safe: Set<number>,
  isLast: (item: number) => boolean,
): Promise<void> {
  const queue = items.filter((i) => hidden.has(i) && !safe.has(i));
  const complements: number[] = [];
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
    if (safe.has(item)) continue;
    const way = await search.cheapest(item);
    if (!way || (way.cost > 0 && !isLast(item))) continue;
    for (const i of way.hide) {
      if (hidden.has(i)) continue;
      search.hide(i);
      queue.push(i);
      complements.push(i);
    }
    for (const i of search.prove(way)) safe.add(i);
  }
  const dearest = (): void => void complements.sort((a, b) => search.cost(b) - search.cost(a) || a - b);
  const showAgain = (): void => {
    for (const item of complements) if (hidden.has(item) && search.showAgain(item)) safe.delete(item);
  };
  if (complements.length === 0) return;
  await search.ready();
  dearest();
  showAgain();
  if (!items.every(isLast)) return;
  let looks = Math.floor(LOOKS / items.length ** 2);
  for (let better = true; better && looks > 0; ) {
    better = false;
    for (const item of [...complements]) {
      if (!hidden.has(item) || looks <= 0) continue;
      const { hide, looked } = search.instead(item, looks);
      looks -= looked;
      if (!hide) continue;
      safe.delete(item);
      for (const i of hide) safe.add(i);
      complements.push(...hide);
      better = true;
    }
    if (!better) continue;
    dearest();
    showAgain();
  }
}
