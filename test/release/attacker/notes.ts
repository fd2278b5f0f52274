import { type Figure, isNumber } from '../../../src/core/outcome.js';
import type { Equation, Numbers, Quantity } from '../solve.js';

export interface Knowledge {
  /** Whether the policy never hides a count of 0, so that a hidden one is at least 1. */
  readonly neverZero: boolean;
  /** Counts shown are rounded to this. */
  readonly roundTo?: number;
  /** Smallest shown count that is not 0. */
  readonly leastShown?: number;
  /** Bands of each tier of the disparity ratio. */
  readonly tiers?: Readonly<Record<string, readonly string[]>>;
  /** Numbers of people that are hidden: a difference of two shown populations may not be one of these either. */
  readonly small?: Numbers;
  /** Bands of each cluster, by block. */
  readonly clusters?: Readonly<Record<string, readonly string[]>>;
}

export type Breakdown = Readonly<Record<string, string>>;
export const nameOf = (b: Breakdown): string =>
  Object.entries(b)
    .sort(([a], [c]) => (a < c ? -1 : 1))
    .map(([d, g]) => `${d}=${g}`)
    .join(',');

/** What somebody writes down who reads a release: numbers by what they are of, and what must add up. */
export interface Notes {
  readonly knowledge: Knowledge;
  readonly quantities: Map<string, Quantity>;
  readonly equations: Equation[];
  /** Figures that are shown although a count they are made of is hidden. */
  readonly leaks: string[];
  /** A number as it is shown (so many times over, for a mean; made of so many rounded ones), or that it is hidden. */
  readonly know: (name: string, figure: Figure | undefined, times?: number, rounded?: number) => void;
  /** A number of people shown to the nearest ten; of a hidden one nothing is known. */
  readonly ten: (name: string, figure: Figure) => void;
  readonly equation: (terms: Equation['terms'], low?: number, high?: number) => void;
  /** A number that is the sum of others. */
  readonly sum: (whole: string, parts: readonly string[]) => void;
  /** A number that is the rest of another, and may not be a small one either. */
  readonly rest: (name: string, whole: string, parts: readonly string[]) => void;
  readonly within: (inner: string, outer: string) => void;
}

export function takeNotes(knowledge: Knowledge): Notes {
  const quantities = new Map<string, Quantity>();
  const equations: Equation[] = [];
  const at = (name: string): Quantity => {
    const q = quantities.get(name) ?? { low: 0, high: Number.POSITIVE_INFINITY, hidden: false };
    quantities.set(name, q);
    return q;
  };
  const between = (q: Quantity, low: number, high: number): void => {
    q.low = Math.max(q.low, low, 0);
    q.high = Math.min(q.high, high);
  };
  const equation: Notes['equation'] = (terms, low = 0, high = 0) => {
    for (const [name] of terms) at(name);
    equations.push({ terms, low, high });
  };
  const sum: Notes['sum'] = (whole, parts) => equation([[whole, 1], ...parts.map((p) => [p, -1] as const)]);
  return {
    knowledge,
    quantities,
    equations,
    leaks: [],
    know: (name, figure, times = 1, rounded = 1) => {
      const q = at(name);
      if (figure === undefined) return;
      if (!isNumber(figure)) {
        if (figure.status !== 'suppressed') return;
        q.hidden = true;
        if (knowledge.neverZero) between(q, 1, Number.POSITIVE_INFINITY);
        return;
      }
      const value = Math.round(figure * times);
      const to = (knowledge.roundTo ?? 0) * rounded;
      if (to === 0 || value === 0) return between(q, value, value);
      between(q, Math.max(Math.ceil(value - to / 2), knowledge.leastShown ?? 0), Math.ceil(value + to / 2) - 1);
    },
    ten: (name, figure) => {
      const q = at(name);
      if (isNumber(figure)) between(q, figure - 5, figure === 0 ? 0 : figure + 4);
      else if (figure.status === 'suppressed') q.hidden = true;
    },
    equation,
    sum,
    rest: (name, whole, parts) => {
      at(name).derived = true;
      sum(whole, [...parts, name]);
    },
    within: (inner, outer) =>
      equation(
        [
          [inner, 1],
          [outer, -1],
        ],
        Number.NEGATIVE_INFINITY,
      ),
  };
}
