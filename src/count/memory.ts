import { type Cell, type Cube, cube, type Measure } from '../core/cube.js';
import type { CodeLists } from '../core/recode.js';
import type { Counter, CountRequest } from '../core/request.js';
import type { Rows, Value } from '../core/rows.js';
import { arquero } from './arquero.js';
import { hundredThousandths } from './column.js';
import { failures, type Groups, groupRows } from './frame.js';
import { storeOf } from './tables.js';

/** Loads the tables' library ahead of its use, while something else is being waited for. */
export const warmMemory = async (): Promise<void> => void (await arquero());

/** The column a measure adds up; `people` and `rows` add none. */
export const measured: Readonly<Partial<Record<Measure, string>>> = {
  fte: 'fte',
  days: 'days',
  events: 'events',
  weight: 'count',
  'weight-squared': 'count',
};

/** What a value adds to a measure, always an integer: FTE in hundred-thousandths, the others in whole numbers, blanks nothing. */
export function amount(measure: Measure, value: Value): number {
  if (measure === 'fte') return hundredThousandths(value);
  const n = typeof value === 'number' ? Math.round(value) : 0;
  return measure === 'weight-squared' ? n * n : n;
}

function rowsThatPass(failed: Int32Array): Int32Array {
  const kept = new Int32Array(failed.length);
  let n = 0;
  for (let row = 0; row < failed.length; row++) if (failed[row] === 0) kept[n++] = row;
  return kept.subarray(0, n);
}

/**
 * The groups of several dimensions as few numbers as hold them exactly, the last dimension running fastest: grouping by one number a row is several times
 * faster than by one for each dimension. `of` are the dimensions in a number.
 */
function combine(
  groups: readonly Groups[],
  kept: Int32Array,
): readonly { readonly codes: Float64Array; readonly of: readonly number[] }[] {
  const made: { codes: Float64Array; of: number[]; size: number }[] = [];
  for (const [i, { names, codes }] of groups.entries()) {
    const room = made.at(-1);
    const full = room === undefined || room.size * names.length > Number.MAX_SAFE_INTEGER;
    const last = full ? { codes: new Float64Array(kept.length), of: [], size: 1 } : room;
    if (full) made.push(last);
    for (let k = 0; k < kept.length; k++) last.codes[k] = last.codes[k]! * names.length + codes[kept[k]!]!;
    last.of.push(i);
    last.size *= names.length;
  }
  return made;
}

/**
 * The engine for one trust, the browser and tests: counts rows held in memory, on Arquero. It is the reference by which the other engines are judged.
 * `people` counts the rows of the request's table, which is one per person when the table is `one` or `lookup` of one; `rows` counts the same,
 * for tables of events. `fte`, `days`, `events` add the column of that name, `weight` the column `count`, `weight-squared` its square.
 * A column that a table has not is missing in every row; a lookup source whose table was not given has no rows.
 * Throws a RangeError for a table or code list that was not given, and for a lookup source or pair side with several rows per key.
 * Source: core/request.ts. Example: three staff rows A, A, B by { ethnicity } give two cells, A 2 and B 1.
 */
export function memoryCounter(given: {
  readonly tables: Readonly<Record<string, Rows>>;
  readonly lists: CodeLists;
}): Counter {
  const { tables, lists } = given;
  const store = storeOf(tables, lists);
  return {
    engine: 'memory',
    async count<D extends string>(request: CountRequest<D>): Promise<Cube<D>> {
      const { table, op } = await arquero();
      const { measure } = request;
      const frame = store.frame(request.from);
      const dims = Object.keys(request.by) as D[];
      const kept = rowsThatPass(failures(request.where, frame, lists));
      if (kept.length === 0) return cube(dims, measure, []);
      const groups = dims.map((d) => groupRows(request.by[d], frame, lists));
      const column = request.column ?? measured[measure];
      const counted = column === undefined ? undefined : frame.column(column);
      const each = counted && Float64Array.from(counted.values, (v) => amount(measure, v));
      const columns: Record<string, ArrayLike<number>> = {
        n:
          counted && each
            ? Float64Array.from(kept, (row) => each[counted.codes[row]!]!)
            : new Float64Array(kept.length).fill(1),
      };
      const combined = combine(groups, kept);
      for (const [i, { codes }] of combined.entries()) columns[`d${i}`] = codes;
      const summed = table(columns as Record<string, number[]>)
        .groupby(...combined.map((_, i) => `d${i}`))
        .rollup({ n: op.sum('n') });
      const cells: Cell<D>[] = [];
      for (let r = 0; r < summed.numRows(); r++) {
        const key = {} as Record<D, string>;
        for (const [c, { of }] of combined.entries()) {
          let code = summed.get(`d${c}`, r) as number;
          for (const i of of.toReversed()) {
            const { names } = groups[i]!;
            key[dims[i]!] = names[code % names.length]!;
            code = Math.floor(code / names.length);
          }
        }
        cells.push({ key, n: summed.get('n', r) as number });
      }
      return cube(dims, measure, cells);
    },
  };
}
