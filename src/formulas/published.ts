import { type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { roundRatio } from '../core/rounding.js';

/**
 * The whole bases that could stand behind a printed percentage: those of which `n` people are `percent` when rounded half up to `decimals` places.
 * Unit: people, as [smallest, largest]. `undefined/infeasible` when no base fits, so that the count or the percentage is misprinted;
 * `not-reached` when `n` is 0 and every large base fits; `invalid-counts` for a negative or broken count.
 * Source: project decision. Example: 188 people as 58.5 % fits no base: 188/321 is 58.6 and 188/322 is 58.4.
 */
export function basesBehind(n: number, percent: number, decimals: number): Outcome<readonly [number, number]> {
  if (!Number.isSafeInteger(n) || n < 0 || !(percent >= 0)) return undefinedBecause('invalid-counts');
  if (n === 0) return undefinedBecause(percent === 0 ? 'not-reached' : 'infeasible');
  const half = 0.5 / 10 ** decimals;
  const fits = (base: number): boolean => base >= n && roundRatio(100 * n, base, decimals) === percent;
  // One more on either side, as the ends of the rounding interval are themselves rounded here.
  const first = Math.max(n, Math.floor((100 * n) / (percent + half)) - 1);
  const beyond = percent > half ? Math.ceil((100 * n) / (percent - half)) + 1 : first;
  if (percent <= half)
    return undefinedBecause(roundRatio(100 * n, 10 ** 12, decimals) === percent ? 'not-reached' : 'infeasible');
  let [from, to] = [first, beyond];
  while (from <= to && !fits(from) && from - first < 4) from++;
  while (to >= from && !fits(to) && beyond - to < 4) to--;
  return from <= to && fits(from) && fits(to) ? ok([from, to]) : undefinedBecause('infeasible');
}
