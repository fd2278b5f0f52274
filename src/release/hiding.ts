import type { Policy } from '../standard/policy.js';
import { isMember } from './address.js';
import { isBeside } from './beside.js';
import type { CountedRow, CountedRun, CountRef } from './counted.js';
import type { Earlier, LetOut } from './ledger.js';
import type { Range } from './move.js';
import { oneGroupRows } from './one-group.js';
import { behindRounded } from './rounded.js';
import { boardRule, emptySeats, isSmall, type Rules, rulesFor } from './rules.js';
import { protect, type Start } from './secondary.js';
import { type System, systemOf } from './system.js';

/** Which counts of a run are hidden. */
export interface Hiding {
  /** Whether the count at an address is hidden; undefined when no row of the run shows it. */
  readonly hidden: (ref: CountRef) => boolean | undefined;
  /** Hidden counts that a reader could still work out. */
  readonly exposed: number;
  readonly secondary: 'applied' | 'not applied';
  /** The counts that tables share though none shows them: with their number where a reader can add it up, without where it stays hidden. */
  readonly shared: readonly LetOut[];
}

const anything: Range = { low: 0, high: Number.POSITIVE_INFINITY };
const someone: Range = { low: 1, high: Number.POSITIVE_INFINITY };
const both = (a: Range, b: Range | undefined): Range =>
  b ? { low: Math.max(a.low, b.low), high: Math.min(a.high, b.high) } : a;

/** Rows without the board members that a policy shows whole. */
const judgedRows = (run: CountedRun, policy: Policy): readonly CountedRow[] =>
  run.rows.map((row) =>
    boardRule(policy, row) === 'all'
      ? { ...row, groups: row.groups.filter(({ n }) => !('cube' in n) || !isMember(n)) }
      : row,
  );

interface Past {
  /** What a reader knows of a count from earlier releases. */
  readonly known: ReadonlyMap<number, Range>;
  /** Counts to be hidden because an earlier release hid them, or because the difference from what one showed is small. */
  readonly hide: ReadonlySet<number>;
}

/** What earlier releases say of the items of a system. A small difference from an earlier number is a small number of people. */
function pastOf(system: System, earlier: Earlier | undefined, small: (n: number) => boolean): Past {
  const known = new Map<number, Range>();
  const hide = new Set<number>();
  if (!earlier) return { known, hide };
  for (const { ref, item } of system.addresses) {
    const { value } = system.items[item]!;
    const range = earlier.known(ref);
    if (range) known.set(item, both(known.get(item) ?? anything, range));
    if (value === 0) continue;
    if (earlier.hidden(ref) || earlier.others(ref).some((other) => small(Math.abs(other - value)))) hide.add(item);
  }
  return { known, hide };
}

/**
 * The counts that are hidden under a policy: those it hides by rule, those an earlier release hid, and where it says so the complements that keep all of them
 * from being worked out. A count of 0 is no complement: a reader would guess as much. What an earlier release showed stays known, and where the policy would
 * hide it now it is not shown again.
 */
export async function planHiding(run: CountedRun, policy: Policy, earlier?: Earlier): Promise<Hiding> {
  const { hide } = policy;
  if (!hide) return { hidden: () => false, exposed: 0, secondary: 'not applied', shared: [] };
  const rows = judgedRows(run, policy);
  const oneGroup = policy.oneGroupRows === 'hide' ? oneGroupRows(run, rows) : undefined;
  const seats = emptySeats(run, rows, policy);
  const cellsOf = (cube: string) => [
    ...(run.cubes[cube]?.cube.cells ?? []),
    ...(oneGroup?.empty.get(cube) ?? []),
    ...seats(cube),
  ];
  const system = systemOf(run, rows, cellsOf, earlier !== undefined);
  const rulesWith = (back: ReadonlySet<string>): Rules => rulesFor(system, rows, policy, oneGroup?.refs ?? [], back);
  const rules = rulesWith(new Set());
  const small = isSmall(policy);
  const past = pastOf(system, earlier, small);
  const open = [...past.known].filter(([, { low, high }]) => high - low < 2).map(([i]) => i);
  const byRule = new Set([...rules.primary, ...past.hide]);
  const isHidden = (hidden: ReadonlySet<number>) => (ref: CountRef) => {
    const i = system.at(ref);
    return i === undefined ? undefined : hidden.has(i);
  };
  if (!policy.secondary) return { hidden: isHidden(byRule), exposed: 0, secondary: 'not applied', shared: [] };

  const wide = hide.to - hide.from >= 2;
  const given = earlier ? system.addresses.filter(({ ref }) => !isBeside(ref.cube)) : [];
  const shared = given.filter(({ item }) => system.items[item]!.kind !== 'listed');
  const startOf = (rules: Rules): Start => {
    const primary = new Set([...rules.primary, ...past.hide].filter((i) => !open.includes(i)));
    const ranged = (i: number): Range => {
      const free = system.items[i]!.kind !== 'listed' || rules.noughts.has(i);
      return both(free ? anything : someone, past.known.get(i));
    };
    return {
      shown: (i) => both(behindRounded(system.items[i]!.value, policy), past.known.get(i)),
      hidden: ranged,
      guessed: (i) => {
        const { kind, value } = system.items[i]!;
        const guess = kind === 'listed' && !rules.noughts.has(i) && primary.has(i) && wide && small(value);
        return guess ? both({ low: hide.from, high: hide.to }, past.known.get(i)) : ranged(i);
      },
      primary,
      fixed: new Set([...rules.fixed, ...open]),
      asked: new Set(shared.map(({ item }) => item)),
    };
  };
  const back = new Set<string>();
  const protection = await protect(system, startOf(rules), (exposed) => {
    for (const i of exposed) for (const cube of rules.boards.has(i) ? [rules.boards.get(i)!] : []) back.add(cube);
    return back.size > 0 ? startOf(rulesWith(back)) : undefined;
  });
  const { hidden, told } = protection;
  // Of a board that stays back whole nothing is let out, so nothing of it can be worked out, however few ways its tables leave.
  const isBack = (i: number): boolean => back.has(rules.boards.get(i) ?? '') && hidden.has(i);
  const exposed = protection.exposed.filter((i) => !isBack(i));
  const letOut = shared.flatMap(({ ref, item }): LetOut[] => {
    const is = told.get(item);
    return is === undefined ? [] : [is === 'told' ? { ref, shown: system.items[item]!.value } : { ref }];
  });
  // A sum that has one count in it that is not 0 is that count: a table that shows the sum by itself shows the count.
  const same = given.filter(({ item }) => system.items[item]!.kind === 'listed');
  const sums = same.flatMap(({ ref, item }): LetOut[] => {
    if (hidden.has(item) || byRule.has(item)) return [{ ref }];
    return policy.roundTo === undefined ? [{ ref, shown: system.items[item]!.value }] : [];
  });
  return {
    hidden: isHidden(new Set([...hidden, ...byRule])),
    exposed: exposed.length,
    secondary: 'applied',
    shared: [...letOut, ...sums],
  };
}
