import fc from 'fast-check';
import t from 'tap';
import { betaTails } from '../../../src/formulas/numeric/beta.js';
import { gammaTails, logGamma, poissonDensity } from '../../../src/formulas/numeric/gamma.js';
import { binomialSums, hypergeometricSums } from '../../../src/formulas/numeric/hypergeometric.js';
import { normalQuantile, normalTail, twoSidedP, zOfLevel } from '../../../src/formulas/numeric/normal.js';
import { betaQuantile, chiSquaredTail, gammaQuantile, tOfTwoSided } from '../../../src/formulas/numeric/quantiles.js';
import { findFallingZero, findZero } from '../../../src/formulas/numeric/solve.js';
import { apart } from '../support.js';

t.test('closed forms: factorials, exponentials, powers, the arc tangent', async (t) => {
  let factorial = 0;
  for (let k = 1; k <= 100; k++) {
    factorial += Math.log(k);
    t.ok(Math.abs(logGamma(k + 1) - factorial) < 1e-12 * Math.max(1, factorial));
  }
  t.ok(apart(logGamma(0.5), Math.log(Math.sqrt(Math.PI))) < 1e-14);
  for (const x of [1e-6, 0.1, 1, 3, 30]) {
    t.ok(apart(gammaTails(1, x)[1], Math.exp(-x)) < 1e-14);
    t.ok(apart(gammaTails(2, x)[1], (1 + x) * Math.exp(-x)) < 1e-14);
    t.ok(apart(chiSquaredTail(x, 4), (1 + x / 2) * Math.exp(-x / 2)) < 1e-14);
  }
  for (const x of [1e-6, 0.2, 0.5, 0.999]) {
    t.ok(apart(betaTails(3, 1, x)[0], x ** 3) < 1e-13);
    t.ok(apart(betaTails(1, 7, x)[1], (1 - x) ** 7) < 1e-13);
    t.ok(apart(betaTails(0.5, 0.5, x)[0], (2 / Math.PI) * Math.asin(Math.sqrt(x))) < 1e-13);
  }
  for (const p of [0.002, 0.05, 0.5]) t.ok(apart(tOfTwoSided(p, 1), Math.tan(((1 - p) * Math.PI) / 2)) < 1e-12);
});

t.test('printed normal deviates', async (t) => {
  t.ok(apart(zOfLevel(0.95), 1.959963984540054) < 1e-15);
  t.ok(apart(zOfLevel(0.99), 2.5758293035489004) < 1e-15);
  t.ok(apart(zOfLevel(0.998), 3.090232306167813) < 1e-15);
  t.ok(apart(normalTail(6), 9.865876450376946e-10) < 1e-13);
  t.ok(apart(normalTail(-1), 0.8413447460685429) < 1e-15);
  t.equal(twoSidedP(0), 1);
  for (const level of [0, 1, 95, Number.NaN]) t.throws(() => zOfLevel(level), RangeError);
});

t.test('quantiles are where the tails are', async (t) => {
  fc.assert(
    fc.property(
      fc.double({ min: -2, max: 6, noNaN: true }),
      fc.double({ min: -2, max: 6, noNaN: true }),
      fc.double({ min: -9, max: -0.31, noNaN: true }),
      (la, lb, lp) => {
        const [a, b, p] = [10 ** la, 10 ** lb, 10 ** lp];
        const lower = apart(gammaTails(a, gammaQuantile(a, p, 'lower'))[0], p);
        const upper = apart(gammaTails(a, gammaQuantile(a, p, 'upper'))[1], p);
        const x = betaQuantile(a, b, p, 'lower');
        // A quantile that a double cannot hold apart from 0 or 1 cannot be put back.
        const beta = x < 1e-300 || x > 1 - 1e-6 ? 0 : apart(betaTails(a, b, x)[0], p);
        const gamma = gammaQuantile(a, p, 'lower') < 1e-300 ? 0 : lower;
        return gamma < 1e-7 && upper < 1e-7 && beta < 1e-6 && apart(normalTail(normalQuantile(p)), p) < 1e-12;
      },
    ),
    { numRuns: 200 },
  );
  t.pass();
});

t.test('values of a computer algebra system at 40 digits, where libraries go wrong', async (t) => {
  // (1 - x)^1000000
  t.ok(apart(betaTails(1, 1e6, 2.99999600000475e-6)[1], 0.04978704347424885) < 1e-13);
  t.ok(apart(betaTails(1, 1e6, 5.999991500010375e-6)[1], 0.002478728628554764) < 1e-13);
  // Six standard deviations below a shape of 10^8; the normal tail there is 9.87e-10.
  t.ok(apart(gammaTails(1e8, 99940000)[0], 9.795213436473e-10) < 1e-12);
  t.ok(apart(gammaTails(1234.5, 1234.5)[1], 0.4962151801317111) < 1e-13);
  t.ok(apart(gammaQuantile(1234.5, 0.5, 'lower'), 1234.166682672279) < 1e-13);
});

t.test('large numbers of events take no time', async (t) => {
  const started = process.hrtime.bigint();
  for (const n of [1e6, 1e8]) {
    gammaQuantile(n, 0.025, 'lower');
    betaQuantile(n, 3 * n, 0.025, 'upper');
  }
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  t.ok(ms < 2000, `${ms} ms`);
});

t.test('probabilities of single outcomes add to one', async (t) => {
  let sum = 0;
  for (let k = 0; k < 200; k++) sum += poissonDensity(k, 40);
  t.ok(Math.abs(sum - 1) < 1e-13);
  const s = hypergeometricSums(9, 725, 26, 3230);
  t.ok(Math.abs(s.seen + s.below + s.above - 1) < 1e-14);
  const b = binomialSums(0, 3, 1);
  t.ok(
    apart(b.seen, 1 / 8) < 1e-15 &&
      apart(b.above, 7 / 8) < 1e-15 &&
      apart(b.asUnlikely, 1 / 4) < 1e-15 &&
      b.below === 0,
  );
});

t.test('zeros are found to the last digits, and nothing is found where there is none', async (t) => {
  t.ok(
    apart(
      findZero((x) => x * x - 2, 0, 2),
      Math.SQRT2,
    ) < 1e-15,
  );
  t.ok(
    apart(
      findFallingZero((x) => 1000 - x, 0, 4096),
      1000,
    ) < 1e-15,
  );
  t.ok(
    apart(
      findFallingZero((x) => -1000 - x, 0, 4096),
      -1000,
    ) < 1e-15,
  );
  t.throws(() => findZero((x) => x * x + 1, 0, 2), RangeError);
  t.throws(() => findZero(() => Number.NaN, 0, 2), RangeError);
  t.throws(() => findFallingZero(() => 1, 0, 100), RangeError);
});
