import { whereText } from './address.js';
import type { CountedRun, CountRef } from './counted.js';

/** Two cubes of which one counts some of the other's people: the appointed among the shortlisted, a ground among all cases. */
export interface Nested {
  readonly inner: string;
  readonly outer: string;
}

/** Cubes that count the same rows under more rules. Cubes of the same people are not nested: they are one. */
export function nestedCubes(run: CountedRun): readonly Nested[] {
  const ids = Object.keys(run.cubes).sort();
  return ids.flatMap((inner) =>
    ids.flatMap((outer) => {
      const [a, b] = [run.cubes[inner], run.cubes[outer]];
      if (!a?.rules || !b?.rules || a.people === b.people || a.source !== b.source || a.years !== b.years) return [];
      const more = new Set(a.rules);
      return b.rules.length < more.size && b.rules.every((r) => more.has(r)) ? [{ inner, outer }] : [];
    }),
  );
}

/** A count by its address. */
export interface Valued {
  readonly ref: CountRef;
  readonly value: number;
}

/** Two counts of which one is of some of the other's people. */
export interface Pair {
  readonly inner: CountRef;
  readonly outer: CountRef;
}

/** Populations less alike than this have a difference that nobody takes for a few people. */
const ALIKE = 0.8;

const without = (where: CountRef['where'], dims: readonly string[]): CountRef['where'] =>
  Object.fromEntries(Object.entries(where).filter(([d]) => !dims.includes(d)));

/**
 * Rows of one cube that hold nearly the people of the whole of another, counted from the same table: doctors are the medical block and a few medical
 * directors, though no rule says so. Told by the numbers, as a reader would: every group of one is at least as many as in the other.
 * Example: 107 BME doctors and 104 BME staff of the medical block leave 3.
 */
export function alikeRows(run: CountedRun, counts: readonly Valued[]): readonly Pair[] {
  const byCube = new Map<string, Valued[]>();
  for (const c of counts) {
    const here = byCube.get(c.ref.cube);
    if (here) here.push(c);
    else byCube.set(c.ref.cube, [c]);
  }
  const found: Pair[] = [];
  for (const [whole, wholes] of byCube)
    for (const [cube, all] of byCube) {
      const [a, b] = [run.cubes[whole], run.cubes[cube]];
      if (!a?.source || a.source !== b?.source || a.people === b.people || a.years !== b.years) continue;
      const dims = a.cube.dims;
      const groups = new Map(
        wholes.filter(({ ref }) => Object.keys(ref.where).length < 2).map((v) => [whereText(v.ref.where), v]),
      );
      const rows = new Map<string, { readonly one: Valued; readonly other: Valued }[]>();
      for (const one of all) {
        const row = without(one.ref.where, dims);
        const other = groups.get(whereText(without(one.ref.where, Object.keys(row))));
        if (!other || Object.keys(row).length === 0) continue;
        const key = whereText(row);
        rows.set(key, [...(rows.get(key) ?? []), { one, other }]);
      }
      for (const pairs of rows.values()) found.push(...nestedPairs(pairs));
    }
  return found;
}

function nestedPairs(pairs: readonly { readonly one: Valued; readonly other: Valued }[]): readonly Pair[] {
  const total = pairs.find(({ other }) => Object.keys(other.ref.where).length === 0);
  if (!total || pairs.length < 3) return [];
  const [n, m] = [total.one.value, total.other.value];
  if (n === 0 || Math.min(n, m) < ALIKE * Math.max(n, m)) return [];
  if (pairs.every(({ one, other }) => one.value <= other.value))
    return pairs.map(({ one, other }) => ({ inner: one.ref, outer: other.ref }));
  if (pairs.every(({ one, other }) => one.value >= other.value))
    return pairs.map(({ one, other }) => ({ inner: other.ref, outer: one.ref }));
  return [];
}
