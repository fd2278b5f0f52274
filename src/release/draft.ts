import type { Cell } from '../core/cube.js';
import type { Asked } from './asked.js';
import { locate } from './locate.js';

/** A count on its way to being an item. */
export interface Draft {
  readonly id: string;
  readonly value: number;
  readonly sums: (readonly number[])[];
  listed: boolean;
  interest: number;
  /** The count it turned out to be another address of. */
  same?: Draft;
}

/** The count a draft stands for, when two addresses turned out to be one. */
export const standsFor = (draft: Draft): Draft => (draft.same ? standsFor(draft.same) : draft);

/** Makes one count of two and returns it. */
export function unite(a: Draft, b: Draft): Draft {
  const [to, from] = [standsFor(a), standsFor(b)];
  if (to === from) return to;
  to.sums.push(...from.sums);
  to.interest = Math.max(to.interest, from.interest);
  to.listed ||= from.listed;
  from.same = to;
  return to;
}

export const sumText = (sum: readonly number[]): string => sum.join(' ');

/** Dimensions that some address uses together, by dimension: tables by other dimensions share only their totals. */
function familiesOf(asked: readonly Asked[]): ReadonlyMap<string, string> {
  const parent = new Map<string, string>();
  const root = (d: string): string => {
    const up = parent.get(d) ?? d;
    return up === d ? d : root(up);
  };
  for (const { rowDims } of asked) for (const d of rowDims) parent.set(root(d), root(rowDims[0] as string));
  return new Map([...parent.keys()].map((d) => [d, root(d)]));
}

interface Class {
  readonly of: readonly number[];
  n: number;
}

/** Cells that the addresses `here` do not tell apart, in an order that depends on nothing else. */
function classesOf(cells: readonly Cell[], askedOf: readonly (readonly number[])[], here: readonly boolean[]) {
  const bySignature = new Map<string, Class>();
  cells.forEach((cell, c) => {
    const of = (askedOf[c] as readonly number[]).filter((i) => here[i]).sort((a, b) => a - b);
    const known = bySignature.get(sumText(of));
    if (known) known.n += cell.n;
    else if (of.length > 0) bySignature.set(sumText(of), { of, n: cell.n });
  });
  return [...bySignature].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}

/** Counts that no table shows and that follow from tables of this family: one class, or all groups of one set of rows. */
export interface Implied {
  readonly id: string;
  readonly sum: readonly number[];
}

/**
 * Adds the sums of one cube to the drafts: the cells are sorted into classes, family of dimensions by family, and every address becomes the sum of
 * its classes in each family it can be told in. `newClass` numbers a class of so many people.
 */
export function addSums(
  cubeId: string,
  cells: readonly Cell[],
  asked: readonly Asked[],
  draftFor: (asked: Asked, value: number, cells: string) => Draft,
  newClass: (n: number) => number,
): readonly Implied[] {
  const located = locate(cells, asked);
  const drafts = asked.map((a, i) =>
    draftFor(a, located.values[i] as number, sumText(located.cellsOf[i] as readonly number[])),
  );
  const family = familiesOf(asked);
  const names = [...new Set(family.values())].sort();
  const found: Implied[] = [];
  for (const name of names.length > 0 ? names : ['']) {
    const here = asked.map(({ rowDims }) => rowDims.length === 0 || family.get(rowDims[0] as string) === name);
    const sums = new Map<Draft, Set<number>>();
    const rows = new Map<string, number[]>();
    for (const { of, n } of classesOf(located.cells, located.askedOf, here)) {
      const c = newClass(n);
      for (const i of of) {
        const draft = standsFor(drafts[i] as Draft);
        sums.set(draft, (sums.get(draft) ?? new Set<number>()).add(c));
      }
      const row = sumText(of.filter((i) => !asked[i]!.ofGroup));
      rows.set(row, [...(rows.get(row) ?? []), c]);
    }
    const shown = new Set<string>();
    for (const [draft, set] of sums) {
      const sum = [...set].sort((a, b) => a - b);
      shown.add(sumText(sum));
      if (!draft.sums.some((s) => sumText(s) === sumText(sum))) draft.sums.push(sum);
    }
    for (const row of rows.values())
      for (const sum of [row, ...row.map((c) => [c])]) {
        if (shown.has(sumText(sum))) continue;
        shown.add(sumText(sum));
        found.push({ id: `${cubeId} ${name} ${sumText(sum)}`, sum });
      }
  }
  return found;
}
