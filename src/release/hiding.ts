import type { Policy } from '../standard/policy.js';
import type { CountedRow, CountedRun, CountRef } from './counted.js';
import { protect } from './secondary.js';
import { systemOf } from './system.js';
import type { Range } from './tables.js';

/** Which counts of a run are hidden. */
export interface Hiding {
  readonly hidden: (ref: CountRef) => boolean;
  readonly exposed: number;
  readonly secondary: 'applied' | 'not applied';
}

/** The counts that are shown as the same rounded number and are not hidden. Example: 10 under rounding to 5 with 1 to 7 hidden is 8 to 12. */
export function behindRounded(value: number, { hide, roundTo }: Policy): Range {
  if (roundTo === undefined) return { low: value, high: value };
  const shown = Math.floor(value / roundTo + 0.5) * roundTo;
  let [low, high] = [Math.max(0, Math.ceil(shown - roundTo / 2)), Math.ceil(shown + roundTo / 2) - 1];
  const small = (n: number): boolean => hide !== undefined && n >= hide.from && n <= hide.to;
  while (low < high && small(low)) low++;
  while (high > low && small(high)) high--;
  return { low, high };
}

/**
 * The counts that are hidden under a policy: those in its range, and where it says so the complements that keep them from being worked out.
 * `whole(row, ref)` are counts that the policy shows as they are.
 */
export async function planHiding(
  run: CountedRun,
  policy: Policy,
  whole: (row: CountedRow, ref: CountRef) => boolean,
): Promise<Hiding> {
  const { hide } = policy;
  if (!hide) return { hidden: () => false, exposed: 0, secondary: 'not applied' };
  const small = (n: number): boolean => n >= hide.from && n <= hide.to;
  const rows = run.rows.map((row) => ({
    ...row,
    groups: row.groups.filter(({ n }) => !('cube' in n) || !whole(row, n)),
  }));
  const system = systemOf(run, rows, (cube) => run.cubes[cube]?.cube.cells ?? []);
  const primary = new Set(system.items.flatMap(({ value }, i) => (small(value) ? [i] : [])));
  if (!policy.secondary) return { hidden: (ref) => primary.has(system.at(ref)), exposed: 0, secondary: 'not applied' };
  const wide = hide.to - hide.from >= 2;
  const { hidden, exposed } = await protect(system, {
    shown: (i) => behindRounded(system.items[i]!.value, policy),
    hidden: (i) => {
      if (!system.items[i]!.listed) return { low: 0, high: Number.POSITIVE_INFINITY };
      return primary.has(i) && wide ? { low: hide.from, high: hide.to } : { low: 1, high: Number.POSITIVE_INFINITY };
    },
    primary,
    fixed: new Set(system.items.flatMap(({ value }, i) => (value === 0 ? [i] : []))),
  });
  return { hidden: (ref) => hidden.has(system.at(ref)), exposed: exposed.length, secondary: 'applied' };
}
