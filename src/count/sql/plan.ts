import { type Cube, cube } from '../../core/cube.js';
import type { CodeLists, Recode } from '../../core/recode.js';
import type { CountRequest, Table } from '../../core/request.js';
import { remember } from '../column.js';
import type { Dialect } from './dialect.js';
import type { Pass } from './statement.js';

/** One pass over one table, and which of its columns answer which request. */
export interface PlannedPass extends Pass {
  readonly answers: readonly {
    readonly request: CountRequest;
    readonly dims: readonly number[];
    readonly count: number;
  }[];
}

/** How many groups a recode can give. */
function groupsOf(how: Recode, lists: CodeLists): number {
  if (!('lists' in how)) return how.labels.length + 1;
  const groups = how.lists.flatMap((id) => [
    ...(lists[id]?.exact.values() ?? []),
    ...(lists[id]?.patterns ?? []).map((p) => p.group),
  ]);
  return new Set(groups).size + 1;
}

const place = <T>(all: T[], item: T): number => {
  const id = JSON.stringify(item);
  const at = all.findIndex((a) => JSON.stringify(a) === id);
  return at >= 0 ? at : all.push(item) - 1;
};

/**
 * Plans a run's requests: those on the same people become one pass that counts the finer table of all their dimensions, as long as that can have at
 * most `cells` cells; the coarser answers are its sums. Requests that would make it larger get a pass of their own.
 * Example: people by band and by ethnicity is one pass by band x ethnicity.
 */
export function plan(requests: readonly CountRequest[], lists: CodeLists, cells = 200_000): readonly PlannedPass[] {
  interface Open {
    readonly from: Table;
    readonly dims: Recode[];
    readonly counts: Pass['counts'][number][];
    readonly answers: PlannedPass['answers'][number][];
  }
  const size = (dims: readonly Recode[]): number => dims.reduce((n, d) => n * groupsOf(d, lists), 1);
  const byTable = new Map<string, Open[]>();
  for (const request of requests) {
    const open = remember(byTable, JSON.stringify(request.from), (): Open[] => []);
    const own = Object.values(request.by);
    const together = ({ dims }: Open): Recode[] => {
      const all = [...dims];
      for (const d of own) place(all, d);
      return all;
    };
    let pass = open.find((p) => {
      const all = together(p);
      return all.length === p.dims.length || size(all) <= cells;
    });
    if (!pass) {
      pass = { from: request.from, dims: [], counts: [], answers: [] };
      open.push(pass);
    }
    const { where, measure } = request;
    const dims = own.map((d) => place(pass.dims, d));
    pass.answers.push({ request, dims, count: place(pass.counts, { where, measure }) });
  }
  return [...byTable.values()].flat();
}

/** The cubes of a pass, from its rows: groups first, then for each count its number and its number of rows. */
export function cubesOf(pass: PlannedPass, rows: readonly (readonly unknown[])[], { codes }: Dialect): readonly Cube[] {
  const groupOf = (value: unknown): string => (codes ? codes.nameOf(Number(value)) : String(value));
  const width = pass.dims.length;
  return pass.answers.map(({ request, dims, count }) => {
    const names = Object.keys(request.by);
    const cells = rows.flatMap((row) => {
      const [n, counted] = [Number(row[width + 2 * count]), Number(row[width + 2 * count + 1])];
      if (!Number.isSafeInteger(n) || !Number.isSafeInteger(counted))
        throw new RangeError(`${request.id}: ${row[width + 2 * count]} is not a number that can be added exactly`);
      if (counted === 0) return [];
      return [{ key: Object.fromEntries(names.map((d, i) => [d, groupOf(row[dims[i]!])])), n }];
    });
    return cube(names, request.measure, cells);
  });
}

const tableWords = (table: Table): string => {
  if (typeof table === 'string') return table;
  if ('one' in table) return `one row per ${table.per.join(' + ')} of ${tableWords(table.one)}`;
  if ('lookup' in table)
    return `${tableWords(table.lookup)}, blanks from ${table.from.map(tableWords).join(', then ')}`;
  return `${tableWords(table.pair[0])} paired with ${tableWords(table.pair[1])}`;
};

/** A plan in words, for `--explain`: one line for each pass. */
export const explain = (passes: readonly PlannedPass[]): readonly string[] =>
  passes.map(
    (p, i) =>
      `pass ${i + 1}: ${tableWords(p.from)}; ${p.dims.length} dimensions, ${p.counts.length} counts; answers ${p.answers.map((a) => a.request.id).join(', ')}`,
  );
