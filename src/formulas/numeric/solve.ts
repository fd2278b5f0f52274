/**
 * The zero of a continuous function between `low` and `high`, where its signs differ, to within a few units in the last place.
 * Inverse quadratic steps where they are safe, bisection otherwise; never leaves the bracket, at most 300 evaluations.
 * Throws a RangeError when the signs at the two ends do not differ or the function is not a number somewhere it is tried.
 * Source: T. R. Chandrupatla, Advances in Engineering Software 28 (1997), 145-149. Example: x² - 2 from 0 to 2 gives 1.41421356237309.
 */
export function findZero(f: (x: number) => number, low: number, high: number): number {
  let [a, b, c] = [high, low, low];
  let [fa, fb, fc] = [f(a), f(b), Number.NaN];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa < 0 ? fb > 0 : fa > 0 && fb < 0)) throw new RangeError(`no change of sign between ${low} and ${high}`);
  let t = 0.5;
  for (let i = 0; i < 300; i++) {
    const x = a + t * (b - a);
    const fx = f(x);
    if (Number.isNaN(fx)) throw new RangeError(`not a number at ${x}`);
    if (fx > 0 === fa > 0) [c, fc] = [a, fa];
    else [c, fc, b, fb] = [b, fb, a, fa];
    [a, fa] = [x, fx];
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const least = (2 * Number.EPSILON * Math.abs(best) + Number.MIN_VALUE) / Math.abs(b - a);
    if (least > 0.5 || fa === 0) return best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const safe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    t = safe ? (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb)) : 0.5;
    t = Math.min(1 - least, Math.max(least, t));
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}

/**
 * The zero of a falling function on the whole line: widens a bracket from `start` by doubling steps, then closes it.
 * Throws a RangeError when no change of sign is found within `reach` of the start.
 */
export function findFallingZero(f: (x: number) => number, start: number, reach: number): number {
  const at = f(start);
  if (at === 0) return start;
  const way = at > 0 ? 1 : -1;
  for (let step = 0.5, from = start; step <= reach; from = start + way * step, step *= 2) {
    const to = start + way * step;
    if (way * f(to) <= 0) return findZero(f, Math.min(from, to), Math.max(from, to));
  }
  throw new RangeError(`no change of sign within ${reach} of ${start}`);
}
