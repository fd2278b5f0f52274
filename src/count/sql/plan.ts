import { type Cube, cube } from '../../core/cube.js';
import type { CodeLists } from '../../core/recode.js';
import type { CountRequest, Dimension, Table } from '../../core/request.js';
import { remember } from '../column.js';
import { tablesOf } from '../tables.js';
import type { Dialect } from './dialect.js';
import { groupRead } from './expressions.js';
import type { Pass } from './statement.js';

/** One pass over one table, and which of its columns answer which request. */
export interface PlannedPass extends Pass {
  readonly sets: readonly (readonly number[])[];
  readonly answers: readonly {
    readonly request: CountRequest;
    /** Places of the request's dimensions in the pass, of its count, and of the table of dimensions it is summed from. */
    readonly dims: readonly number[];
    readonly count: number;
    readonly set: number;
  }[];
}

/** How many groups a dimension can give; nobody knows how many days there are. */
function groupsOf(how: Dimension, lists: CodeLists): number {
  if ('exact' in how) return Number.POSITIVE_INFINITY;
  if ('cases' in how)
    return how.cases.reduce((n, c) => n + (typeof c.gives === 'string' ? 1 : groupsOf(c.gives, lists)), 1);
  if (!('lists' in how)) return how.labels.length + 1;
  const groups = how.lists.flatMap((id) => [
    ...(lists[id]?.exact.values() ?? []),
    ...(lists[id]?.patterns ?? []).map((p) => p.group),
  ]);
  return new Set(groups).size + 1;
}

const countOf = ({ where, measure, column }: CountRequest): Pass['counts'][number] => ({
  where,
  measure,
  ...(column === undefined ? {} : { column }),
});

/** The place of an item among others, where it is put if there is none like it; `known` are the places by what the items say. */
const place = <T>(all: T[], known: Map<string, number>, item: T): number =>
  remember(known, JSON.stringify(item), () => all.push(item) - 1);

/**
 * Plans a run's requests: those on the same people become one pass that counts the finer table of all their dimensions, as long as that can have at
 * most `cells` cells; the coarser answers are its sums. Where it would be larger, the pass counts several tables of dimensions side by side. Example:
 * people by band and by ethnicity is one pass by band x ethnicity.
 */
export function plan(
  requests: readonly CountRequest[],
  lists: CodeLists,
  { cells = 200_000 }: { readonly cells?: number } = {},
): readonly PlannedPass[] {
  interface Open {
    readonly from: Table;
    readonly dims: Dimension[];
    readonly sizes: number[];
    readonly sets: number[][];
    readonly counts: Pass['counts'][number][];
    readonly answers: PlannedPass['answers'][number][];
    readonly known: { readonly dims: Map<string, number>; readonly counts: Map<string, number> };
  }
  const byTable = new Map<string, Open>();
  for (const request of requests) {
    const id = JSON.stringify(request.from);
    const pass = remember(byTable, id, () => ({
      from: request.from,
      dims: [],
      sizes: [],
      sets: [],
      counts: [],
      answers: [],
      known: { dims: new Map(), counts: new Map() },
    }));
    const dims = Object.values(request.by).map((d) => place(pass.dims, pass.known.dims, d));
    for (const how of pass.dims.slice(pass.sizes.length)) pass.sizes.push(groupsOf(how, lists));
    const union = (set: readonly number[]): number[] => [...new Set([...set, ...dims])].sort((a, b) => a - b);
    const fits = (set: readonly number[]): boolean => set.reduce((n, d) => n * pass.sizes[d]!, 1) <= cells;
    let set = pass.sets.findIndex((s) => union(s).length === s.length);
    if (set < 0) set = pass.sets.findIndex((s) => fits(union(s)));
    if (set >= 0) pass.sets[set] = union(pass.sets[set]!);
    else set = pass.sets.push(union([])) - 1;
    pass.answers.push({ request, dims, count: place(pass.counts, pass.known.counts, countOf(request)), set });
  }
  return [...byTable.values()].map(({ sizes: _, known: __, ...pass }) => pass);
}

/** The cubes of a pass, from its rows: groups first, then for each count its number and its number of rows. */
export function cubesOf(pass: PlannedPass, rows: readonly (readonly unknown[])[], dialect: Dialect): readonly Cube[] {
  const width = pass.dims.length;
  // A row is of the table whose dimensions, and no others, have a group in it.
  const shape = (row: readonly unknown[]): string =>
    row
      .slice(0, width)
      .map((v) => (v === null ? '0' : '1'))
      .join('');
  const shapes = pass.sets.map((set) => pass.dims.map((_, d) => (set.includes(d) ? '1' : '0')).join(''));
  const rowsOf = new Map(shapes.map((s) => [s, [] as (readonly unknown[])[]]));
  for (const row of rows) rowsOf.get(shape(row))?.push(row);
  return pass.answers.map(({ request, dims, count, set }) => {
    const names = Object.keys(request.by);
    const cells = rowsOf.get(shapes[set]!)!.flatMap((row) => {
      const [n, counted] = [Number(row[width + 2 * count]), Number(row[width + 2 * count + 1])];
      if (!Number.isSafeInteger(n) || !Number.isSafeInteger(counted))
        throw new RangeError(`${request.id}: ${row[width + 2 * count]} is not a number that can be added exactly`);
      if (counted === 0) return [];
      return [
        {
          key: Object.fromEntries(names.map((d, i) => [d, groupRead(pass.dims[dims[i]!]!, row[dims[i]!], dialect)])),
          n,
        },
      ];
    });
    return cube(names, request.measure, cells);
  });
}

const and = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** A table in words, with the rules that leave rows of it out. */
function tableWords(table: Table): { readonly rows: string; readonly rules: readonly string[] } {
  if (typeof table === 'string') return { rows: table, rules: [] };
  if ('one' in table) {
    const { rows, rules } = tableWords(table.one);
    const per = table.per.filter((c) => c !== '(row)');
    return {
      rows: per.length === 0 ? `each row of ${rows}` : `one row per ${and(per)} of ${rows}`,
      rules: [...new Set([...rules, ...table.where.map((r) => r.rule)])],
    };
  }
  if ('lookup' in table) {
    const sources = [...new Set(table.from.flatMap(tablesOf))];
    const { rows, rules } = tableWords(table.lookup);
    return { rows: `${rows} (what is blank from ${and(sources)})`, rules };
  }
  if ('join' in table) {
    const sides = table.join.map((s) => ({ as: s.as, ...tableWords(s.table) }));
    return {
      rows: sides.map((s) => `${s.as}: ${s.rows}`).join(', joined with '),
      rules: [...new Set(sides.flatMap((s) => s.rules))],
    };
  }
  const [opening, closing] = table.pair.map(tableWords);
  return { rows: `${opening!.rows} beside ${closing!.rows}`, rules: [...opening!.rules, ...closing!.rules] };
}

/** A plan in words, for `--explain`: one line for each pass. */
export const explain = (passes: readonly PlannedPass[]): readonly string[] =>
  passes.map((p, i) => {
    const { rows, rules } = tableWords(p.from);
    const names = p.sets.map((_, set) => [
      ...new Set(p.answers.filter((a) => a.set === set).flatMap((a) => Object.keys(a.request.by))),
    ]);
    const by = names.map((n) => n.join(' x ') || 'nothing').join('; and by ');
    const without = rules.length === 0 ? '' : `, without ${rules.join(', ')}`;
    const ids = [...new Set(p.answers.map((a) => a.request.id))];
    return `pass ${i + 1}: ${rows}${without}; by ${by}; answers ${ids.join(', ')}`;
  });
