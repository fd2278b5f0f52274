import type { Item, System } from './system.js';

/** A part of a system, with the numbers its items have in the whole. */
export interface Component {
  readonly system: System;
  readonly items: readonly number[];
}

const classAt = (c: number): number => (c < 0 ? ~c : c);

/** The part of a system in some of its classes: counts that reach beyond keep their value, and what is beyond stays as it is. */
function partOf(system: System, inside: readonly number[], items: readonly number[]): Component {
  const classNumber = new Map(inside.map((c, k) => [c, k]));
  const itemNumber = new Map(items.map((i, k) => [i, k]));
  const own = (sum: readonly number[]): readonly number[] =>
    sum.flatMap((c) => {
      const k = classNumber.get(classAt(c));
      return k === undefined ? [] : [c < 0 ? ~k : k];
    });
  return {
    items,
    system: {
      classes: inside.map((c) => system.classes[c] as number),
      labels: inside.map((c) => system.labels[c]),
      items: items.map((i): Item => ({ ...system.items[i]!, sums: system.items[i]!.sums.map(own) })),
      within: system.within.flatMap(({ n, base, times }) => {
        const [a, b] = [itemNumber.get(n), itemNumber.get(base)];
        return a === undefined || b === undefined ? [] : [{ n: a, base: b, times }];
      }),
      at: () => undefined,
      addresses: [],
    },
  };
}

const classesIn = ({ sums }: Item): readonly number[] => sums.flat().map(classAt);

/**
 * Splits a system into parts that share no class, no sum and no relation: two years, applicants and staff, two boards. Only counts that `matter` are taken: one
 * that no table shows and that is any sum of people says nothing.
 */
export function componentsOf(system: System, matter: (item: number) => boolean): readonly Component[] {
  const parent = system.classes.map((_, c) => c);
  const root = (c: number): number => {
    let top = c;
    while (parent[top] !== top) top = parent[top] as number;
    for (let at = c; at !== top; ) {
      const up = parent[at] as number;
      parent[at] = top;
      at = up;
    }
    return top;
  };
  const join = (classes: readonly number[]): void => {
    for (const c of classes) parent[root(c)] = root(classes[0] as number);
  };
  system.items.forEach((item, i) => {
    if (matter(i)) join(classesIn(item));
  });
  for (const { n, base } of system.within) join([system.items[n]!, system.items[base]!].flatMap(classesIn));

  const items = new Map<number, number[]>();
  const classes = new Map<number, number[]>();
  const put = (to: Map<number, number[]>, at: number, what: number): void => {
    const here = to.get(at);
    if (here) here.push(what);
    else to.set(at, [what]);
  };
  system.classes.forEach((_, c) => {
    put(classes, root(c), c);
  });
  system.items.forEach((item, i) => {
    const [first] = classesIn(item);
    if (first !== undefined && matter(i)) put(items, root(first), i);
  });
  return [...items].map(([top, own]) => partOf(system, classes.get(top) ?? [], own));
}

/** More classes than this are searched organisation by organisation. */
const many = 600;

/**
 * The parts in which a large component is searched, one for each organisation: other tables are looked for among the people of one organisation, so that the rest
 * stays as it is. What is found there holds for the whole; what is not found there is hidden more than it might be.
 */
export function regionsOf({ system, items }: Component): readonly Component[] {
  const labels = [...new Set(system.labels)];
  if (system.classes.length <= many || labels.length < 2) return [{ system, items }];
  return labels.map((label) => {
    const inside = system.labels.flatMap((l, c) => (l === label ? [c] : []));
    const here = new Set(inside);
    const own = system.items.flatMap((item, i) => (classesIn(item).some((c) => here.has(c)) ? [i] : []));
    const part = partOf(system, inside, own);
    return { ...part, items: part.items.map((i) => items[i] as number) };
  });
}
