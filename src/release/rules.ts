import type { Cell } from '../core/cube.js';
import type { Policy } from '../standard/policy.js';
import { isMember } from './address.js';
import type { CountedRow, CountedRun, CountRef } from './counted.js';
import type { System } from './system.js';

/** How a policy shows the members of an indicator's board, who are known by name: whole, as differences only, or like anybody. */
export const boardRule = (policy: Policy, row: CountedRow): 'all' | 'differences' | undefined =>
  policy.exempt.find((e) => e.indicator === row.indicator)?.show;

/** Whether a policy takes a number for a small number of people. */
export const isSmall =
  ({ hide }: Policy) =>
  (n: number): boolean =>
    hide !== undefined && n >= hide.from && n <= hide.to;

/** What a policy's own rules say of the counts of a run. */
export interface Rules {
  /** Hidden by rule. */
  readonly primary: ReadonlySet<number>;
  /** Never hidden: counts of 0, and the size of a board whose members are known by name. */
  readonly fixed: ReadonlySet<number>;
  /** Of rows all of one group, and sums of nobody that hold a 0 of such a row: these alone may be hidden although they are 0. */
  readonly noughts: ReadonlySet<number>;
  /** Of boards shown as differences only, the cube each group's count is of. */
  readonly boards: ReadonlyMap<number, string>;
}

/**
 * Seats of nobody on the boards of which only differences are shown: wherever somebody of one group sits, one of another could. Only with them can a reader of a
 * part that stays back not tell which groups are there.
 */
export function emptySeats(
  run: CountedRun,
  rows: readonly CountedRow[],
  policy: Policy,
): (cube: string) => readonly Cell[] {
  const groupsOf = new Map<string, { readonly dimension: string; readonly groups: Set<string> }>();
  for (const row of rows) {
    const { dimension } = row.compared;
    if (boardRule(policy, row) !== 'differences') continue;
    for (const { group, n } of row.groups) {
      if (!('cube' in n) || !isMember(n)) continue;
      const known = groupsOf.get(n.cube) ?? { dimension, groups: new Set<string>() };
      groupsOf.set(n.cube, known);
      known.groups.add(group);
    }
  }
  return (cube) => {
    const of = groupsOf.get(cube);
    if (!of) return [];
    const { cells } = run.cubes[cube]!.cube;
    return cells.flatMap(({ key }) =>
      [...of.groups].map((group) => ({ key: { ...key, [of.dimension]: group }, n: 0 })),
    );
  };
}

/** These counts, and the sums of nobody that hold one of them which is 0: a 0 over all bands says it of each. */
function withSums({ items }: System, oneGroup: ReadonlySet<number>): ReadonlySet<number> {
  const empty = new Set([...oneGroup].flatMap((i) => (items[i]!.value === 0 ? items[i]!.sums.flat() : [])));
  const sums = items.flatMap(({ value, sums }, i) => (value === 0 && sums.flat().some((c) => empty.has(c)) ? [i] : []));
  return new Set([...oneGroup, ...sums]);
}

/**
 * Hidden by rule are the numbers in the policy's range; where the policy says so, the rest of a shown number (the shortlisted who were not appointed) and rows
 * all of one group; and, where only the differences of a board are shown, every group of a part in which some group has one member, and of the total with
 * it: were that group's alone hidden, it would be known to be one. A board's other numbers can be known from its list. Of the boards in `back` every part is hidden.
 */
export function rulesFor(
  system: System,
  rows: readonly CountedRow[],
  policy: Policy,
  oneGroupRefs: readonly CountRef[],
  back: ReadonlySet<string> = new Set(),
): Rules {
  const small = isSmall(policy);
  const numbers = (refs: readonly CountRef[]): ReadonlySet<number> => new Set(refs.flatMap((r) => system.at(r) ?? []));
  const boards = rows.filter((row) => boardRule(policy, row) === 'differences');
  const members = boards.map(({ groups }) => groups.flatMap(({ n }) => ('cube' in n && isMember(n) ? [n] : [])));
  const sizes = numbers(
    boards.flatMap(({ groups }) => groups.flatMap(({ base }) => ('cube' in base && isMember(base) ? [base] : []))),
  );
  const groups = new Map<number, string>();
  const kept = new Set<number>();
  for (const part of members)
    for (const ref of part) {
      const i = system.at(ref);
      if (i !== undefined) groups.set(i, ref.cube);
    }
  const isOne = (ref: CountRef): boolean => system.items[system.at(ref) ?? -1]?.value === 1;
  const withOne = new Set(members.filter((part) => part.some(isOne)).flatMap((part) => part.map(({ cube }) => cube)));
  for (const part of members)
    for (const ref of part) {
      const isTotal = Object.keys(ref.where).length < 2;
      if (back.has(ref.cube) || part.some(isOne) || (isTotal && withOne.has(ref.cube)))
        kept.add(system.at(ref) as number);
    }
  // A board counted by two questions is one board, in two cubes.
  const cubes = new Set(members.flatMap((part) => part.map(({ cube }) => cube)));
  const onBoards = new Set(system.addresses.flatMap(({ ref, item }) => (cubes.has(ref.cube) ? [item] : [])));
  const oneGroup = numbers(oneGroupRefs);
  const noughts = new Set([...withSums(system, oneGroup), ...kept]);
  const primary = new Set<number>();
  const fixed = new Set<number>();
  system.items.forEach(({ value, kind, cube }, i) => {
    if (sizes.has(i) || (value === 0 && !noughts.has(i))) fixed.add(i);
    if (groups.has(i)) {
      if (kept.has(i)) primary.add(i);
    } else if (onBoards.has(i) || (cube !== undefined && cubes.has(cube))) return;
    else if (oneGroup.has(i)) primary.add(i);
    else if (small(value) && (kind !== 'less' || policy.complements)) primary.add(i);
  });
  return { primary, fixed, noughts, boards: groups };
}
