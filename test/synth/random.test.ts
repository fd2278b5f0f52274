import t from 'tap';
import { chooser, randomOf } from '../../src/synth/random.js';

t.test('the numbers are those of xoshiro128** seeded by SplitMix32, worked in another language', async (t) => {
  const first = (seed: number, label?: string) => {
    const random = randomOf(seed, label);
    return [random.next(), random.next(), random.next(), random.next()];
  };
  t.same(first(0), [2040553127, 2671230994, 3535833209, 446703493]);
  t.same(first(7, 'XSY01/people'), [1680303326, 3798341626, 1858974439, 3916147206]);
  t.same(first(2 ** 40 + 5), [2792852406, 3214605825, 3699668698, 2771018774], 'seeds past 32 bits count whole');
});

t.test('a fork is a stream of its own and does not move its parent', async (t) => {
  const [a, b] = [randomOf(3), randomOf(3)];
  for (let i = 0; i < 10; i++) a.fork('other').next();
  t.equal(a.next(), b.next());
  t.not(randomOf(3).fork('x').next(), randomOf(3).fork('y').next());
  t.equal(randomOf(3, 'a').fork('b').next(), randomOf(3, 'a/b').next());
});

t.test('draws keep to their ranges', async (t) => {
  const random = randomOf(11);
  const seen = new Set<number>();
  let up = 0;
  for (let i = 0; i < 4000; i++) {
    const n = random.below(6);
    seen.add(n);
    if (random.about(2.25) === 3) up++;
  }
  t.same([...seen].sort(), [0, 1, 2, 3, 4, 5]);
  // 2.25 is 3 once in four: 1000 of 4000, give or take four standard deviations of 27.
  t.ok(Math.abs(up - 1000) < 110, `${up} rounded up`);
  t.equal(random.about(3), 3);
  t.throws(() => random.pick([]), RangeError);
  t.throws(() => randomOf(1.5), RangeError);
});

t.test('a weighted choice follows its weights', async (t) => {
  const random = randomOf(5);
  const choose = chooser([
    ['never', 0],
    ['three', 3],
    ['one', 1],
  ]);
  const n = { never: 0, three: 0, one: 0 } as Record<string, number>;
  for (let i = 0; i < 8000; i++) n[choose(random)]!++;
  t.equal(n.never, 0);
  t.ok(Math.abs(n.three! - 6000) < 160, `${n.three} of 8000 against 6000`);
});
