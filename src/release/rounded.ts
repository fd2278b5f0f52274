import type { Policy } from '../standard/policy.js';
import type { Range } from './move.js';

/** Rounds half up. Example: 12 to the nearest 5 is 10, 13 is 15. */
export const roundTo = (n: number, to: number): number => Math.floor(n / to + 0.5) * to;

/** The counts that are shown as the same rounded number and are not hidden. Example: 10 under rounding to 5 with 1 to 7 hidden is 8 to 12. */
export function behindRounded(value: number, policy: Pick<Policy, 'hide' | 'roundTo'>): Range {
  const { hide, roundTo: to } = policy;
  if (to === undefined) return { low: value, high: value };
  const shown = roundTo(value, to);
  let [low, high] = [Math.max(0, Math.ceil(shown - to / 2)), Math.ceil(shown + to / 2) - 1];
  const small = (n: number): boolean => hide !== undefined && n >= hide.from && n <= hide.to;
  while (low < high && small(low)) low++;
  while (high > low && small(high)) high--;
  return { low, high };
}
