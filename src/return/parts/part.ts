import { isNumber } from '../../core/outcome.js';
import type { Indicator } from '../../define.js';
import type { Result } from '../../release/result.js';
import type { Edition } from '../../standard/types.js';
import type { CountsRow, Placed, ReturnCheck, ReturnLine, ReturnPart, ReturnSheet } from '../types.js';

export type Numbers = Readonly<Record<string, number>>;
export type Place = Pick<CountsRow, 'block' | 'band' | 'grade' | 'part'>;

export interface Made {
  readonly sheet: ReturnSheet;
  readonly counts: readonly Placed[];
  readonly checks: readonly ReturnCheck[];
}

export const numberOf = (figure: unknown, what: string): number => {
  if (!isNumber(figure as never)) throw new RangeError(`${what} is not a number in this run: a return hides nothing`);
  return figure as number;
};

export const numbersOf = (r: Result, which: 'n' | 'base', of?: 'board' | 'workforce'): Numbers =>
  Object.fromEntries(
    r.parts
      .filter((p) => p.of === of)
      .map((p) => [p.group, numberOf(p[which], `${r.indicator} ${JSON.stringify(r.breakdown)}`)]),
  );

export const total = (numbers: Numbers): number => Object.values(numbers).reduce((a, b) => a + b, 0);
export const minus = (a: Numbers, b: Numbers): Numbers =>
  Object.fromEntries(Object.entries(a).map(([g, n]) => [g, n - (b[g] ?? Number.NaN)]));
export const plus = (all: readonly Numbers[], groups: readonly string[]): Numbers =>
  Object.fromEntries(groups.map((g) => [g, all.reduce((n, each) => n + (each[g] as number), 0)]));

export const line = (label: string, numbers: Numbers, more: Partial<ReturnLine> = {}): ReturnLine => ({
  label,
  ofWhich: false,
  kind: 'people',
  ...more,
  numbers,
});

export const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;
export const check = (part: string, what: string, here: number, there: number): ReturnCheck => ({
  part,
  what,
  here,
  there,
  agrees: near(here, there),
});

/** What a part is made from: the run's results, by indicator and breakdown. */
export interface From {
  readonly results: readonly Result[];
  readonly edition: Edition;
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly head: Pick<CountsRow, 'organisation' | 'period'>;
}

export const find = (from: From, id: string, breakdown: Readonly<Record<string, string>>): Result | undefined => {
  const key = JSON.stringify(Object.entries(breakdown).sort());
  return from.results.find((r) => r.indicator === id && JSON.stringify(Object.entries(r.breakdown).sort()) === key);
};

export const rowsFor = (
  from: From,
  at: Placed['at'],
  indicator: string,
  measure: string,
  place: Place,
  numbers: Numbers,
): readonly Placed[] =>
  Object.entries(numbers).map(([group, count]) => ({
    row: { ...from.head, indicator, ...place, measure, group, count },
    at,
  }));

export const isAbsent = (r: Result): boolean =>
  r.parts.length === 0 || r.parts.some((p) => !isNumber(p.n) || !isNumber(p.base));
export const groupsOf = (from: From, id: string): readonly string[] => {
  const dimension = from.indicators.get(id)?.compared.dimension as string;
  return from.edition.groupings[dimension]?.value.order ?? [];
};

export const empty = (part: ReturnPart, groups: readonly string[], why: string): Made => ({
  sheet: { part: part.part, title: part.title, groups, lines: [], absent: why },
  counts: [],
  checks: [],
});

export const whyAbsent = (r: Result | undefined): string =>
  r === undefined
    ? 'This edition does not have it.'
    : r.value.status === 'not-supplied'
      ? `Not supplied: ${r.value.what}.`
      : `Not there: ${r.value.status}.`;
