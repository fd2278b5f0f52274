import { type Outcome, ok } from '../../src/core/outcome.js';
import { roundHalfUp } from '../../src/core/rounding.js';
import { likelihoodFromShares, pointGap, relativeLikelihood, share } from '../../src/formulas/index.js';
import type { Figure, Percent, PublishedCase, Value, Verdict } from './cases.js';

/** What came out: a number, a yes or no, several numbers, or the name of why there is none. */
export type Answer = number | boolean | string | readonly number[];

/** Thrown for an input that is a dash or a spreadsheet error: the figure is not supplied, neither 0 nor missing data to be filled in. */
class NotSupplied extends Error {}

function at(inputs: Readonly<Record<string, unknown>>, path: string): number {
  const found = path.split('.').reduce<unknown>((from, key) => (from as Record<string, unknown>)?.[key], inputs);
  if (found === '-' || found === '#VALUE!') throw new NotSupplied(path);
  if (typeof found !== 'number') throw new TypeError(`no number at "${path}"`);
  return found;
}

function number(v: Value, inputs: PublishedCase['inputs']): number {
  if (typeof v === 'number') return v;
  if (typeof v === 'string') return at(inputs, v);
  if ('sum' in v) return v.sum.reduce<number>((n, x) => n + number(x, inputs), 0);
  if ('minus' in v) return number(v.minus[0], inputs) - number(v.minus[1], inputs);
  return v.times.reduce<number>((n, x) => n * number(x, inputs), 1);
}

const plain = (outcome: Outcome): Answer =>
  outcome.status === 'ok'
    ? outcome.value
    : outcome.status === 'undefined'
      ? `undefined/${outcome.why}`
      : outcome.status;

const percent = (outcome: Outcome): Answer => {
  const answer = plain(outcome);
  return typeof answer === 'number' ? answer * 100 : answer;
};

/** Whole numbers from 0 to `to` for which the test holds, as first, last and how many. */
function those(to: number, fits: (n: number) => boolean): readonly number[] {
  const found = Array.from({ length: to + 1 }, (_, n) => n).filter(fits);
  return found.length === 0 ? [] : [found[0]!, found.at(-1)!, found.length];
}

const isShare = (p: Percent): p is readonly [Value, Value] => Array.isArray(p);

function answer({ working: w, printed, decimals = 0 }: Figure, inputs: PublishedCase['inputs']): Answer {
  const n = (v: Value): number => number(v, inputs);
  if ('share' in w) return percent(share(n(w.share[0]), n(w.share[1])));
  if ('likelihood' in w) {
    const { over, under } = w.likelihood;
    return plain(
      relativeLikelihood({
        over: { n: n(over[0]), base: n(over[1]) },
        under: { n: n(under[0]), base: n(under[1]) },
      }),
    );
  }
  if ('points' in w) {
    const of = (p: Percent): Outcome => (isShare(p) ? share(n(p[0]), n(p[1])) : ok(n(p) / 100));
    return plain(pointGap(of(w.points[0]), of(w.points[1])));
  }
  if ('likelihoodOfShares' in w) {
    const { over, under } = w.likelihoodOfShares;
    const of = ([events, base]: readonly [Value, Value]) => ({ events: n(events), base: n(base) });
    return plain(likelihoodFromShares({ over: of(over), under: of(under) }));
  }
  if ('rowSum' in w) return roundHalfUp(n({ sum: w.rowSum }), 6);
  if ('basesThatFit' in w) {
    const count = n(w.basesThatFit);
    return those(20_000, (base) => base > 0 && roundHalfUp((100 * count) / base, decimals) === printed);
  }
  if ('asRatios' in w) return w.asRatios.every((text) => !text.endsWith('%'));
  if ('payGap' in w) return (100 * (n(w.payGap[0]) - n(w.payGap[1]))) / n(w.payGap[0]);
  if ('oneIn' in w) return n(w.oneIn[0]) / n(w.oneIn[1]);
  if ('rising' in w) {
    const shares = w.rising.map(([a, b]) => n(a) / n(b));
    return shares.every((s, i) => i === 0 || s > shares[i - 1]!);
  }
  if ('suppressedTotal' in w) {
    const cells = Object.values(inputs[w.suppressedTotal] as Record<string, number | string>);
    const seen = cells.reduce<number>((sum, c) => sum + (typeof c === 'number' ? c : 0), 0);
    const hidden = cells.filter((c) => c === '<5').length;
    return [seen + hidden, seen + 4 * hidden];
  }
  if ('sharesAddTo100' in w)
    return (inputs[w.sharesAddTo100] as number[]).reduce((sum, s) => sum + Math.round(s * 10), 0) / 10;
  if ('countsThatFit' in w) {
    const base = n(w.countsThatFit);
    return those(base, (c) => roundHalfUp((100 * c) / base, decimals) === printed);
  }
  if ('basesThatFitGrowth' in w) {
    const extra = n(w.basesThatFitGrowth);
    return those(100, (base) => base > 0 && roundHalfUp((100 * extra) / base, decimals) === printed);
  }
  if ('rateRatio' in w) {
    const [a, b] = [n(w.rateRatio[0]), n(w.rateRatio[1])];
    const half = 0.5 * 10 ** -w.rateDecimals;
    return [(a - half) / (b + half), a / b, (a + half) / (b - half)].map((r) => roundHalfUp(r, 2));
  }
  return n(w.value);
}

