import { type Outcome, ok } from '../../core/outcome.js';
import { type HazardDesign, type HazardModel, hazardModel } from '../../formulas/hazard.js';
import { type Months, withoutSplit } from './months.js';

/** The columns of a design by name, and the model fitted to them. */
export interface Fitted {
  readonly model: HazardModel;
  readonly columns: readonly string[];
  readonly months: number;
  readonly leavers: number;
}

/**
 * Columns of a design that say something the ones before them do not; the others are left out, as statistics packages do. A pay band that is a staff group's
 * own (doctors) says nothing more.
 */
function independent({ width, starts, columns, exposure }: HazardDesign): readonly number[] {
  const gram = Array.from({ length: width }, () => new Array<number>(width).fill(0));
  for (let c = 0; c < exposure.length; c++)
    for (let a = starts[c]!; a < starts[c + 1]!; a++)
      for (let b = starts[c]!; b <= a; b++) gram[columns[a]!]![columns[b]!]! += exposure[c]!;
  const kept: number[] = [];
  const factor: number[][] = [];
  for (let i = 0; i < width; i++) {
    const row: number[] = [];
    kept.forEach((k, j) => {
      let s = gram[i]![k]!;
      for (let m = 0; m < j; m++) s -= row[m]! * factor[j]![m]!;
      row.push(s / factor[j]![j]!);
    });
    const pivot = gram[i]![i]! - row.reduce((s, v) => s + v * v, 0);
    if (!(pivot > 1e-9 * gram[i]![i]!)) continue;
    factor.push([...row, Math.sqrt(pivot)]);
    kept.push(i);
  }
  return kept;
}

/** A design of only these columns, in their order. */
function onlyColumns(design: HazardDesign, kept: readonly number[]): HazardDesign {
  const place = new Int32Array(design.width).fill(-1);
  kept.forEach((column, i) => {
    place[column] = i;
  });
  const starts = new Int32Array(design.starts.length);
  const columns = new Int32Array(design.columns.length);
  let used = 0;
  for (let c = 0; c < design.exposure.length; c++) {
    for (let a = design.starts[c]!; a < design.starts[c + 1]!; a++) {
      const own = place[design.columns[a]!]!;
      if (own >= 0) columns[used++] = own;
    }
    starts[c + 1] = used;
  }
  return { ...design, width: kept.length, starts, columns: columns.subarray(0, used) };
}

const total = (of: Float64Array): number => of.reduce((a, b) => a + b, 0);

/**
 * Fits the odds of leaving in a month on group (`under` is the reference), covariates and length of service; the commonest level of each of these is its
 * reference. With `split` the columns `after` and `after <group>` are added: how the odds changed, and how much more they changed for that group.
 * Outcomes as `hazardModel`.
 * Example: White and BME, one band of service: the columns all, ethnicity bme.
 */
export function fitHazard(given: Months, under: string, split = false): Outcome<Fitted> {
  const months = split ? given : withoutSplit(given);
  const { events, exposure } = months;
  const factors = split ? months.factors.slice(0, -1) : months.factors;
  const late = split ? months.factors.at(-1)!.codes : undefined;
  const names = ['all'];
  /** By factor, the column of each level; none for a reference. */
  const columnAt = factors.map(({ name, levels, codes }, f) => {
    const weights = levels.map(() => 0);
    for (let c = 0; c < codes.length; c++) weights[codes[c]!]! += exposure[c]!;
    const there = [...levels.keys()].filter((l) => weights[l]! > 0);
    const sorted = there.sort((a, b) => weights[b]! - weights[a]! || a - b);
    const reference = f === 0 ? levels.indexOf(under) : sorted[0];
    const at = new Int32Array(levels.length).fill(-1);
    for (const l of sorted) if (l !== reference) at[l] = names.push(`${name} ${levels[l]}`) - 1;
    return at;
  });
  const groups = factors[0]!;
  // Groups in the order of their columns.
  const compared = [...groups.levels.keys()]
    .filter((l) => columnAt[0]![l]! >= 0)
    .sort((a, b) => columnAt[0]![a]! - columnAt[0]![b]!);
  const afterAll = late ? names.push('after') - 1 : -1;
  const after = new Int32Array(groups.levels.length).fill(-1);
  if (late) for (const l of compared) after[l] = names.push(`after ${groups.levels[l]}`) - 1;
  const starts = new Int32Array(exposure.length + 1);
  const columns = new Int32Array(exposure.length * (factors.length + 3));
  let used = 0;
  for (let c = 0; c < exposure.length; c++) {
    columns[used++] = 0;
    for (let f = 0; f < factors.length; f++) {
      const own = columnAt[f]![factors[f]!.codes[c]!]!;
      if (own >= 0) columns[used++] = own;
    }
    if (late?.[c] === 1) {
      columns[used++] = afterAll;
      const own = after[groups.codes[c]!]!;
      if (own >= 0) columns[used++] = own;
    }
    starts[c + 1] = used;
  }
  const design = { width: names.length, starts, columns: columns.subarray(0, used), events, exposure };
  const kept = independent(design);
  const model = hazardModel(onlyColumns(design, kept));
  if (model.status !== 'ok') return model;
  return ok({
    model: model.value,
    columns: kept.map((i) => names[i]!),
    months: total(exposure),
    leavers: total(events),
  });
}
