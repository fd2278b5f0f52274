import type { Cell } from '../core/cube.js';
import type { Asked, Reading } from './asked.js';
import { type Located, locate } from './locate.js';

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

/**
 * Dimensions that belong together, by dimension: some address uses both, or one tells the other (of five ethnic groups, which of the two). Tables by
 * other dimensions share only their totals: whatever those are, there are people to fit both.
 */
function familiesOf(cells: readonly Cell[], used: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  const parent = new Map<string, string>();
  const root = (d: string): string => {
    const up = parent.get(d) ?? d;
    return up === d ? d : root(up);
  };
  for (const dims of used) for (const d of dims) parent.set(root(d), root(dims[0] as string));
  const dims = [...parent.keys()].sort();
  for (const a of dims)
    for (const b of dims) if (a !== b && root(a) !== root(b) && tells(cells, a, b)) parent.set(root(b), root(a));
  return new Map(dims.map((d) => [d, root(d)]));
}

/** Whether the group of one dimension leaves only one group of another, for everybody there is. */
function tells(cells: readonly Cell[], a: string, b: string): boolean {
  const found = new Map<string, string>();
  for (const { key, n } of cells) {
    if (n === 0) continue;
    const [x, y] = [key[a] as string, key[b] as string];
    if ((found.get(x) ?? y) !== y) return false;
    found.set(x, y);
  }
  return true;
}

const names = (families: ReadonlyMap<string, string>): readonly string[] => {
  const all = [...new Set(families.values())].sort();
  return all.length > 0 ? all : [''];
};

interface Class {
  readonly of: readonly number[];
  n: number;
  label: string | undefined;
}

/** Cells that the addresses `here` do not tell apart, in an order that depends on nothing else. */
function classesOf(cells: readonly Cell[], askedOf: readonly (readonly number[])[], here: readonly boolean[]) {
  const bySignature = new Map<string, Class>();
  cells.forEach((cell, c) => {
    const of = (askedOf[c] as readonly number[]).filter((i) => here[i]).sort((a, b) => a - b);
    const known = bySignature.get(sumText(of));
    const label = cell.key.organisation;
    if (known) {
      known.n += cell.n;
      if (known.label !== label) known.label = undefined;
    } else if (of.length > 0) bySignature.set(sumText(of), { of, n: cell.n, label });
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
  newClass: (n: number, label: string | undefined) => number,
): readonly Implied[] {
  const located = locate(cells, asked);
  const drafts = asked.map((a, i) =>
    draftFor(a, located.values[i] as number, sumText(located.cellsOf[i] as readonly number[])),
  );
  const rowFamily = familiesOf(
    cells,
    asked.flatMap((a) => a.readings.map((r) => r.rowDims)),
  );
  const groupFamily = familiesOf(
    cells,
    asked.flatMap((a) => a.readings.map((r) => r.groupDims)),
  );
  const found: Implied[] = [];
  for (const rows of names(rowFamily))
    for (const groups of names(groupFamily)) {
      const fits = ({ rowDims, groupDims }: Reading): boolean =>
        rowDims.every((d) => rowFamily.get(d) === rows) && groupDims.every((d) => groupFamily.get(d) === groups);
      const here = asked.map(({ readings }) => readings.some(fits));
      const everyone = asked.map(({ readings }) => readings.some((r) => fits(r) && r.groupDims.length === 0));
      found.push(...addUnit(`${cubeId} ${rows} ${groups}`, located, here, everyone, drafts, newClass));
    }
  return found;
}

/** Adds the sums of the addresses `here` in classes of their own; `everyone` are those of all groups of a row. */
function addUnit(
  id: string,
  located: Located,
  here: readonly boolean[],
  everyone: readonly boolean[],
  drafts: readonly Draft[],
  newClass: (n: number, label: string | undefined) => number,
): readonly Implied[] {
  const sums = new Map<Draft, Set<number>>();
  const rows = new Map<string, number[]>();
  for (const { of, n, label } of classesOf(located.cells, located.askedOf, here)) {
    const c = newClass(n, label);
    for (const i of of) {
      const draft = standsFor(drafts[i] as Draft);
      sums.set(draft, (sums.get(draft) ?? new Set<number>()).add(c));
    }
    const row = sumText(of.filter((i) => everyone[i]));
    rows.set(row, [...(rows.get(row) ?? []), c]);
  }
  const shown = new Set<string>();
  for (const [draft, set] of sums) {
    const sum = [...set].sort((a, b) => a - b);
    shown.add(sumText(sum));
    if (!draft.sums.some((s) => sumText(s) === sumText(sum))) draft.sums.push(sum);
  }
  const found: Implied[] = [];
  for (const row of rows.values())
    for (const sum of [row, ...row.map((c) => [c])]) {
      if (shown.has(sumText(sum))) continue;
      shown.add(sumText(sum));
      found.push({ id: `${id} ${sumText(sum)}`, sum });
    }
  return found;
}
