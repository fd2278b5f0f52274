import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cohensKappa } from '../../src/formulas/kappa.js';
import { packageRoot } from '../../src/root.js';
import { apart, limits } from './support.js';

const cases = JSON.parse(readFileSync(join(packageRoot, 'fixtures/statistics/kappa.json'), 'utf8'));

t.test('kappa and its standard error are those of first principles in R', async (t) => {
  for (const { table, ...expected } of cases)
    for (const weights of ['none', 'linear', 'quadratic'] as const) {
      const found = cohensKappa(table, weights, 0.95);
      t.ok(found.value.status === 'ok' && apart(found.value.value, expected[weights].value) < 1e-9, weights);
      const [low, high] = limits(found.interval);
      // The gradient there is by finite differences.
      if (high < 1)
        t.ok(apart((high - low) / 2 / 1.959963984540054, expected[weights].se) < 1e-6, `${weights}, limits`);
    }
});

t.test('the worked example: 35 of 50 alike where chance gives 25', async (t) => {
  const { value, observed, expected } = cohensKappa(
    [
      [20, 5],
      [10, 15],
    ],
    'none',
    0.95,
  );
  t.same([observed, expected], [0.7, 0.5]);
  t.ok(value.status === 'ok' && Math.abs(value.value - 0.4) < 1e-12);
});

t.test('one category only, or no item, has no kappa', async (t) => {
  t.match(
    cohensKappa(
      [
        [3, 0],
        [0, 0],
      ],
      'none',
      0.95,
    ).value,
    { why: 'infeasible' },
  );
  t.match(
    cohensKappa(
      [
        [0, 0],
        [0, 0],
      ],
      'none',
      0.95,
    ).value,
    { why: 'no-group-members' },
  );
});
