import type { Cell } from '../core/cube.js';
import { peopleOf, whereText } from './address.js';
import { type Asked, askedOf } from './asked.js';
import type { CountedRow, CountedRun, CountRef } from './counted.js';
import { addSums, type Draft, standsFor, unite } from './draft.js';
import { alikeRows, nestedCubes } from './nested.js';

/**
 * One count as sums over classes. A class is a set of cells that no table of the run tells apart: all an attacker can ever tell is how many people a
 * class holds. Tables broken down by other dimensions have classes of their own, and a count that stands in several tables has several sums.
 */
export interface Item {
  readonly id: string;
  /** The exact count, over all years. */
  readonly value: number;
  /** One list of classes for each set of tables the count stands in, every sum the same number; a class taken away is written `~class`. */
  readonly sums: readonly (readonly number[])[];
  /** What a reader loses when it is hidden. */
  readonly cost: number;
  /** Shown by a table; or following from tables of one cube (`implied`), or from two cubes of which one counts some of the other's people (`less`). */
  readonly kind: 'listed' | 'implied' | 'less';
  /** The cube an implied count follows from. */
  readonly cube?: string;
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
  /** The organisation of each class, where its people are all of one. */
  readonly labels: readonly (string | undefined)[];
  readonly items: readonly Item[];
  readonly within: readonly Within[];
  /** The number of the item at an address; undefined when no row of the run shows it. */
  readonly at: (ref: CountRef) => number | undefined;
  /** Every address, with the item there. */
  readonly addresses: readonly { readonly ref: CountRef; readonly item: number }[];
}

/**
 * The system of sums of a run. `cellsOf` gives a cube's cells, with any empty ones that matter. Two addresses with the same cells, or of the same people in
 * two cubes, are one count: what is hidden in one place is hidden in the other.
 */
export function systemOf(
  run: CountedRun,
  rows: readonly CountedRow[],
  cellsOf: (cube: string) => readonly Cell[],
  marginals = false,
): System {
  const drafts = new Map<string, Draft>();
  const draftAt = new Map<string, Draft>();
  const refs: CountRef[] = [];
  const classes: number[] = [];
  const labels: (string | undefined)[] = [];
  const implied: Item[] = [];
  const populations = [...new Set(Object.keys(run.cubes).map((c) => peopleOf(run, c)))].sort();

  for (const [cube, asked] of askedOf(run, rows, marginals)) {
    const people = `#${populations.indexOf(peopleOf(run, cube))}`;
    const same = new Map<string, Draft>();
    const draftFor = (a: Asked, value: number, cells: string): Draft => {
      const known = drafts.get(`${people} ${a.where}`);
      const id = known && known.value !== value ? `${cube} ${a.where}` : `${people} ${a.where}`;
      const own = drafts.get(id) ?? { id, value, sums: [], interest: a.interest, listed: a.listed };
      const twin = cells === '' ? undefined : same.get(cells);
      const draft = twin ? unite(twin, own) : own;
      draft.interest = Math.max(draft.interest, a.interest);
      draft.listed ||= a.listed;
      same.set(cells, draft);
      drafts.set(id, draft);
      draftAt.set(`${cube} ${a.where}`, draft);
      refs.push({ cube, where: a.groups });
      return draft;
    };
    const found = addSums(cube, cellsOf(cube), asked, draftFor, (n, label) => {
      labels.push(label);
      return classes.push(n) - 1;
    });
    for (const { id, sum } of found) {
      const value = sum.reduce((total, c) => total + (classes[c] as number), 0);
      implied.push({ id, value, sums: [sum], cost: 0, kind: 'implied', cube });
    }
  }

  const items: Item[] = [...new Set([...drafts.values()].map(standsFor))]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, value, sums, interest, listed }) => {
      const size = Math.max(1, ...sums.map((s) => s.length));
      const cost = interest * (8 + Math.log2(1 + value)) * size;
      return { id, value, sums, cost, kind: listed ? 'listed' : 'implied' };
    });
  items.push(...implied);
  const numberOf = new Map(items.map((item, i) => [item.id, i]));
  const find = (cube: string, where: string): number | undefined => {
    const draft = draftAt.get(`${cube} ${where}`);
    return draft && numberOf.get(standsFor(draft).id);
  };
  const at = (ref: CountRef): number | undefined => find(ref.cube, whereText(ref.where));

  const within = new Map<string, Within>();
  const nest = (n: number | undefined, base: number | undefined, times: number): void => {
    if (n === undefined || base === undefined) return;
    const [inner, outer] = [items[n]!, items[base]!];
    if (n === base || inner.value > outer.value * times || within.has(`${n} ${base}`)) return;
    within.set(`${n} ${base}`, { n, base, times });
    const [a, b] = [outer.sums[0], inner.sums[0] ?? []];
    if (times !== 1 || !a) return;
    const value = outer.value - inner.value;
    // Counts of one cube share classes, which cancel.
    const [ofOuter, ofInner] = [new Set(a), new Set(b)];
    const less = [...a.filter((c) => !ofInner.has(c)), ...b.filter((c) => !ofOuter.has(c)).map((c) => ~c)];
    if (less.length === 0) return;
    items.push({
      id: `${outer.id} less ${inner.id}`,
      value,
      sums: [less],
      cost: 0,
      kind: 'less',
    });
  };
  for (const row of rows)
    for (const { n, base } of row.groups)
      if ('cube' in n && 'cube' in base && n.cube !== base.cube)
        nest(at(n), at(base), (run.cubes[n.cube]?.years ?? 1) / (run.cubes[base.cube]?.years ?? 1));
  for (const { inner, outer } of nestedCubes(run))
    for (const key of draftAt.keys()) {
      if (!key.startsWith(`${inner} `)) continue;
      const where = key.slice(inner.length + 1);
      nest(find(inner, where), find(outer, where), 1);
    }
  for (const [one, other] of run.overlaps ?? [])
    for (const key of draftAt.keys()) {
      if (!key.startsWith(`${one} `)) continue;
      const where = key.slice(one.length + 1);
      const [a, b] = [find(one, where), find(other, where)];
      if (a === undefined || b === undefined) continue;
      if (items[a]!.value <= items[b]!.value) nest(a, b, 1);
      else nest(b, a, 1);
    }
  const counts = refs.flatMap((ref) => {
    const item = at(ref);
    return item === undefined ? [] : [{ ref, value: items[item]!.value }];
  });
  for (const { inner, outer } of alikeRows(run, counts)) nest(at(inner), at(outer), 1);
  const sorted = [...within.values()].sort((a, b) => a.n - b.n || a.base - b.base);
  const addresses = refs.flatMap((ref) => {
    const item = at(ref);
    return item === undefined ? [] : [{ ref, item }];
  });
  return { classes, labels, items, within: sorted, at, addresses };
}
