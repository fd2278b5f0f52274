import type { Day } from '../../core/dates.js';
import type { Predicate, Rule } from '../../core/predicate.js';
import type { Recode } from '../../core/recode.js';

/** Beyond any day. */
const ever = Number.MAX_SAFE_INTEGER;

export const not = (p: Predicate): Predicate => ({ not: p });
export const all = (...p: readonly Predicate[]): Predicate => ({ all: p });
export const any = (...p: readonly Predicate[]): Predicate => ({ any: p });
export const known = (column: string): Predicate => ({ columns: [column], known: true });

/** There is a record of the person on a side of the join. Example: there('left') holds of those with a leavers row in the year. */
export const there = (side: string): Predicate => known(`${side}.employeeNumber`);

export const onOrAfter = (day: Day, ...columns: readonly string[]): Predicate => ({ columns, between: [day, ever] });
export const onOrBefore = (day: Day, ...columns: readonly string[]): Predicate => ({ columns, between: [-ever, day] });

/** A group of two: those of whom a condition holds, and all others. */
export const yesNo = (when: Predicate): Recode => ({ cases: [{ when, gives: 'yes' }], otherwise: 'no' });

/** Staff rows of one snapshot. */
export const atDay = (day: Day): Rule => ({ rule: 'other-snapshot', keep: { column: 'snapshotDate', is: day } });

/** Rows whose date is from one day to another, both included. */
export const dated = (column: string, from: Day, to: Day): Rule => ({
  rule: 'outside-period',
  keep: { columns: [column], between: [from, to] },
});
