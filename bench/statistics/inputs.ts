/** Numbers from 0 to 1 by a small seeded generator (mulberry32), so that a run can be repeated. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Four = readonly [number, number, number, number];
/** [entry, exit, cause, group, stratum]; cause 0 is still in post. */
export type Person = readonly [number, number, number, number, number];

export interface Inputs {
  /** Two-by-two tables [x1, n1, x2, n2]; none and all come up often. */
  readonly tables: readonly Four[];
  readonly strata: readonly (readonly Four[])[];
  /** Events and exposures [x1, t1, x2, t2]. */
  readonly rates: readonly Four[];
  readonly ps: readonly (readonly number[])[];
  readonly people: readonly (readonly Person[])[];
}

export function inputs(seed: number, cases: number): Inputs {
  const random = generator(seed);
  const whole = (most: number): number => Math.floor(random() * (most + 1));
  const base = (most: number): number => Math.max(1, Math.round(10 ** (random() * Math.log10(most))));
  const events = (n: number): number => {
    const u = random();
    if (u < 0.12) return 0;
    if (u < 0.2) return n;
    return u < 0.5 ? Math.min(n, whole(12)) : whole(n);
  };
  const table = (most: number): Four => {
    const [n1, n2] = [base(most), base(most)];
    return [events(n1), n1, events(n2), n2];
  };
  const count = (): number => whole(random() < 0.5 ? 15 : 2000);
  const exposure = (): number => (1 + whole(20_000)) / 2;
  const many = <T>(times: number, make: () => T): T[] => Array.from({ length: times }, make);
  const person = (): Person => {
    const entry = random() < 0.5 ? 0 : whole(200);
    const group = whole(2);
    return [entry, entry + 1 + whole(150 + 100 * group), random() < 0.3 ? 0 : 1 + whole(1), group, whole(1)];
  };
  const few = Math.max(5, Math.round(cases / 10));
  return {
    tables: many(cases, () => table(20_000)),
    strata: many(few, () => many(2 + whole(4), () => table(400))),
    rates: many(cases, (): Four => [count(), exposure(), count(), exposure()]),
    ps: many(few, () => many(1 + whole(20), random)),
    people: many(few, () => many(10 + whole(190), person)),
  };
}
