import t from 'tap';
import { posteriorRatio } from '../../src/formulas/bayes.js';
import { poolYears } from '../../src/formulas/pooling.js';
import { basesBehind } from '../../src/formulas/published.js';
import { apart, compared } from './support.js';

const undef = (why: string) => ({ status: 'undefined', why });

t.test('posterior of 9/725 over 17/2505, as integrated with adaptive quadrature elsewhere', async (t) => {
  const posterior = posteriorRatio(compared(9, 725, 17, 2505), 0.95, 1.25);
  if (posterior.status !== 'ok') throw new Error('none');
  const { median, lower, upper, probabilityAbove } = posterior.value;
  t.ok(apart(median, 1.844599843) < 1e-5 && apart(lower, 0.797785673) < 1e-5 && apart(upper, 3.994568578) < 1e-5);
  t.ok(Math.abs(probabilityAbove - 0.826055386) < 1e-5);
});

t.test('the same counts in both groups: even chances above parity, limits each other’s inverse', async (t) => {
  for (const [n, base] of [
    [0, 12],
    [3, 40],
    [20, 20],
  ] as const) {
    const posterior = posteriorRatio(compared(n, base, n, base), 0.95, 1);
    if (posterior.status !== 'ok') throw new Error('none');
    const { median, lower, upper, probabilityAbove } = posterior.value;
    t.ok(
      Math.abs(probabilityAbove - 0.5) < 1e-3 && Math.abs(median - 1) < 1e-3,
      `${n} of ${base}: ${probabilityAbove} ${median}`,
    );
    t.ok(apart(lower * upper, 1) < 2e-3);
  }
  t.same(posteriorRatio(compared(0, 0, 0, 3), 0.95, 1), undef('no-group-members'));
  t.throws(() => posteriorRatio(compared(0, 1, 0, 3), 2, 1), RangeError);
});

t.test('years pool by adding events and people, means by the events of all their years', async (t) => {
  t.same(poolYears([compared(4, 700, 9, 2400), compared(5, 725, 8, 2505)]), compared(9, 1425, 17, 4905));
  t.same(poolYears([compared(4.5, 700, 8.5, 2400, 2), compared(5, 725, 8, 2505)]), compared(14, 2125, 25, 7305));
  t.throws(() => poolYears([]), RangeError);
});

t.test('188 people cannot be 58.5 %: 188/321 is 58.6 and 188/322 is 58.4', async (t) => {
  t.same(basesBehind(188, 58.5, 1), undef('infeasible'));
  t.same(basesBehind(188, 58.6, 1), { status: 'ok', value: [321, 321] });
  // 9 people as 1.2 %: 9/0.0125 = 720 rounds up to 1.3, so 721; 9/0.0115 = 782.6
  t.same(basesBehind(9, 1.2, 1), { status: 'ok', value: [721, 782] });
  t.same(basesBehind(1, 100, 0), { status: 'ok', value: [1, 1] });
  t.same(basesBehind(2, 120, 0), undef('infeasible'));
  t.same(basesBehind(0, 0, 1), undef('not-reached'));
  t.same(basesBehind(0, 3, 1), undef('infeasible'));
  t.same(basesBehind(-1, 3, 1), undef('invalid-counts'));
});

t.test('every base named fits and its neighbours do not', async (t) => {
  const rounded = (n: number, base: number): number => Math.floor((1000 * n) / base + 0.5) / 10;
  for (const [n, base] of [
    [1, 3],
    [17, 2505],
    [33, 40],
    [250, 251],
    [5, 11],
  ] as const) {
    const bases = basesBehind(n, rounded(n, base), 1);
    if (bases.status !== 'ok') throw new Error(`${n}/${base}`);
    const [from, to] = bases.value;
    t.ok(from <= base && base <= to && rounded(n, from) === rounded(n, base) && rounded(n, to) === rounded(n, base));
    t.ok((from === n || rounded(n, from - 1) !== rounded(n, base)) && rounded(n, to + 1) !== rounded(n, base));
  }
});
