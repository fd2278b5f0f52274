import { type GroupColumn, groupColumn, placesOf } from '../../core/cube-columns.js';
import type { Day } from '../../core/dates.js';

/**
 * Employments under observation that are alike, in calendar days: from the first day they are seen (`from`) until the day after they ended or were last seen
 * (`to`), and how many people that is.
 */
export interface Spell {
  readonly hired: Day;
  readonly from: Day;
  readonly to: Day;
  /** Why it ended; undefined for somebody still in post, or who left in a way that is no leaving (a transfer, the end of a rotation). */
  readonly kind?: string;
  readonly groups: Readonly<Record<string, string>>;
  readonly n: number;
}

/** Spells by columns: of a million of them an object each would fill the memory. */
export interface Spells {
  readonly length: number;
  readonly hired: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The place in `kinds` of why each ended; -1 where `Spell` has none. */
  readonly kind: Int32Array;
  readonly kinds: readonly string[];
  readonly groups: Readonly<Record<string, GroupColumn>>;
  readonly n: Float64Array;
}

/** Spells given one by one. Example: two spells, one of a leaver, have the kinds 0 and -1. */
export function spellsOf(all: readonly Spell[]): Spells {
  const kind = groupColumn(all.length, (i) => all[i]!.kind ?? '');
  const kinds = kind.names.filter((name) => name !== '');
  const dims = [...new Set(all.flatMap((s) => Object.keys(s.groups)))];
  return {
    length: all.length,
    hired: Int32Array.from(all, (s) => s.hired),
    from: Int32Array.from(all, (s) => s.from),
    to: Int32Array.from(all, (s) => s.to),
    kind: Int32Array.from(all, (s) => (s.kind === undefined ? -1 : kinds.indexOf(s.kind))),
    kinds,
    groups: Object.fromEntries(dims.map((d) => [d, groupColumn(all.length, (i) => all[i]!.groups[d] ?? '')])),
    n: Float64Array.from(all, (s) => s.n),
  };
}

/** The spells at these places. Names are shared, not copied. */
export function spellsAt(spells: Spells, places: Int32Array): Spells {
  const numbers = (of: Int32Array): Int32Array => {
    const own = new Int32Array(places.length);
    for (let i = 0; i < places.length; i++) own[i] = of[places[i]!]!;
    return own;
  };
  const n = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) n[i] = spells.n[places[i]!]!;
  return {
    length: places.length,
    hired: numbers(spells.hired),
    from: numbers(spells.from),
    to: numbers(spells.to),
    kind: numbers(spells.kind),
    kinds: spells.kinds,
    groups: Object.fromEntries(
      Object.entries(spells.groups).map(([d, { names, codes }]) => [d, { names, codes: numbers(codes) }]),
    ),
    n,
  };
}

const none = (spells: Spells): Spells => spellsAt(spells, new Int32Array(0));

const sizes = new WeakMap<Spells, number>();

/** How many people the spells are of; added up once for the same spells. */
export function peopleIn(spells: Spells): number {
  let size = sizes.get(spells);
  if (size === undefined) {
    size = 0;
    for (const n of spells.n) size += n;
    sizes.set(spells, size);
  }
  return size;
}

/** What was seen of spells from one day to another: entries are delayed to the first, and who is still there at the second is no leaver. */
export function between(spells: Spells, from: Day, to: Day): Spells {
  let count = 0;
  const seen = new Int32Array(spells.length);
  for (let i = 0; i < spells.length; i++) if (spells.to[i]! > from && spells.from[i]! < to) seen[count++] = i;
  const cut = spellsAt(spells, seen.subarray(0, count));
  for (let i = 0; i < count; i++) {
    cut.from[i] = Math.max(cut.from[i]!, from);
    if (cut.to[i]! > to) {
      cut.to[i] = to;
      cut.kind[i] = -1;
    }
  }
  return cut;
}

const indexed = new WeakMap<Spells, Map<string, ReadonlyMap<string, Spells>>>();

/** The spells of each group of a dimension that occurs; sorted into groups once for the same spells. Without the dimension all are of the group ''. */
export function byGroup(spells: Spells, dimension: string): ReadonlyMap<string, Spells> {
  const byDimension = indexed.get(spells) ?? new Map<string, ReadonlyMap<string, Spells>>();
  indexed.set(spells, byDimension);
  let groups = byDimension.get(dimension);
  if (!groups) {
    const column = spells.groups[dimension];
    groups = column
      ? new Map(
          placesOf(column.codes, column.names.length).flatMap((places, i) =>
            places.length === 0 ? [] : [[column.names[i]!, spellsAt(spells, places)] as const],
          ),
        )
      : new Map(spells.length === 0 ? [] : [['', spells]]);
    byDimension.set(dimension, groups);
  }
  return groups;
}

const nobody = new WeakMap<Spells, Spells>();

/** The spells of one group. */
export function seenOf(spells: Spells, dimension: string, group: string): Spells {
  const found = byGroup(spells, dimension).get(group);
  if (found) return found;
  const empty = nobody.get(spells) ?? none(spells);
  nobody.set(spells, empty);
  return empty;
}

/** How many people left, of all kinds or one. */
export function leaversIn({ length, kind, kinds, n }: Spells, only?: string): number {
  const wanted = only === undefined ? undefined : kinds.indexOf(only);
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const own = kind[i]!;
    if (own >= 0 && (wanted === undefined || own === wanted)) sum += n[i]!;
  }
  return sum;
}
