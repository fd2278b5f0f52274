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

const sizes = new WeakMap<readonly Spell[], number>();

/** How many people the spells are of; added up once for the same spells. */
export function peopleIn(spells: readonly Spell[]): number {
  let size = sizes.get(spells);
  if (size === undefined) {
    size = 0;
    for (const { n } of spells) size += n;
    sizes.set(spells, size);
  }
  return size;
}

/** What was seen of spells from one day to another: entries are delayed to the first, and who is still there at the second is no leaver. */
export const between = (spells: readonly Spell[], from: Day, to: Day): readonly Spell[] =>
  spells.flatMap(({ kind, ...s }) =>
    s.to <= from || s.from >= to
      ? []
      : [
          {
            ...s,
            from: Math.max(s.from, from),
            to: Math.min(s.to, to),
            ...(kind !== undefined && s.to <= to ? { kind } : {}),
          },
        ],
  );

const indexed = new WeakMap<readonly Spell[], Map<string, ReadonlyMap<string, readonly Spell[]>>>();

/** The spells of one group; the spells of a run are sorted into groups once for each dimension. */
export function seenOf(spells: readonly Spell[], dimension: string, group: string): readonly Spell[] {
  const byDimension = indexed.get(spells) ?? new Map<string, ReadonlyMap<string, readonly Spell[]>>();
  indexed.set(spells, byDimension);
  let groups = byDimension.get(dimension);
  if (!groups) {
    const made = new Map<string, Spell[]>();
    for (const spell of spells) {
      const id = spell.groups[dimension] ?? '';
      const own = made.get(id);
      if (own) own.push(spell);
      else made.set(id, [spell]);
    }
    groups = made;
    byDimension.set(dimension, groups);
  }
  return groups.get(group) ?? [];
}

const gone = new WeakMap<readonly Spell[], readonly Spell[]>();

/** Those of the spells that ended in leaving; picked out once for the same spells. */
export function leftIn(spells: readonly Spell[]): readonly Spell[] {
  let left = gone.get(spells);
  if (!left) {
    left = spells.filter((s) => s.kind !== undefined);
    gone.set(spells, left);
  }
  return left;
}
