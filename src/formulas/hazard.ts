import { type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { twoSidedP } from './numeric/normal.js';

/** People-months alike in every covariate: how many there were, and in how many of them somebody left. `x` is one row of the design, 1 first. */
export interface HazardCell {
  readonly x: readonly number[];
  readonly events: number;
  readonly exposure: number;
}

/** A logistic model of leaving in a month: log odds by column of the design, with standard errors and the matrix they come from. */
export interface HazardModel {
  readonly coefficients: readonly number[];
  readonly se: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  /** With the penalty when there is one. */
  readonly logLikelihood: number;
  readonly iterations: number;
}

type Matrix = number[][];

/** Cholesky factor of a symmetric matrix, or undefined when it is singular to working precision. */
function factor(a: Matrix): Matrix | undefined {
  const l = a.map((row) => row.map(() => 0));
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j <= i; j++) {
      let s = a[i]![j]!;
      for (let k = 0; k < j; k++) s -= l[i]![k]! * l[j]![k]!;
      if (i !== j) l[i]![j] = s / l[j]![j]!;
      else if (!(s > 1e-12 * a[i]![i]!)) return undefined;
      else l[i]![i] = Math.sqrt(s);
    }
  return l;
}

/** Solves l l' x = b. */
function solve(l: Matrix, b: readonly number[]): number[] {
  const x = [...b];
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i]![k]! * x[k]!;
    x[i]! /= l[i]![i]!;
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= l[k]![i]! * x[k]!;
    x[i]! /= l[i]![i]!;
  }
  return x;
}

interface At {
  readonly logLikelihood: number;
  readonly score: readonly number[];
  readonly l: Matrix;
}

/** A row of the design by its columns that are not 0, which are few: groups are columns of noughts and ones. */
interface Sparse {
  readonly columns: readonly number[];
  readonly values: readonly number[];
  readonly events: number;
  readonly exposure: number;
}

const sparse = ({ x, events, exposure }: HazardCell): Sparse => {
  const columns = x.flatMap((v, i) => (v === 0 ? [] : [i]));
  return { columns, values: columns.map((i) => x[i]!), events, exposure };
};

/** x'Ax. */
function quadratic({ columns, values }: Sparse, a: readonly (readonly number[])[]): number {
  let sum = 0;
  for (let i = 0; i < columns.length; i++)
    for (let j = 0; j < columns.length; j++) sum += values[i]! * values[j]! * a[columns[i]!]![columns[j]!]!;
  return sum;
}

const inverse = (l: Matrix): Matrix =>
  l.map((_, i) =>
    solve(
      l,
      l.map((__, j) => (i === j ? 1 : 0)),
    ),
  );

/** The (penalised) log likelihood, its score and the factor of the information at some coefficients; undefined where the information is singular. */
function at(cells: readonly Sparse[], beta: readonly number[], firth: boolean): At | undefined {
  const n = beta.length;
  const information: Matrix = beta.map(() => new Array<number>(n).fill(0));
  let logLikelihood = 0;
  const p = cells.map(({ columns, values, events, exposure }) => {
    const eta = columns.reduce((s, column, i) => s + values[i]! * beta[column]!, 0);
    const small = Math.log1p(Math.exp(-Math.abs(eta)));
    logLikelihood += events * (Math.min(eta, 0) - small) + (exposure - events) * (Math.min(-eta, 0) - small);
    const q = Math.exp(-Math.abs(eta)) / (1 + Math.exp(-Math.abs(eta)));
    const weight = exposure * q * (1 - q);
    for (let i = 0; i < columns.length; i++)
      for (let j = 0; j <= i; j++) information[columns[i]!]![columns[j]!]! += weight * values[i]! * values[j]!;
    return { p: eta > 0 ? 1 - q : q, weight };
  });
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) information[j]![i] = information[i]![j]!;
  const l = factor(information);
  if (!l) return undefined;
  if (firth) logLikelihood += l.reduce((s, row, i) => s + Math.log(row[i]!), 0);
  const score = new Array<number>(n).fill(0);
  const covariance = firth ? inverse(l) : [];
  cells.forEach((cell, c) => {
    const { columns, values, events, exposure } = cell;
    const { p: own, weight } = p[c]!;
    const leverage = firth ? weight * quadratic(cell, covariance) : 0;
    const residual = events - exposure * own + leverage * (0.5 - own);
    for (let i = 0; i < columns.length; i++) score[columns[i]!]! += residual * values[i]!;
  });
  return { logLikelihood, score, l };
}

