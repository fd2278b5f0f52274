import type { Run } from '../../src/release/result.js';
import type { Cells } from './tables.js';

/* Every table that fits what is shown, counted out cell by cell, without a solver. */

export type Row = Readonly<Record<string, string>>;

/** A sum of cells as a reader sees it: its number, or that it is hidden. */
export interface Seen {
  readonly cells: readonly number[];
  readonly n: number | undefined;
  /** The most a hidden sum may be. */
  readonly most?: number;
}

/** What a reader sees of a run: every count, as a sum of cells, once. */
export function seenOf(run: Run, staff: Cells): readonly Seen[] {
  const found = new Map<string, Seen>();
  const note = (where: Row, n: unknown): void => {
    const cells = staff.flatMap(([key], i) =>
      Object.entries(where).every(([d, g]) => (key as Row)[d] === g) ? [i] : [],
    );
    found.set(cells.join(), { cells, n: typeof n === 'number' ? n : undefined });
  };
  for (const { breakdown, parts } of run.results)
    for (const p of parts) {
      note(breakdown, p.base);
      note({ ...breakdown, ethnicity: p.group }, p.n);
    }
  return [...found.values()];
}

/** The first table that fits, counting through the cells: hidden counts are 1 and more, cells at most `most`. The sums in the order of `seen`. */
function tableThatFits(seen: readonly Seen[], cells: number, most: number): readonly number[] | undefined {
  const sums = seen.map(() => 0);
  const at = Array.from({ length: cells }, (_, c) => seen.flatMap((s, k) => (s.cells.includes(c) ? [k] : [])));
  const own = (c: number): Seen | undefined => seen.find((s) => s.cells.length === 1 && s.cells[0] === c);
  const least = at.map((_, c) => own(c)?.n ?? (own(c) ? 1 : 0));
  const greatest = at.map((here) => Math.min(most, ...here.flatMap((k) => seen[k]?.n ?? seen[k]?.most ?? [])));
  /** What the cells of a sum that come after one can hold. */
  const rest = (of: readonly number[]) =>
    seen.map((s) => at.map((_, c) => s.cells.reduce((n, d) => (d > c ? n + (of[d] as number) : n), 0)));
  const [atLeast, atMost] = [rest(least), rest(greatest)];
  const put = (c: number): boolean => {
    if (c === cells) return true;
    const here = at[c] as readonly number[];
    let [low, high] = [least[c] as number, greatest[c] as number];
    for (const k of here) {
      const { n, most: top = n } = seen[k] as Seen;
      const so = sums[k] as number;
      if (top !== undefined) high = Math.min(high, (n ?? top) - so - (atLeast[k]?.[c] as number));
      low = Math.max(low, (n ?? 1) - so - (atMost[k]?.[c] as number));
    }
    for (let n = low; n <= high; n++) {
      for (const k of here) sums[k] = (sums[k] as number) + n;
      if (put(c + 1)) return true;
      for (const k of here) sums[k] = (sums[k] as number) - n;
    }
    return false;
  };
  return put(0) ? sums : undefined;
}

/** Values of each hidden sum over the tables that fit, until each has three or there are no more. */
export function valuesOf(seen: readonly Seen[], cells: number, most: number): readonly ReadonlySet<number>[] {
  const values = seen.map(() => new Set<number>());
  const note = (sums: readonly number[] | undefined): void => sums?.forEach((n, k) => void values[k]?.add(n));
  note(tableThatFits(seen, cells, most));
  seen.forEach((s, k) => {
    if (s.n !== undefined) return;
    const found = values[k] as Set<number>;
    for (let v = 1; v <= (s.most ?? most) && found.size < 3; v++) {
      if (found.has(v)) continue;
      note(tableThatFits(seen.with(k, { ...s, n: v }), cells, most));
    }
  });
  return values.filter((_, k) => seen[k]?.n === undefined);
}

/** What is shown, in one line: the same for the same release in whatever order. */
export const shownIn = (seen: readonly Seen[]): string =>
  seen
    .map((s) => `${s.cells.join()}=${s.n ?? '*'}`)
    .sort()
    .join(' ');
