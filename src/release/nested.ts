import type { CountedRun } from './counted.js';

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
