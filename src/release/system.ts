import type { Cell } from '../core/cube.js';
import { peopleOf, whereText } from './address.js';
import { type Asked, askedOf } from './asked.js';
import type { CountedRow, CountedRun, CountRef } from './counted.js';
import { locate } from './locate.js';

/**
 * One count as sums over classes. A class is a set of cells that no table of the run tells apart: all an attacker can ever tell is how many people a
 * class holds. Tables broken down by other dimensions have classes of their own, and a count that stands in several tables has several sums.
 */
export interface Item {
  readonly id: string;
  /** The exact count, over all years. */
  readonly value: number;
  /** One list of classes for each set of tables the count stands in; every sum is the same number. */
  readonly sums: readonly (readonly number[])[];
  /** What a reader loses when it is hidden. */
  readonly cost: number;
  /** False for a count that no table shows but that follows from those that do; it is protected all the same. */
  readonly listed: boolean;
}

/** What a reader may take for granted of two counts: the people of `n` are among those of `base`, `times` over. */
export interface Within {
  readonly n: number;
  readonly base: number;
  readonly times: number;
}

/** All counts of a run as one system of sums, the same for the same counts in whatever order they came. */
export interface System {
  readonly classes: readonly number[];
  readonly items: readonly Item[];
  readonly within: readonly Within[];
  /** The number of the item at an address. */
  readonly at: (ref: CountRef) => number;
}

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

interface Draft {
  readonly id: string;
  readonly value: number;
  readonly sums: number[][];
  interest: number;
}

const text = (numbers: readonly number[]): string => numbers.join(' ');

/**
 * The system of sums of a run. `cells` are those of a cube with any empty ones that matter; `small` says which counts would be hidden were they shown.
 * Two addresses with the same cells, or of the same people in two cubes, are one count: what is hidden in one place is hidden in the other.
 */
export function systemOf(
  run: CountedRun,
  rows: readonly CountedRow[],
  cellsOf: (cube: string) => readonly Cell[],
  small: (n: number) => boolean,
): System {
  const drafts = new Map<string, Draft>();
  const idAt = new Map<string, string>();
  const populations = [...new Set(Object.keys(run.cubes).map((c) => peopleOf(run, c)))].sort();
  const classes: number[] = [];
  const derived: Item[] = [];

  for (const [cubeId, asked] of askedOf(run, rows)) {
    const people = `#${populations.indexOf(peopleOf(run, cubeId))}`;
    const located = locate(cellsOf(cubeId), asked);
    const same = new Map<string, Draft>();
    const draftOf = asked.map((a, i): Draft => {
      const value = located.values[i] as number;
      const cells = located.cellsOf[i] as readonly number[];
      let id = `${people} ${a.where}`;
      const known = drafts.get(id);
      if (known && known.value !== value) id = `${cubeId} ${a.where}`;
      const twin = cells.length > 0 ? same.get(text(cells)) : undefined;
      const draft = twin ?? drafts.get(id) ?? { id, value, sums: [], interest: 0 };
      draft.interest = Math.max(draft.interest, a.interest);
      same.set(text(cells), draft);
      drafts.set(draft.id, draft);
      if (id === `${people} ${a.where}`) drafts.set(id, draft);
      idAt.set(`${cubeId} ${a.where}`, draft.id);
      return draft;
    });

    const family = familiesOf(asked);
    const names = [...new Set(family.values())].sort();
    for (const name of names.length > 0 ? names : ['']) {
      const here = asked.map(({ rowDims }) => rowDims.length === 0 || family.get(rowDims[0] as string) === name);
      const bySignature = new Map<string, { readonly of: readonly number[]; readonly n: number[] }>();
      located.cells.forEach((cell, c) => {
        const of = (located.askedOf[c] as readonly number[]).filter((i) => here[i]).sort((a, b) => a - b);
        if (of.length === 0) return;
        const signature = bySignature.get(text(of)) ?? { of, n: [] };
        signature.n.push(cell.n);
        bySignature.set(text(of), signature);
      });
      const sums = new Map<Draft, Set<number>>();
      const rowClasses = new Map<string, number[]>();
      for (const [, { of, n }] of [...bySignature].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const c = classes.push(n.reduce((a, b) => a + b, 0)) - 1;
        for (const i of of) {
          const draft = draftOf[i] as Draft;
          sums.set(draft, (sums.get(draft) ?? new Set<number>()).add(c));
        }
        const row = text(of.filter((i) => !asked[i]!.ofGroup));
        rowClasses.set(row, [...(rowClasses.get(row) ?? []), c]);
      }
      const shown = new Set<string>();
      for (const [draft, set] of sums) {
        const sum = [...set].sort((a, b) => a - b);
        shown.add(text(sum));
        if (!draft.sums.some((s) => text(s) === text(sum))) draft.sums.push(sum);
      }
      const implied = new Map<string, readonly number[]>();
      for (const row of rowClasses.values())
        for (const sum of [row, ...row.map((c) => [c])]) if (!shown.has(text(sum))) implied.set(text(sum), sum);
      for (const [key, sum] of implied) {
        const value = sum.reduce((total, c) => total + (classes[c] as number), 0);
        if (small(value)) derived.push({ id: `${cubeId} ${name} ${key}`, value, sums: [sum], cost: 0, listed: false });
      }
    }
  }

  const listed = [...new Set(drafts.values())]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, value, sums, interest }): Item => {
      const size = Math.max(1, ...sums.map((s) => s.length));
      return { id, value, sums, cost: interest * (8 + Math.log2(1 + value)) * size, listed: true };
    });
  const items = [...listed, ...derived];
  const numberOf = new Map(items.map((item, i) => [item.id, i]));
  const at = (ref: CountRef): number => {
    const i = numberOf.get(idAt.get(`${ref.cube} ${whereText(ref.where)}`) ?? '');
    if (i === undefined) throw new RangeError(`no count was planned at ${ref.cube} ${whereText(ref.where)}`);
    return i;
  };
  return { classes, items, within: withinOf(run, rows, items, at), at };
}

/** Events among people: shown only where it holds, since a base is counted on one day and events over a year. */
function withinOf(
  run: CountedRun,
  rows: readonly CountedRow[],
  items: readonly Item[],
  at: System['at'],
): readonly Within[] {
  const found = new Map<string, Within>();
  for (const row of rows)
    for (const { n, base } of row.groups) {
      if (!('cube' in n) || !('cube' in base) || n.cube === base.cube) continue;
      const [i, j] = [at(n), at(base)];
      const times = (run.cubes[n.cube]?.years ?? 1) / (run.cubes[base.cube]?.years ?? 1);
      if (items[i]!.value <= items[j]!.value * times) found.set(`${i} ${j}`, { n: i, base: j, times });
    }
  return [...found.values()].sort((a, b) => a.n - b.n || a.base - b.base);
}