/** The answer the engine's arithmetic gives for a figure. */
export function work(figure: Figure, inputs: PublishedCase['inputs']): Answer {
  try {
    return answer(figure, inputs);
  } catch (fault) {
    if (fault instanceof NotSupplied) return 'not-supplied';
    throw fault;
  }
}

/**
 * How a printed figure stands to the answer. `match`: the answer, rounded half up to the printed decimals, is what is printed, or a
 * printed error stands where there is no answer. `rounding`: one unit in the last place apart (some returns cut off instead of rounding).
 * `inconsistent`: further apart. `edge`: nothing is printed to compare with.
 */
export function verdict(figure: Figure, found: Answer): Verdict {
  const { printed, decimals = 0, working } = figure;
  if ('sharesAddTo100' in working) {
    // Rounding seventeen shares to one decimal moves their sum by 17 x 0.05 at most.
    return Math.abs((found as number) - 100) <= 17 * 0.5 * 10 ** -decimals ? 'match' : 'inconsistent';
  }
  // Each share of a row is rounded by itself, so that three of them may miss 100 by 0.15; 0.2 is allowed.
  if ('rowSum' in working) return Math.abs((found as number) - 100) <= 0.2 ? 'match' : 'inconsistent';
  if (printed === undefined) return 'edge';
  if ('suppressedTotal' in working) {
    const [low, high] = found as readonly [number, number];
    return (printed as number) >= low && (printed as number) <= high ? 'match' : 'inconsistent';
  }
  if ('countsThatFit' in working || 'basesThatFitGrowth' in working || 'basesThatFit' in working)
    return (found as readonly number[]).length > 0 ? 'match' : 'inconsistent';
  if (printed === 'more than 3') return (found as number) > 3 ? 'match' : 'inconsistent';
  if (typeof printed === 'boolean') return printed === found ? 'match' : 'inconsistent';
  if (printed === '#VALUE!') return found === 'not-supplied' ? 'match' : 'inconsistent';
  if (typeof printed !== 'number' || typeof found !== 'number') return 'inconsistent';
  const rounded = roundHalfUp(found, decimals);
  const units = Math.round(Math.abs(rounded - printed) * 10 ** decimals);
  return units === 0 ? 'match' : units === 1 ? 'rounding' : 'inconsistent';
}

/**
 * The verdict of a case: the worst of its figures. A figure that is not printed makes it an edge when there is no number for it, or when
 * nothing at all is printed; otherwise it is there to explain the others.
 */
export function statusOf(figures: readonly { readonly verdict: Verdict; readonly answer: Answer }[]): Verdict {
  const has = (v: Verdict): boolean => figures.some((f) => f.verdict === v);
  if (has('inconsistent')) return 'inconsistent';
  if (has('rounding')) return 'rounding';
  const noNumber = figures.some((f) => f.verdict === 'edge' && typeof f.answer === 'string');
  return noNumber || !has('match') ? 'edge' : 'match';
}
