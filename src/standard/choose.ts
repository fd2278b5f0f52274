import { isoDate } from '../core/dates.js';
import type { Edition, Editions } from './types.js';

/** One edition. Throws a RangeError that names the editions there are. Example: resolveEdition(editions, 'wres', '2025').edition is '2025'. */
export function resolveEdition(editions: Editions, standard: string, edition: string): Edition {
  const of = editions[standard];
  if (!of) throw new RangeError(`no standard "${standard}"; there are ${Object.keys(editions).join(', ') || 'none'}`);
  const found = of[edition];
  if (!found)
    throw new RangeError(`no ${standard} edition "${edition}"; there are ${Object.keys(of).sort().join(', ')}`);
  return found;
}

/** The editions of a standard, earliest first. */
export const editionsOf = (editions: Editions, standard: string): readonly Edition[] =>
  Object.values(editions[standard] ?? {}).sort((a, b) => (a.from < b.from ? -1 : 1));

/**
 * The edition for a snapshot: the last whose own snapshot day is on or before it, or undefined when the snapshot is older than all.
 * Example: 31 March 2025 and 30 March 2026 both give the edition of 2025. See `isPast` for a snapshot later than every edition.
 */
export const editionFor = (editions: Editions, standard: string, snapshotDay: number): Edition | undefined =>
  editionsOf(editions, standard).findLast((e) => e.from <= isoDate(snapshotDay));

/** Whether a snapshot is a year or more after the edition's own, so that a newer edition ought to be used and is not there. */
export const isPast = (edition: Edition, snapshotDay: number): boolean => {
  const [year, rest] = [edition.from.slice(0, 4), edition.from.slice(4)];
  return isoDate(snapshotDay) >= `${String(Number(year) + 1).padStart(4, '0')}${rest}`;
};
