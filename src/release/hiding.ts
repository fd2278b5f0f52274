import type { Cell } from '../core/cube.js';
import type { Policy } from '../standard/policy.js';
import { countAt, isMember } from './address.js';
import type { CountedRow, CountedRun, CountRef } from './counted.js';
import { behindRounded } from './rounded.js';
import { protect } from './secondary.js';
import { type System, systemOf } from './system.js';
import type { Range } from './tables.js';

/** Which counts of a run are hidden. */
export interface Hiding {
  /** Whether the count at an address is hidden; undefined when no row of the run shows it. */
  readonly hidden: (ref: CountRef) => boolean | undefined;
  /** Hidden counts that a reader could still work out. */
  readonly exposed: number;
  readonly secondary: 'applied' | 'not applied';
}

const anything: Range = { low: 0, high: Number.POSITIVE_INFINITY };

/** How a policy shows the members of an indicator's board, who are known by name: whole, as differences only, or like anybody. */
export const boardRule = (policy: Policy, row: CountedRow): 'all' | 'differences' | undefined =>
  policy.exempt.find((e) => e.indicator === row.indicator)?.show;

interface OneGroup {
  readonly refs: readonly CountRef[];
  /** Cells without anybody, where the other groups of the row would stand. */
  readonly empty: ReadonlyMap<string, readonly Cell[]>;
}

/** The counts of every row all of one group, with the places where its other groups are not. */
function oneGroupRows(run: CountedRun, rows: readonly CountedRow[]): OneGroup {
  const refs: CountRef[] = [];
  const empty = new Map<string, Cell[]>();
  for (const { groups, compared } of rows) {
    const all = groups.flatMap(({ n, base }) => ('cube' in n && 'cube' in base ? [{ n, base }] : []));
    const full = all.find(({ n, base }) => countAt(run, base) > 0 && countAt(run, n) === countAt(run, base));
    if (!full) continue;
    const others = all.filter(({ n, base }) => n !== full.n && n.cube === full.n.cube && base.cube === full.base.cube);
    refs.push(full.n);
    if (full.n.cube !== full.base.cube) continue;
    for (const { n } of others) {
      refs.push(n);
      const group = n.where[compared.dimension]?.[0];
      if (group === undefined) continue;
      const here = run.cubes[full.n.cube]?.cube.cells.filter((c) =>
        Object.entries(full.n.where).every(([d, g]) => g.includes(c.key[d] as string)),
      );
      const cells = (here ?? []).map((c) => ({ key: { ...c.key, [compared.dimension]: group }, n: 0 }));
      empty.set(n.cube, [...(empty.get(n.cube) ?? []), ...cells]);
    }
  }
  return { refs, empty };
}

interface Rules {
  readonly primary: ReadonlySet<number>;
  readonly fixed: ReadonlySet<number>;
  readonly whole: ReadonlySet<number>;
}

/** The counts a policy hides by its own rule, those that cannot be hidden, and those of rows all of one group. */
function rulesFor(
  system: System,
  rows: readonly CountedRow[],
  policy: Policy,
  small: (n: number) => boolean,
  whole: readonly CountRef[],
): Rules {
  const numbers = (refs: readonly (CountRef | undefined)[]): ReadonlySet<number> =>
    new Set(refs.flatMap((ref) => (ref ? (system.at(ref) ?? []) : [])));
  const ofMembers = rows.filter((row) => boardRule(policy, row) === 'differences');
  const groups = ofMembers.flatMap((r) => r.groups).filter(({ n }) => 'cube' in n && isMember(n));
  const ref = (counted: (typeof groups)[number]['n']): CountRef | undefined =>
    'cube' in counted ? counted : undefined;
  const members = numbers(groups.map(({ n }) => ref(n)));
  const boards = numbers(groups.map(({ base }) => ref(base)));
  const cubes = new Set(groups.flatMap(({ n }) => ('cube' in n ? [n.cube] : [])));
  const oneGroup = numbers(whole);
  const primary = new Set<number>();
  const fixed = new Set<number>();
  system.items.forEach(({ value, kind, cube }, i) => {
    if (boards.has(i)) fixed.add(i);
    else if (members.has(i)) {
      if (value === 1) primary.add(i);
    } else if (cube !== undefined && cubes.has(cube)) return;
    else if (oneGroup.has(i)) primary.add(i);
    else if (small(value) && (kind !== 'less' || policy.complements)) primary.add(i);
    if (value === 0 && !oneGroup.has(i)) fixed.add(i);
  });
  return { primary, fixed, whole: oneGroup };
}

/**
 * The counts that are hidden under a policy: those in its range, and where it says so the complements that keep them from being worked out. A count of 0
 * is never a complement: hiding it would say nothing a reader would not guess. Board members that the policy shows whole are left as they are.
 */
export async function planHiding(run: CountedRun, policy: Policy): Promise<Hiding> {
  const { hide } = policy;
  if (!hide) return { hidden: () => false, exposed: 0, secondary: 'not applied' };
  const small = (n: number): boolean => n >= hide.from && n <= hide.to;
  const rows = run.rows.map((row) => ({
    ...row,
    groups:
      boardRule(policy, row) === 'all' ? row.groups.filter(({ n }) => !('cube' in n) || !isMember(n)) : row.groups,
  }));
  const { refs, empty } = policy.oneGroupRows === 'hide' ? oneGroupRows(run, rows) : { refs: [], empty: new Map() };
  const system = systemOf(run, rows, (cube) => [...(run.cubes[cube]?.cube.cells ?? []), ...(empty.get(cube) ?? [])]);
  const { primary, fixed, whole } = rulesFor(system, rows, policy, small, refs);
  const isHidden = (hidden: ReadonlySet<number>) => (ref: CountRef) => {
    const i = system.at(ref);
    return i === undefined ? undefined : hidden.has(i);
  };
  if (!policy.secondary) return { hidden: isHidden(primary), exposed: 0, secondary: 'not applied' };
  const wide = hide.to - hide.from >= 2;
  const known = (i: number): Range =>
    system.items[i]!.kind !== 'listed' || whole.has(i) ? anything : { low: 1, high: Number.POSITIVE_INFINITY };
  const { hidden, exposed } = await protect(system, {
    shown: (i) => behindRounded(system.items[i]!.value, policy),
    hidden: known,
    guessed: (i) => {
      const { kind, value } = system.items[i]!;
      const guessed = kind === 'listed' && !whole.has(i) && primary.has(i) && wide && small(value);
      return guessed ? { low: hide.from, high: hide.to } : known(i);
    },
    primary,
    fixed,
  });
  return { hidden: isHidden(hidden), exposed: exposed.length, secondary: 'applied' };
}
