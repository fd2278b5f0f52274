import { actualCounts } from './counts.js';
import type { Compared } from './types.js';

/**
 * Two or three years taken together: events and person-years of each group added. Use it when a group has fewer than ten events in a year, and say so.
 * Throws a RangeError when no year is given. Source: project decision.
 * Example: 4/700 over 9/2400 and 5/725 over 8/2505 pool to 9/1425 over 17/4905.
 */
export function poolYears(years: readonly Compared[]): Compared {
  if (years.length === 0) throw new RangeError('at least one year is needed');
  const all = years.map(actualCounts);
  const add = (side: 'over' | 'under') =>
    all.reduce((sum, year) => ({ n: sum.n + year[side].n, base: sum.base + year[side].base }), { n: 0, base: 0 });
  return { over: add('over'), under: add('under') };
}
