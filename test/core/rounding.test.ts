import t from 'tap';
import { roundHalfUp, roundRatio } from '../../src/core/rounding.js';

t.test('half up from integers', async (t) => {
  t.equal(roundRatio(201, 200, 2), 1.01, '201/200 = 1.005, which toFixed(2) prints as 1.00');
  t.equal(roundRatio(-201, 200, 2), -1.01, 'away from zero below zero');
  t.equal(roundRatio(23, 364, 4), 0.0632, '23/364 = 0.063187');
  t.equal(roundRatio(1, 3, 0), 0);
  t.throws(() => roundRatio(1, 0, 2), RangeError);
});

t.test('half up on the shortest decimal form', async (t) => {
  t.equal(roundHalfUp(1.005, 2), 1.01);
  t.equal(roundHalfUp(0.285, 2), 0.29);
  t.equal(roundHalfUp(-2.5, 0), -3);
  t.equal(roundHalfUp(1e21, 2), 1e21);
  t.equal(roundHalfUp(0.0004, 2), 0);
});
