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

/**
 * Cells of a design whose rows are noughts and ones, by columns: the ones of cell c are `columns[starts[c]]` and those after it, before `starts[c + 1]`, in growing
 * order. For hundreds of thousands of cells.
 */
export interface HazardDesign {
  readonly width: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly events: Float64Array;
  readonly exposure: Float64Array;
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

/** A design as it is given, by its columns that are not 0, of which a row has few: groups are columns of noughts and ones. */
interface Sparse extends HazardDesign {
  readonly values: Float64Array;
}

function sparse(cells: readonly HazardCell[], width: number): Sparse {
  const rows = cells.map(({ x }) => x.flatMap((v, i) => (v === 0 ? [] : [i])));
  const starts = new Int32Array(cells.length + 1);
  rows.forEach((r, c) => {
    starts[c + 1] = starts[c]! + r.length;
  });
  return {
    width,
    starts,
    columns: Int32Array.from(rows.flat()),
    values: Float64Array.from(rows.flatMap((r, c) => r.map((i) => cells[c]!.x[i]!))),
    events: Float64Array.from(cells, (c) => c.events),
    exposure: Float64Array.from(cells, (c) => c.exposure),
  };
}

/** x'Ax of one row, A symmetric and its rows one after another. */
function quadratic({ columns, values, starts, width }: Sparse, c: number, a: Float64Array): number {
  let [squares, products] = [0, 0];
  for (let i = starts[c]!; i < starts[c + 1]!; i++) {
    const [own, row] = [values[i]!, columns[i]! * width];
    squares += own * own * a[row + columns[i]!]!;
    for (let j = starts[c]!; j < i; j++) products += own * values[j]! * a[row + columns[j]!]!;
  }
  return squares + 2 * products;
}

const inverse = (l: Matrix): Matrix =>
  l.map((_, i) =>
    solve(
      l,
      l.map((__, j) => (i === j ? 1 : 0)),
    ),
  );

/** The (penalised) log likelihood, its score and the factor of the information at some coefficients; undefined where the information is singular. */
function at(design: Sparse, beta: readonly number[], firth: boolean): At | undefined {
  const { width: n, starts, columns, values, events, exposure } = design;
  const upper = new Float64Array(n * n);
  const chance = new Float64Array(events.length);
  const weights = new Float64Array(events.length);
  let logLikelihood = 0;
  for (let c = 0; c < events.length; c++) {
    const [first, end] = [starts[c]!, starts[c + 1]!];
    let eta = 0;
    for (let i = first; i < end; i++) eta += values[i]! * beta[columns[i]!]!;
    const small = Math.log1p(Math.exp(-Math.abs(eta)));
    logLikelihood +=
      events[c]! * (Math.min(eta, 0) - small) + (exposure[c]! - events[c]!) * (Math.min(-eta, 0) - small);
    const q = Math.exp(-Math.abs(eta)) / (1 + Math.exp(-Math.abs(eta)));
    const weight = exposure[c]! * q * (1 - q);
    for (let i = first; i < end; i++) {
      const [own, row] = [weight * values[i]!, columns[i]! * n];
      for (let j = first; j <= i; j++) upper[row + columns[j]!]! += own * values[j]!;
    }
    chance[c] = eta > 0 ? 1 - q : q;
    weights[c] = weight;
  }
  const information: Matrix = beta.map((_, i) => beta.map((__, j) => upper[Math.max(i, j) * n + Math.min(i, j)]!));
  const l = factor(information);
  if (!l) return undefined;
  if (firth) logLikelihood += l.reduce((s, row, i) => s + Math.log(row[i]!), 0);
  const score = new Array<number>(n).fill(0);
  const covariance = Float64Array.from(firth ? inverse(l).flat() : []);
  for (let c = 0; c < events.length; c++) {
    const own = chance[c]!;
    const leverage = firth ? weights[c]! * quadratic(design, c, covariance) : 0;
    const residual = events[c]! - exposure[c]! * own + leverage * (0.5 - own);
    for (let i = starts[c]!; i < starts[c + 1]!; i++) score[columns[i]!]! += residual * values[i]!;
  }
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
export function hazardModel(given: readonly HazardCell[] | HazardDesign, firth = true): Outcome<HazardModel> {
  const design =
    'starts' in given ? { ...given, values: new Float64Array(given.columns.length).fill(1) } : ofCells(given);
  const { width, starts, columns, values } = design;
  if (design.exposure.every((e) => e === 0)) return undefinedBecause('no-group-members');
  if (
    design.events.some(
      (e, c) => !(e >= 0 && e <= design.exposure[c]! && design.exposure[c]! < Number.POSITIVE_INFINITY),
    )
  )
    return undefinedBecause('invalid-counts');
  const [events, months] = [sum(design.events), sum(design.exposure)];
  if (events === 0 || events === months) return undefinedBecause('no-events');
  let beta = new Array<number>(width).fill(0);
  const first = (c: number): number => (columns[starts[c]!] === 0 ? values[starts[c]!]! : 0);
  if (design.exposure.every((_, c) => first(c) === 1)) beta[0] = Math.log(events / (months - events));
  let here = at(design, beta, firth);
  for (let iterations = 1; here && iterations <= 200; iterations++) {
    const step = solve(here.l, here.score);
    let scale = 1;
    let next: At | undefined;
    let moved = beta;
    for (; scale > 1e-10; scale /= 2) {
      const by = scale;
      moved = beta.map((b, i) => b + by * Math.max(-5, Math.min(5, step[i]!)));
      next = at(design, moved, firth);
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

function ofCells(given: readonly HazardCell[]): Sparse {
  const cells = given.filter((c) => c.exposure !== 0);
  const width = cells[0]?.x.length ?? 0;
  if (cells.some((c) => c.x.length !== width)) throw new RangeError('every row of the design needs the same columns');
  return sparse(cells, width);
}

const sum = (xs: Float64Array): number => xs.reduce((a, b) => a + b, 0);

function finished(here: At, beta: readonly number[], iterations: number): Outcome<HazardModel> {
  const covariance = inverse(here.l);
  const se = covariance.map((row, i) => Math.sqrt(row[i]!));
  return ok({ coefficients: beta, se, covariance, logLikelihood: here.logLikelihood, iterations });
}

/** Two-sided p value of one coefficient by Wald's test. Example: 0.6220 with standard error 0.9 has p 0.49. */
export const waldP = ({ coefficients, se }: HazardModel, column: number): number =>
  twoSidedP(coefficients[column]! / se[column]!);
