import { peopleOf } from './address.js';
import type { CountedPeople, CountedRow, CountedRun, CountRef } from './counted.js';

/** Whether a cube is of a run that stands beside: its numbers are protected and not given. */
export const isBeside = (cube: string): boolean => cube.startsWith('beside ');

const isRef = (of: object): of is CountRef => 'cube' in of && 'where' in of;

/** A row with its counts at the cubes' other names. */
function renamed<T>(of: T, name: (cube: string) => string): T {
  if (typeof of !== 'object' || of === null) return of;
  if (Array.isArray(of)) return of.map((part) => renamed(part as unknown, name)) as T;
  if (isRef(of)) return { ...of, cube: name(of.cube) };
  return Object.fromEntries(Object.entries(of).map(([key, part]) => [key, renamed(part as unknown, name)])) as T;
}

/**
 * A run with the tables of others of the same records beside its own, as if all had been asked for at once: what is hidden is chosen so that nothing can be
 * worked out from all of them together. The others' cubes have names of their own and the same people; their rows come after the run's.
 * Example: White staff by band beside White women by band: women hidden in one band keep the band's total hidden too.
 */
export function withBeside(run: CountedRun, others: readonly CountedRun[]): CountedRun {
  if (others.length === 0) return run;
  const cubes: Record<string, CountedPeople> = { ...run.cubes };
  const rows: CountedRow[] = [...run.rows];
  const overlaps = [...(run.overlaps ?? [])];
  for (const [i, other] of others.entries()) {
    const name = (cube: string): string => `beside ${i} ${cube}`;
    for (const [id, cube] of Object.entries(other.cubes)) cubes[name(id)] = { ...cube, people: peopleOf(other, id) };
    rows.push(...other.rows.map((row) => renamed(row, name)));
    overlaps.push(...(other.overlaps ?? []).map(([a, b]) => [name(a), name(b)] as const));
  }
  return { ...run, cubes, rows, ...(overlaps.length > 0 ? { overlaps } : {}) };
}
