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

/** How many people the spells are of. */
export const peopleIn = (spells: readonly Spell[]): number => spells.reduce((sum, s) => sum + s.n, 0);

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
