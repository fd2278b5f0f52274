import type { System, Within } from './system.js';

/** From `low` to `high`, both included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What a reader knows of a count as it stands, and what would be known were it hidden; it may not be hidden without the second. */
export interface Known {
  readonly hidden: boolean;
  readonly range: Range;
  readonly ifHidden?: Range;
}

/** Another table: by how many people each count differs from the truth, and the shown counts that must be hidden for it. */
export interface Move {
  readonly cost: number;
  readonly hide: readonly number[];
  readonly changes: ReadonlyMap<number, number>;
}

/** How many steps a count is to go, up or down. */
export type Steps = 1 | -1 | 2 | -2;

/** Of each class its counts, and of each count the others that its people are among or that are among them. */
export interface Index {
  readonly itemsAt: readonly (readonly number[])[];
  readonly withinAt: ReadonlyMap<number, readonly Within[]>;
}

/** The index of a system, made once. */
export function indexOf({ classes, items, within }: System): Index {
  const itemsAt = classes.map((): number[] => []);
  for (const [i, { sums }] of items.entries())
    for (const c of new Set(sums.flat().map((c) => (c < 0 ? ~c : c)))) itemsAt[c]!.push(i);
  const withinAt = new Map<number, Within[]>();
  for (const w of within) for (const i of [w.n, w.base]) withinAt.set(i, [...(withinAt.get(i) ?? []), w]);
  return { itemsAt, withinAt };
}

/**
 * The move that these steps of the classes make, when it is one: worked out again in whole numbers, so that nothing rests on how a solver rounds. Every
 * count must be the same in all its sums, and what a reader knows of it must hold after one step and after the last.
 */
export function checked(
  { classes, items }: System,
  { itemsAt, withinAt }: Index,
  known: (item: number) => Known,
  target: number,
  by: Steps,
  steps: 1 | 2,
  step: ArrayLike<number>,
): Move | undefined {
  const touched = new Set<number>();
  for (let c = 0; c < classes.length; c++) {
    if (step[c] === 0) continue;
    if ((classes[c] as number) + steps * (step[c] as number) < 0) return undefined;
    for (const i of itemsAt[c]!) touched.add(i);
  }
  const hide: number[] = [];
  const changes = new Map<number, number>();
  let cost = 0;
  for (const i of [...touched].sort((a, b) => a - b)) {
    const item = items[i]!;
    let d: number | undefined;
    for (const sum of item.sums) {
      let n = 0;
      for (const c of sum) n += c < 0 ? -(step[~c] as number) : (step[c] as number);
      if (d !== undefined && n !== d) return undefined;
      d = n;
    }
    if (d === undefined || d === 0) continue;
    changes.set(i, d * steps);
    const { hidden, range, ifHidden } = known(i);
    const there = item.value + d * steps;
    const fits = ({ low, high }: Range): boolean => there >= low && there <= high;
    if (fits(range)) continue;
    if (hidden || !ifHidden || !fits(ifHidden)) return undefined;
    hide.push(i);
    cost += item.cost;
  }
  const moved = (i: number): number => items[i]!.value + (changes.get(i) ?? 0);
  for (const i of changes.keys())
    for (const { n, base, times } of withinAt.get(i) ?? []) if (moved(n) > moved(base) * times) return undefined;
  return changes.get(target) === by * steps ? { cost, hide, changes } : undefined;
}
