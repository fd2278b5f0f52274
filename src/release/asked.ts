import { peopleOf, whereText } from './address.js';
import type { CountedRow, CountedRun, CountRef } from './counted.js';

/** How a row reads an address: the dimensions that make the row, and those that draw the groups compared in it. */
export interface Reading {
  readonly rowDims: readonly string[];
  readonly groupDims: readonly string[];
}

/** An address that a row of the run shows, or that links the tables of a run, and what a reader would lose without it. */
export interface Asked {
  readonly where: string;
  readonly groups: CountRef['where'];
  readonly readings: readonly Reading[];
  /** Unknown 1, a group that is not compared 2, a compared group 4, everyone in a row 8; eight times that in a row of everybody. */
  readonly interest: number;
  /** False for a whole that no row shows and that every table of these people adds up to. */
  readonly listed: boolean;
}

/** How much more a count of everybody is worth than one of a row: hidden, it takes the indicator's own figure with it, and others made of the same people. */
const HEADLINE = 8;

/** Whether a row is of everybody; the parts of a board are all set beside everybody. */
const isHeadline = ({ breakdown }: CountedRow): boolean => Object.keys(breakdown).every((key) => key === 'part');

const refs = (row: CountedRow): readonly { readonly ref: CountRef; readonly interest: number }[] => {
  const { over, under } = row.compared;
  const worth = isHeadline(row) ? HEADLINE : 1;
  const ofGroup = (group: string): number => (group === 'unknown' ? 1 : group === over || group === under ? 4 : 2);
  const all = row.groups.flatMap(({ group, n, base }) => [
    { counted: n, interest: ofGroup(group) },
    { counted: base, interest: row.figure === 'relative-likelihood' ? ofGroup(group) : 8 },
  ]);
  const workforce = row.workforce
    ? [
        { counted: row.workforce.n, interest: 4 },
        { counted: row.workforce.base, interest: 8 },
      ]
    : [];
  const also = Object.values(row.also ?? {}).map((counted) => ({ counted, interest: 8 }));
  const boards = (row.boards ?? []).flatMap(({ over, unknown, everyone }) => [
    { counted: over, interest: 4 },
    { counted: unknown, interest: 1 },
    { counted: everyone, interest: 8 },
  ]);
  return [...all, ...workforce, ...also, ...boards].flatMap(({ counted, interest }) =>
    'cube' in counted ? [{ ref: counted, interest: interest * worth }] : [],
  );
};

/** The counts a row shows or is made of. */
export const refsOf = (row: CountedRow): readonly CountRef[] => refs(row).map(({ ref }) => ref);

const withDims = (where: CountRef['where'], dims: readonly string[]): CountRef['where'] =>
  Object.fromEntries(Object.entries(where).filter(([d]) => dims.includes(d)));

function subsets(dims: readonly string[]): readonly (readonly string[])[] {
  const all: (readonly string[])[] = [[]];
  for (const d of dims) all.push(...all.map((s) => [...s, d]));
  return all;
}

const add = (
  to: Map<string, Asked>,
  groups: CountRef['where'],
  reading: Reading,
  interest: number,
  listed: boolean,
): void => {
  const where = whereText(groups);
  const before = to.get(where);
  const known = before?.readings ?? [];
  const text = JSON.stringify(reading);
  to.set(where, {
    where,
    groups,
    readings: known.some((r) => JSON.stringify(r) === text) ? known : [...known, reading],
    interest: Math.max(interest, before?.interest ?? 0),
    listed: listed || (before?.listed ?? false),
  });
};

/**
 * Every address the rows show, for each cube, in an order that is the same whatever the order of the rows. A cube is asked all that rows show of its
 * people, whichever cube they show it from, as far as its dimensions tell; and the counts that no row shows but tables share: everyone, everyone of a group,
 * and all groups of a row. White, BME and unknown in a row are as many as disabled, not disabled and unknown in it. With `marginals` also the sums over
 * some of a row's dimensions: another release may show those.
 */
export function askedOf(
  run: CountedRun,
  rows: readonly CountedRow[],
  marginals: boolean,
): ReadonlyMap<string, readonly Asked[]> {
  const byPeople = new Map<string, Map<string, Asked>>();
  const cubes = new Set<string>();
  // Most counts stand in several rows: each is looked at once for each way it is read.
  const done = new Set<string>();
  for (const row of rows)
    for (const { ref, interest } of refs(row)) {
      const reading = `${ref.cube} ${row.compared.dimension} ${interest} ${whereText(ref.where)}`;
      if (done.has(reading)) continue;
      done.add(reading);
      cubes.add(ref.cube);
      const people = peopleOf(run, ref.cube);
      const found = byPeople.get(people) ?? new Map<string, Asked>();
      byPeople.set(people, found);
      const dims = Object.keys(ref.where).sort();
      const rowDims = dims.filter((d) => d !== row.compared.dimension);
      const groupDims = dims.filter((d) => d === row.compared.dimension);
      add(found, ref.where, { rowDims, groupDims }, interest, true);
      add(found, {}, { rowDims: [], groupDims: [] }, 0, false);
      for (const dims of marginals ? subsets(rowDims) : [rowDims, []]) {
        add(found, withDims(ref.where, dims), { rowDims: dims, groupDims: [] }, 0, false);
        if (dims !== rowDims)
          add(found, withDims(ref.where, [...dims, ...groupDims]), { rowDims: dims, groupDims }, 0, false);
      }
    }
  return new Map(
    [...cubes].sort().map((cube) => {
      const dims = new Set<string>(run.cubes[cube]?.cube.dims);
      const all = [...(byPeople.get(peopleOf(run, cube))?.values() ?? [])];
      const told = all.filter(({ groups }) => Object.keys(groups).every((d) => dims.has(d)));
      return [cube, told.sort((a, b) => (a.where < b.where ? -1 : 1))];
    }),
  );
}
