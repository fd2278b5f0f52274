import { type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { countFault } from './counts.js';
import { normalTail } from './numeric/normal.js';
import type { Count } from './types.js';

/**
 * What moves a group's share of a band of constant size, year by year: of the posts that come free a part (`promotedPart`) goes to people from the band
 * below, `promoted` of whom are of the group, the rest to people from outside, `hired` of whom are. `leaving` and `othersLeaving` are the shares of the group and of everybody
 * else in the band who leave it in a year. All from 0 to 1.
 */
export interface Levers {
  readonly hired: number;
  readonly promoted: number;
  readonly promotedPart: number;
  readonly leaving: number;
  readonly othersLeaving: number;
}

/** When a band gets to parity: years from now, the middle one and those between which it comes with the asked probability. */
export interface Outlook {
  /** The first year by which parity is as likely as not; `undefined/not-reached` beyond the horizon, `infeasible` when the band settles below parity. */
  readonly years: Outcome;
  readonly interval: readonly [number | 'unbounded', number | 'unbounded'];
  /** The probability that parity is reached by the target year. */
  readonly chance: number;
  /** The share at which the band would settle. */
  readonly longRun: number;
}

/** Parity as a share and in people; years from now to the target and to the last year looked at; the probability of the interval. */
export interface Aim {
  readonly parity: number;
  readonly headcount: number;
  readonly target: number;
  readonly horizon: number;
  readonly confidence: number;
}

/** The probabilities that next year a post held by the group, and one held by another, is held by the group: posts do not depend on each other. */
function seats({ hired, promoted, promotedPart, leaving, othersLeaving }: Levers) {
  const appointed = promotedPart * promoted + (1 - promotedPart) * hired;
  return { stay: 1 - leaving * (1 - appointed), gain: othersLeaving * appointed };
}

/** Binomial probabilities from `first` on; terms below 1e-11 of the largest are left out. */
function binomial(n: number, p: number): { readonly first: number; readonly terms: readonly number[] } {
  if (p <= 0 || n === 0) return { first: 0, terms: [1] };
  if (p >= 1) return { first: n, terms: [1] };
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  const up: number[] = [1];
  for (let k = mode; k < n && up.at(-1)! > 1e-11; k++) up.push((up.at(-1)! * odds * (n - k)) / (k + 1));
  const down: number[] = [];
  for (let k = mode, w = 1; k > 0 && w > 1e-11; k--) {
    w *= k / (odds * (n - k + 1));
    down.push(w);
  }
  const terms = [...down.reverse(), ...up];
  const sum = terms.reduce((a, b) => a + b, 0);
  return { first: mode - down.length, terms: terms.map((w) => w / sum) };
}

/** The chance of parity by each year, from the exact distribution of the band year by year; a band that got there stays counted. */
function exactChances(band: Count, goal: number, levers: Levers, horizon: number): readonly number[] {
  const { stay, gain } = seats(levers);
  const moves = new Map<number, { readonly first: number; readonly terms: Float64Array }>();
  const movesFrom = (n: number) => {
    const known = moves.get(n);
    if (known) return known;
    const [kept, gained] = [binomial(n, stay), binomial(band.base - n, gain)];
    const terms = new Float64Array(kept.terms.length + gained.terms.length - 1);
    const [a, b] = [kept.terms, Float64Array.from(gained.terms)];
    for (let i = 0; i < a.length; i++) {
      const x = a[i] as number;
      for (let j = 0; j < b.length; j++) terms[i + j] = (terms[i + j] as number) + x * (b[j] as number);
    }
    const made = { first: kept.first + gained.first, terms };
    moves.set(n, made);
    return made;
  };
  let now = new Float64Array(goal);
  now[band.n] = 1;
  const reached = [0];
  for (let year = 1; year <= horizon; year++) {
    const next = new Float64Array(goal);
    let there = reached.at(-1)!;
    for (let n = 0; n < goal; n++) {
      const p = now[n] as number;
      if (p < 1e-12) continue;
      const { first, terms } = movesFrom(n);
      const inside = Math.min(terms.length, Math.max(0, goal - first));
      for (let i = 0; i < inside; i++) next[first + i] = (next[first + i] as number) + p * (terms[i] as number);
      for (let i = inside; i < terms.length; i++) there += p * (terms[i] as number);
    }
    reached.push(there);
    now = next;
  }
  return reached;
}

/** The same for a large band, by the normal distribution of the number in each year: its mean and variance are exact. */
function normalChances(band: Count, goal: number, levers: Levers, horizon: number): readonly number[] {
  const { stay, gain } = seats(levers);
  let [mean, variance] = [band.n, 0];
  const reached = [0];
  for (let year = 1; year <= horizon; year++) {
    variance = mean * stay * (1 - stay) + (band.base - mean) * gain * (1 - gain) + (stay - gain) ** 2 * variance;
    mean = mean * stay + (band.base - mean) * gain;
    const sd = Math.sqrt(variance);
    const above = sd === 0 ? (mean >= goal ? 1 : 0) : normalTail((goal - 0.5 - mean) / sd);
    reached.push(Math.max(reached.at(-1)!, above));
  }
  return reached;
}

/** Bands above this are worked by the normal distribution. */
const EXACT_TO = 1500;

function shares(levers: Levers): void {
  if (Object.values(levers).some((x: number) => !(x >= 0 && x <= 1)))
    throw new RangeError('levers are shares from 0 to 1');
}

/** The share at which a band would settle: what comes in of the group balances what leaves. */
function settles(share: number, levers: Levers): number {
  const { stay, gain } = seats(levers);
  return 1 - stay + gain === 0 ? share : gain / (1 - stay + gain);
}

/**
 * When a band reaches parity if hiring, promotion and leaving stay as given: the number of the group is followed year by year as the sum of two binomial
 * numbers (posts kept, posts gained), exactly up to 1,500 posts and by its normal approximation above. Nothing is drawn at random.
 * `ok` with 0 years for a band at parity. A band that settles below parity has no year (`infeasible`), the share at which it settles, and the chance that it is
 * at parity for once by the target year. `undefined/no-group-members`, `invalid-counts`.
 * Throws a RangeError for a lever outside 0 to 1. Source: project decision; the model is a Markov chain on the number of posts.
 * Example: 38 of 240, parity 60, a tenth leaving, 29.907 % of all appointments: the middle year is the 9th, 95 % between the 4th
 * and the 21st, and the chance by the 10th 0.608.
 */
export function yearsToParity(band: Count, aim: Aim, levers: Levers): Outcome<Outlook> {
  shares(levers);
  const fault = countFault(band);
  if (fault) return fault;
  const longRun = settles(band.n / band.base, levers);
  if (band.n >= aim.headcount) return ok({ years: ok(0), interval: [0, 0], chance: 1, longRun });
  const infeasible = longRun < aim.parity - 1e-12;
  const chances = (band.base <= EXACT_TO ? exactChances : normalChances)(band, aim.headcount, levers, aim.horizon);
  const by = (p: number): number | 'unbounded' => {
    const first = chances.findIndex((c) => c >= p - 1e-9);
    return first < 0 ? 'unbounded' : first;
  };
  const tail = (1 - aim.confidence) / 2;
  const middle = by(0.5);
  return ok({
    years: infeasible
      ? undefinedBecause('infeasible')
      : middle === 'unbounded'
        ? undefinedBecause('not-reached')
        : ok(middle),
    interval: infeasible ? ['unbounded', 'unbounded'] : [by(tail), by(1 - tail)],
    chance: chances[Math.min(aim.horizon, Math.max(0, aim.target))]!,
    longRun,
  });
}

/** The share after some years, as expected: the mean of the chain is exact. */
function expectedShare(share: number, levers: Levers, years: number): number {
  const { stay, gain } = seats(levers);
  let now = share;
  for (let year = 0; year < years; year++) now = now * stay + (1 - now) * gain;
  return now;
}

/** The end of [0, 1] nearest to `from` at which a rising function is at least 0, by halving; undefined when nowhere. */
function least(f: (x: number) => number): number | undefined {
  if (f(0) >= 0) return 0;
  if (f(1) < 0) return undefined;
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (f(middle) >= 0) high = middle;
    else low = middle;
  }
  return high;
}

export type Lever = 'hired' | 'promoted' | 'leaving';

/**
 * What one lever alone must be, the others as given, for the expected share to be parity in some years: the least share of those hired or promoted, the
 * most of the group who may leave in a year. `undefined/infeasible` when no value from 0 to 1 will do. Throws a RangeError for a lever outside 0 to 1.
 * Source: project decision. Example: from 15.83 % to 25 % in ten years with a tenth leaving and nobody promoted, 0.2991 of those hired (`constantShare`).
 */
export function leverNeeded(lever: Lever, share: number, parity: number, levers: Levers, years: number): Outcome {
  shares(levers);
  const short = (x: number): number => expectedShare(share, { ...levers, [lever]: x }, years) - parity + 1e-12;
  const found = least(lever === 'leaving' ? (x) => short(1 - x) : short);
  if (found === undefined) return undefinedBecause('infeasible');
  return ok(lever === 'leaving' ? 1 - found : found);
}
