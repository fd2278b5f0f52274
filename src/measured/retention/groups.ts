import { type Outcome, ok, undefinedBecause } from '../../core/outcome.js';
import { miettinenNurminen, readRatio, relativeLikelihood, testOfTwo } from '../../formulas/index.js';
import type { CountedRow, MeasuredFigures } from '../../release/counted.js';
import type { Part } from '../../release/result.js';
import type { Measuring } from '../types.js';
import { frameOf, personOf, plain, type View, viewOf } from '../view.js';

/** n of base people in each group. */
export type Counts = ReadonlyMap<string, { n: number; base: number }>;

/** The group of each person of a table: by its own column, else by the staff record, else by the leavers record. */
export function groupOfPeople(of: Measuring, own: View, dimension: string): (row: number) => string {
  const how = of.setting.recode(dimension);
  const columns = 'columns' in how ? how.columns : [];
  const known = new Map<string, string>();
  for (const name of ['leavers', 'staff']) {
    const view = viewOf(of, name);
    for (const row of view?.rows ?? []) {
      const group = view!.group(row, dimension);
      if (group !== how.otherwise || !known.has(personOf(view!, row))) known.set(personOf(view!, row), group);
    }
  }
  return (row) =>
    columns.some((c) => own.at(row, c) !== undefined)
      ? own.group(row, dimension)
      : (known.get(personOf(own, row)) ?? how.otherwise);
}

/** Tables of people that an engine holds, when a row's group would have to be taken from them: they cannot be looked at here. */
export function heldPeople(of: Measuring, own: View, dimensions: readonly string[]): readonly string[] {
  const held = ['staff', 'leavers'].filter((t) => of.setting.tables[t]?.facts);
  const said = (d: string): boolean => {
    const how = of.setting.recode(d);
    const columns = 'columns' in how ? how.columns : [];
    return own.rows.every((row) => columns.some((c) => own.at(row, c) !== undefined));
  };
  return held.length === 0 || dimensions.every(said) ? [] : held;
}

/** Every group with its share of everybody, as parts. */
export const partsOfCounts = (counts: Counts): readonly Part[] =>
  [...counts].map(([group, { n, base }]) => ({
    group,
    n,
    base,
    rate: base === 0 ? undefinedBecause('no-group-members') : n / base,
  }));

/** The numbers of people a policy may hide: of how many, how many, and how many not, since a refusal tells as much as an approval. */
export const behindCounts = (counts: Counts): NonNullable<MeasuredFigures['behind']> =>
  Object.fromEntries([...counts].map(([group, { n, base }]) => [group, [base, n, base - n]]));

/** Everybody's share as one row, with the groups beside it. */
export function wholeRow(
  of: Measuring,
  counts: Counts,
  more: Pick<MeasuredFigures, 'working'> & Partial<MeasuredFigures>,
): CountedRow {
  const all = [...counts.values()].reduce((a, c) => ({ n: a.n + c.n, base: a.base + c.base }), { n: 0, base: 0 });
  const value: Outcome = all.base === 0 ? undefinedBecause('no-group-members') : ok(all.n / all.base);
  const both = new Map([['all', all], ...counts]);
  return {
    ...frameOf(of),
    unit: 'share',
    compared: { dimension: of.indicator.compared.dimension, over: 'all' },
    measured: plain({ value, parts: partsOfCounts(both), behind: behindCounts(both), made: 'share', ...more }),
  };
}

/** Two groups' shares compared as a ratio, with Miettinen and Nurminen's interval and the mid-p test. */
export function ratioRow(
  of: Measuring,
  counts: Counts,
  compared: CountedRow['compared'],
  breakdown: CountedRow['breakdown'],
  working: string,
): CountedRow {
  const none = { n: 0, base: 0 };
  const pair = { over: counts.get(compared.over) ?? none, under: counts.get(compared.under ?? '') ?? none };
  const frame = frameOf(of);
  const ratio = relativeLikelihood(pair);
  const interval = miettinenNurminen(pair, frame.judgement.confidence);
  return {
    ...frame,
    unit: 'ratio',
    compared,
    breakdown,
    measured: plain({
      value: ratio,
      interval,
      test: testOfTwo(pair),
      reading: readRatio({ ratio, interval, counts: pair, ...frame.judgement }),
      working,
      parts: partsOfCounts(counts),
      behind: behindCounts(counts),
      made: 'ratio',
    }),
  };
}

/** Counts of a yes or no by group. */
export function countBy(
  rows: readonly number[],
  groupOf: (row: number) => string,
  yes: (row: number) => boolean,
): Counts {
  const counts = new Map<string, { n: number; base: number }>();
  for (const row of rows) {
    const group = groupOf(row);
    const own = counts.get(group) ?? { n: 0, base: 0 };
    counts.set(group, own);
    own.base++;
    if (yes(row)) own.n++;
  }
  return counts;
}
