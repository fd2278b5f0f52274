/** A stream of pseudo-random numbers. The same seed and label give the same numbers on every machine: integer arithmetic only. */
export interface Random {
  /** The next whole number from 0 to 2^32 - 1. */
  next(): number;
  /** A number from 0 (included) to 1 (excluded), in steps of 2^-32. */
  unit(): number;
  /** A whole number from 0 to n - 1. */
  below(n: number): number;
  /** True with probability p. */
  chance(p: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** `expected` rounded to a neighbouring whole number, up with the probability of its fraction: 2.3 is 3 three times in ten. */
  about(expected: number): number;
  /** A stream of its own, so that drawing more of one thing leaves the others as they were. */
  fork(label: string): Random;
}

/** SplitMix32 (Steele, Lea and Flood 2014, 32-bit finaliser of MurmurHash3): spreads a seed over the state. */
const splitMix = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
};

/** FNV-1a, 32 bits: a label as a number. */
const hash = (text: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
};

const rotl = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/**
 * xoshiro128** (Blackman and Vigna 2018), seeded through SplitMix32. `seed` is a whole number; its lowest 32 bits count.
 * Throws a RangeError when the seed is not a safe whole number. Example: the first number of randomOf(0) is always the same.
 */
export function randomOf(seed: number, label = ''): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a whole number, not ${seed}`);
  const fill = splitMix((seed ^ Math.floor(seed / 2 ** 32) ^ hash(label)) | 0);
  let [a, b, c, d] = [fill(), fill(), fill(), fill()] as [number, number, number, number];
  const next = (): number => {
    const result = Math.imul(rotl(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotl(d, 11);
    return result;
  };
  const unit = (): number => next() / 2 ** 32;
  const below = (n: number): number => Math.floor(unit() * n);
  return {
    next,
    unit,
    below,
    chance: (p) => unit() < p,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    about: (expected) => {
      const whole = Math.floor(expected);
      return whole + (unit() < expected - whole ? 1 : 0);
    },
    fork: (more) => randomOf(seed, `${label}/${more}`),
  };
}

/** A weighted choice, prepared once: `[['Female', 77], ['Male', 23]]`. Weights need not add to anything. */
export function chooser<T>(weights: readonly (readonly [T, number])[]): (random: Random) => T {
  let sum = 0;
  const limits = weights.map(([, w]) => {
    sum += w;
    return sum;
  });
  const total = sum;
  return (random) => {
    const at = random.unit() * total;
    const i = limits.findIndex((limit) => at < limit);
    return (weights[i === -1 ? weights.length - 1 : i] as readonly [T, number])[0];
  };
}