/**
 * Discrete-time hazard model: the odds of leaving in a month, given to have stayed until it, as a logistic function of covariates; by Newton-Raphson
 * with halved steps. `firth` (the default) takes off the bias of small numbers by Firth's penalty, which keeps every coefficient finite where a group
 * has no leaver at all (separation); without it the plain maximum likelihood estimate. Cells with no exposure say nothing.
 * `undefined/no-group-members` without exposure, `no-events` when nobody or everybody leaves, `invalid-counts` for a negative count or more events than
 * months, `infeasible` when columns of the design say the same thing, or when without the penalty there is no finite answer.
 * Throws a RangeError when rows of the design differ in length.
 * Source: Firth, Biometrika 80 (1993), 27-38; Heinze and Schemper, Statistics in Medicine 21 (2002), 2409-2419; Allison, Sociological Methodology 13 (1982), 61-98.
 * Example: 1 of 10 months against 2 of 10, plain: log odds ratio ln((2/8) / (1/9)) = 0.8109; with the penalty ln((2.5/8.5) / (1.5/9.5)) = 0.6220.
 */
export function hazardModel(given: readonly HazardCell[], firth = true): Outcome<HazardModel> {
  const cells = given.filter((c) => c.exposure !== 0);
  const width = cells[0]?.x.length;
  if (width === undefined) return undefinedBecause('no-group-members');
  if (cells.some((c) => c.x.length !== width)) throw new RangeError('every row of the design needs the same columns');
  if (cells.some(({ events, exposure }) => !(events >= 0 && events <= exposure && exposure < Number.POSITIVE_INFINITY)))
    return undefinedBecause('invalid-counts');
  const [events, months] = [sum(cells.map((c) => c.events)), sum(cells.map((c) => c.exposure))];
  if (events === 0 || events === months) return undefinedBecause('no-events');
  let beta = new Array<number>(width).fill(0);
  if (cells.every((c) => c.x[0] === 1)) beta[0] = Math.log(events / (months - events));
  const rows = cells.map(sparse);
  let here = at(rows, beta, firth);
  for (let iterations = 1; here && iterations <= 200; iterations++) {
    const step = solve(here.l, here.score);
    let scale = 1;
    let next: At | undefined;
    let moved = beta;
    for (; scale > 1e-10; scale /= 2) {
      const by = scale;
      moved = beta.map((b, i) => b + by * Math.max(-5, Math.min(5, step[i]!)));
      next = at(rows, moved, firth);
      if (next && next.logLikelihood >= here.logLikelihood - 1e-10 * Math.abs(here.logLikelihood)) break;
    }
    if (!next) return undefinedBecause('infeasible');
    beta = moved;
    here = next;
    // Nothing finite is the answer when the odds of some column keep growing.
    if (beta.some((b) => Math.abs(b) > 25)) return undefinedBecause('infeasible');
    if (Math.max(...step.map(Math.abs)) < 1e-11) return finished(here, beta, iterations);
  }
  return undefinedBecause('infeasible');
}

const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);

function finished(here: At, beta: readonly number[], iterations: number): Outcome<HazardModel> {
  const covariance = inverse(here.l);
  const se = covariance.map((row, i) => Math.sqrt(row[i]!));
  return ok({ coefficients: beta, se, covariance, logLikelihood: here.logLikelihood, iterations });
}

/** Two-sided p value of one coefficient by Wald's test. Example: 0.6220 with standard error 0.9 has p 0.49. */
export const waldP = ({ coefficients, se }: HazardModel, column: number): number =>
  twoSidedP(coefficients[column]! / se[column]!);
