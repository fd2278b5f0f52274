import { deviance, stirlingError } from './gamma.js';

/**
 * The binomial probability of `a` of a + b at rates x and y = 1 - x, for real a, b > 0, without cancellation.
 * Source: Loader 2000 (see gamma.ts).
 */
function binomialDensity(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const d = a * y - b * x;
  const far = deviance(a, n * x, d) + deviance(b, n * y, -d);
  const log = stirlingError(n) - stirlingError(a) - stirlingError(b) - far;
  return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * a * b));
}

/**
 * The two regularised incomplete beta functions [I_x(a, b), 1 - I_x(a, b)]; the smaller is the accurate one. For a, b > 0 and x in 0 to 1;
 * `y` is 1 - x where the caller knows it better. Continued fraction; the work grows as the square root of a and b.
 * Example: betaTails(10, 1, 0.6915028921812392)[0] is 0.025.
 */
export function betaTails(a: number, b: number, x: number, y = 1 - x): readonly [number, number] {
  if (x <= 0) return [0, 1];
  if (y <= 0) return [1, 0];
  const density = ((a * b) / (a + b)) * binomialDensity(a, b, x, y);
  if (x * (a + b + 2) < a + 1) {
    const p = Math.min(1, density * fraction(a, b, x, y));
    return [p, 1 - p];
  }
  const q = Math.min(1, density * fraction(b, a, y, x));
  return [1 - q, q];
}

/**
 * The continued fraction of DLMF 8.17.22, every second term contracted away so that it has no small differences, by Lentz's method.
 * Source: DiDonato and Morris, ACM TOMS 18 (1992), 360-373, equation 9.
 */
function fraction(a: number, b: number, x: number, y: number): number {
  const term = (m: number): number =>
    m + (m * (b - m) * x) / (a + 2 * m - 1) + ((a + m) / (a + 2 * m + 1)) * (a * y - b * x + 1 + m * (1 + y));
  let f = (a / (a + 1)) * (a * y - b * x + 1);
  let c = f;
  let d = 0;
  for (let m = 1; m < 1e7; m++) {
    const t = x / (a + 2 * m - 1);
    const alpha = (a + m - 1) * t * (a + b + m - 1) * t * m * (b - m);
    const beta = term(m);
    d = 1 / (beta + alpha * d);
    c = beta + alpha / c;
    f *= c * d;
    if (Math.abs(c * d - 1) <= Number.EPSILON) break;
  }
  return 1 / f;
}
