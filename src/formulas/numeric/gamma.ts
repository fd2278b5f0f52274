const halfLogTwoPi = 0.9189385332046727;

/**
 * What Stirling's formula leaves out: ln Γ(x + 1) - (x + 1/2) ln x + x - ln √(2π), for x > 0.
 * Asymptotic series from x = 15, recurrence below. Source: DLMF 5.11.1; C. Loader, Fast and Accurate Computation of Binomial Probabilities, 2000.
 */
export function stirlingError(x: number): number {
  let shift = 0;
  let y = x;
  // δ(x) - δ(x + 1) = (x + 1/2) ln(1 + 1/x) - 1
  for (; y < 15; y++) shift += (y + 0.5) * Math.log1p(1 / y) - 1;
  const r = 1 / (y * y);
  const series =
    1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360 - r / 156)))));
  return shift + series / y;
}

/** The natural logarithm of Γ(x), for x > 0. Example: logGamma(5) is ln 24 = 3.1780538303479458. */
export function logGamma(x: number): number {
  if (x === 1 || x === 2) return 0;
  return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingError(x);
}

/**
 * The deviance part x ln(x / m) + m - x, accurate when x and m are close. For x, m > 0; at x = 0 it is m.
 * `d` is x - m where the caller knows it better.
 * Source: Loader 2000, as above.
 */
export function deviance(x: number, m: number, d = x - m): number {
  if (x === 0) return m;
  if (Math.abs(d) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  // x ln(x/m) = 2x artanh(v) with v = (x - m)/(x + m); the first term of the series cancels against m - x.
  const v = d / (x + m);
  let sum = d * v;
  let term = 2 * x * v;
  for (let j = 1; j < 60; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** The Poisson probability of `x` (any real >= 0) at mean `m` > 0: m^x e^-m / Γ(x + 1), without cancellation. */
export function poissonDensity(x: number, m: number): number {
  if (x === 0) return Math.exp(-m);
  return Math.exp(-stirlingError(x) - deviance(x, m)) / Math.sqrt(2 * Math.PI * x);
}

/**
 * The two regularised incomplete gamma functions [P(a, x), Q(a, x)], which sum to 1; the smaller is the accurate one. For a > 0, x >= 0.
 * Series below a + 1, continued fraction above; the work grows as √a. Source: DLMF 8.11.4 and 8.9.2.
 * Example: a = 5, x = 1.6234863901184 gives P = 0.025.
 */
export function gammaTails(a: number, x: number): readonly [number, number] {
  if (x <= 0) return [0, 1];
  if (x === Number.POSITIVE_INFINITY) return [1, 0];
  const density = poissonDensity(a, x);
  if (x < a + 1) {
    let term = 1;
    let sum = 1;
    for (let k = 1; term > sum * 1e-17; k++) {
      term *= x / (a + k);
      sum += term;
    }
    const p = Math.min(1, density * sum);
    return [p, 1 - p];
  }
  const q = Math.min(1, density * a * upperFraction(a, x));
  return [1 - q, q];
}

/** Γ(a, x) / (x^a e^-x) by Lentz's method. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 1e7; k++) {
    const an = -k * (k - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const step = c * d;
    h *= step;
    if (Math.abs(step - 1) <= Number.EPSILON) break;
  }
  return h;
}
