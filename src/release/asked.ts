import { whereText } from './address.js';
import type { CountedRow, CountedRun, CountRef } from './counted.js';

/** An address that a row of the run shows, or that links the tables of a run, and what a reader would lose without it. */
export interface Asked {
  readonly ref: CountRef;
  readonly where: string;
  /** The dimensions that make the row, without the one the groups are compared by. */
  readonly rowDims: readonly string[];
  /** Whether it is of one compared group; otherwise it is everyone in a row. */
  readonly ofGroup: boolean;
  /** Unknown 1, a group that is not compared 2, a compared group 4, everyone in a row 8. */
  readonly interest: number;
  /** False for a whole that no row shows and that every table of these people adds up to. */
  readonly listed: boolean;
}

const refs = (row: CountedRow): readonly { readonly ref: CountRef; readonly interest: number }[] => {
  const { over, under } = row.compared;
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
  return [...all, ...workforce, ...also].flatMap(({ counted, interest }) =>
    'cube' in counted ? [{ ref: counted, interest }] : [],
  );
};

/** Every address the rows show, once for each cube, in an order that is the same whatever the order of the rows. */
export function askedOf(run: CountedRun, rows: readonly CountedRow[]): ReadonlyMap<string, readonly Asked[]> {
  const compared = new Set(run.rows.map((r) => r.compared.dimension));
  const found = new Map<string, Map<string, Asked>>();
  for (const row of rows)
    for (const { ref, interest } of refs(row)) {
      const where = whereText(ref.where);
      const ofCube = found.get(ref.cube) ?? new Map<string, Asked>();
      found.set(ref.cube, ofCube);
      const before = ofCube.get(where);
      const dims = Object.keys(ref.where);
      ofCube.set(where, {
        ref,
        where,
        rowDims: dims.filter((d) => !compared.has(d)).sort(),
        ofGroup: dims.some((d) => compared.has(d)),
        interest: Math.max(interest, before?.interest ?? 0),
        listed: true,
      });
    }
  return new Map(
    [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([cube, asked]) => [cube, [...asked.values()].sort((a, b) => (a.where < b.where ? -1 : 1))]),
  );
}

/**
 * The counts that no row of a cube shows and that its tables share with others: everyone, everyone of a group, and all groups of a row. White, BME and
 * unknown in a row are as many as disabled, not disabled and unknown in it.
 */
export function wholes(cube: string, listed: readonly Asked[]): readonly Asked[] {
  const found = new Map<string, Asked>(listed.map((a) => [a.where, a]));
  const add = (where: CountRef['where'], rowDims: readonly string[]): void => {
    const text = whereText(where);
    const ofGroup = Object.keys(where).length > rowDims.length;
    if (!found.has(text))
      found.set(text, { ref: { cube, where }, where: text, rowDims, ofGroup, interest: 0, listed: false });
  };
  add({}, []);
  for (const { ref, rowDims } of listed) {
    const groups = Object.entries(ref.where).filter(([d]) => !rowDims.includes(d));
    add(Object.fromEntries(Object.entries(ref.where).filter(([d]) => rowDims.includes(d))), rowDims);
    for (const [d, group] of groups) add({ [d]: group }, []);
  }
  return [...found.values()].filter((a) => !a.listed).sort((a, b) => (a.where < b.where ? -1 : 1));
}
