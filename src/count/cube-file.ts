import { type Cell, type Cube, cube } from '../core/cube.js';
import { type Day, financialYear, isoDate, partsOf } from '../core/dates.js';
import type { Issue } from '../core/issue.js';
import { type CodeLists, listKey, recode } from '../core/recode.js';
import type { Counter, CountRequest, Dimension } from '../core/request.js';
import type { Rows, Value } from '../core/rows.js';
import { remember } from './column.js';

/** One row of the counts table as it answers a request: columns as given, and the number. A part is `total` when none is given. */
export interface GivenCount {
  readonly block: Value;
  readonly band: Value;
  readonly grade: Value;
  readonly part: string;
  readonly group: Value;
  readonly n: number;
}

export interface CubeFileCounter extends Counter {
  /** Whether the counts table can answer a request of this id. */
  has(id: string): boolean;
  /** The rows behind a request's answer, for figures that need them as they were given. */
  given(id: string): readonly GivenCount[];
  /** Whether a row of the table is of another period or organisation than asked for. */
  outside(row: number): boolean;
  /** Parts of a board that have more members than the whole. */
  readonly issues: readonly Issue[];
}

const months = 'january february march april may june july august september october november december'.split(' ');

/**
 * The ways a person writes the period or snapshot that ends on a day, in the form of `listKey`.
 * Example: 31 March 2025 is "2024 25", "2024 2025", "2024 to 2025", "2025", "2025 03 31", "31 03 2025", "31 march 2025", "31 mar 2025",
 * "march 2025", "mar 2025", and each after "as at", "year to", "year ending" or "fy".
 */
export function periodNames(end: Day): ReadonlySet<string> {
  const { year, month, date } = partsOf(end);
  const name = months[month - 1]!;
  const [first] = financialYear(end).split('/');
  const years = [financialYear(end), `${first} ${Number(first) + 1}`, `${first} to ${Number(first) + 1}`, `${year}`];
  const days = [name, name.slice(0, 3)].flatMap((m) => [`${date} ${m} ${year}`, `${m} ${year}`]);
  const [, mm, dd] = isoDate(end).split('-');
  const names = [...years, ...days, isoDate(end), `${dd} ${mm} ${year}`].map(listKey);
  const before = ['as at', 'at', 'year to', 'year ending', 'year ended', 'fy', 'snapshot'];
  return new Set(names.flatMap((n) => [n, ...before.map((b) => `${b} ${n}`)]));
}

/** Every group a recode can give, by its key, so that a row may name the group itself. */
function groupsOf(how: Dimension, lists: CodeLists): ReadonlyMap<string, string> {
  // A table of counts has no days to tell people apart by.
  if ('exact' in how) return new Map();
  const found: readonly string[] =
    'cases' in how
      ? how.cases.flatMap((c) => (typeof c.gives === 'string' ? [c.gives] : [...groupsOf(c.gives, lists).values()]))
      : 'lists' in how
        ? how.lists.flatMap((id) => [
            ...(lists[id]?.exact.values() ?? []),
            ...(lists[id]?.patterns ?? []).map((p) => p.group),
          ])
        : how.labels;
  return new Map([...found, how.otherwise].map((group) => [listKey(group), group]));
}

/** The group a given value stands for: a group id, or a raw value that one of the recode's lists knows, or undefined. */
function groupFor(how: Dimension, value: Value, lists: CodeLists): string | undefined {
  const key = listKey(value);
  const named = groupsOf(how, lists).get(key);
  if (named !== undefined || key === '' || !('lists' in how)) return named;
  const group = how.lists
    .map((list) => recode({ columns: ['given'], lists: [list], otherwise: how.otherwise }, () => value, lists))
    .find((g) => g !== how.otherwise);
  return group;
}

const ownColumns: Readonly<Record<string, readonly ('block' | 'band' | 'grade')[]>> = {
  block: ['block'],
  band: ['band'],
  // A return often writes the medical grade in its band column.
  grade: ['grade', 'band'],
  // Answered from the part column, in `boardCells`.
  voting: [],
  executive: [],
};

/** The groups of a row in every dimension but those of a board part; the first other dimension that knows the group takes it. */
function keysOf<D extends string>(by: CountRequest<D>['by'], lists: CodeLists): (row: GivenCount) => Record<D, string> {
  const dims = (Object.keys(by) as D[]).map((d) => ({ d, how: by[d], known: new Map<Value, string | false>() }));
  return (row) => {
    const key = {} as Record<D, string>;
    let taken = false;
    for (const { d, how, known } of dims) {
      const columns = ownColumns[d] ?? (taken ? [] : (['group'] as const));
      const groups = columns.map((c) => remember(known, row[c], () => groupFor(how, row[c], lists) ?? false));
      const group = groups.find((g) => g !== false);
      if (!ownColumns[d] && group !== undefined) taken = true;
      key[d] = group ?? how.otherwise;
    }
    return key;
  };
}

/**
 * A board is given as overlapping parts: all, those who vote, those who are executives. The table of voting by executive that is returned has these
 * three sums and no other meaning: as many members as possible are both. Example: 14 in all, 11 voting, 7 executive gives
 * yes/yes 7, yes/no 4, no/yes 0, no/no 3. A part with more members than the whole is left out (`issues` names it).
 */
function boardCells<D extends string>(key: Record<D, string>, parts: ReadonlyMap<string, number>): Cell<D>[] {
  const total = parts.get('total');
  if (total === undefined) return [];
  const [voting, executive] = ['voting', 'executive'].map((p) => {
    const n = parts.get(p);
    return n !== undefined && n <= total ? n : undefined;
  });
  const both = voting !== undefined && executive !== undefined ? Math.min(voting, executive) : 0;
  const cell = (v: string | undefined, e: string | undefined, n: number): Cell<D> => {
    const at: Record<string, string> = { ...key };
    if (v !== undefined && 'voting' in at) at.voting = v;
    if (e !== undefined && 'executive' in at) at.executive = e;
    return { key: at as Record<D, string>, n };
  };
  if (voting !== undefined && executive !== undefined)
    return [
      cell('yes', 'yes', both),
      cell('yes', 'no', voting - both),
      cell('no', 'yes', executive - both),
      cell('no', 'no', total - voting - executive + both),
    ];
  if (voting !== undefined) return [cell('yes', undefined, voting), cell('no', undefined, total - voting)];
  if (executive !== undefined) return [cell(undefined, 'yes', executive), cell(undefined, 'no', total - executive)];
  return [cell(undefined, undefined, total)];
}

function partIssues(id: string, rows: readonly GivenCount[]): Issue[] {
  const groups = new Map<string, Map<string, number>>();
  for (const { group, part, n } of rows) {
    const parts = remember(groups, listKey(group), () => new Map<string, number>());
    parts.set(part, (parts.get(part) ?? 0) + n);
  }
  return [...groups].flatMap(([group, parts]) =>
    ['voting', 'executive'].flatMap((part): Issue[] => {
      const [n, total] = [parts.get(part), parts.get('total')];
      if (n === undefined || total === undefined || n <= total) return [];
      const what = `Counts, ${id}, group "${group.slice(0, 40)}": ${n} ${part} members of ${total} in all. The ${part} number was left out.`;
      return [
        {
          id: 'part-exceeds-total',
          severity: 'error',
          column: 'count',
          what,
          todo: 'Correct the counts of this group.',
        },
      ];
    }),
  );
}

/**
 * The engine for counts made elsewhere: answers a request by its id, `<indicator>/<measure>`, from the rows of the counts table that name both.
 * Block, band and grade come from the columns of those names; the group column fills the one other dimension that knows it, as a group id or as
 * a raw value of its code lists. What a row does not say is the recode's `otherwise`, so a return without bands still gives its totals. A number is
 * taken as given, halves included. Staff that an indicator needs and the table gives only under its standard's first one
 * (`wres.3/staff` from `wres.1/staff`) are taken from there, added up.
 * `periodEnd` keeps rows of the period that ends then, and rows without a period; without it every row counts.
 * `organisation` keeps its rows and those that name none. Measures are matched by name, or by the code list `measure` when there is one.
 * Throws a RangeError when asked to count what `has` says it has not. Source: interfaces.md, "counts".
 * Example: the row wres.3, cases, bme, 9 answers `wres.3/cases` by ethnicity with bme 9.
 */
export function cubeFileCounter(from: {
  readonly counts: Rows;
  readonly lists: CodeLists;
  readonly periodEnd?: Day;
  readonly organisation?: string;
}): CubeFileCounter {
  const { counts, lists, periodEnd, organisation } = from;
  const read = (column: string, row: number): Value => counts.columns[column]?.[row];
  const periods = periodEnd === undefined ? undefined : periodNames(periodEnd);
  const measureOf = (value: Value): string =>
    lists.measure
      ? recode({ columns: ['measure'], lists: ['measure'], otherwise: listKey(value) }, () => value, lists)
      : listKey(value);
  const byId = new Map<string, GivenCount[]>();
  const away = new Set<number>();
  for (let row = 0; row < counts.length; row++) {
    const n = read('count', row);
    const period = listKey(read('period', row));
    const at = read('organisation', row);
    if (
      (periods && period !== '' && !periods.has(period)) ||
      (organisation !== undefined && at !== undefined && listKey(at) !== listKey(organisation))
    ) {
      away.add(row);
      continue;
    }
    if (typeof n !== 'number') continue;
    const id = `${String(read('indicator', row)).trim().toLowerCase()}/${measureOf(read('measure', row))}`;
    const part = listKey(read('part', row)) || 'total';
    const [block, band, grade, group] = ['block', 'band', 'grade', 'group'].map((c) => read(c, row));
    remember(byId, id, (): GivenCount[] => []).push({
      block,
      band,
      grade,
      part: part === 'all' ? 'total' : part,
      group,
      n,
    });
  }
  const given = (id: string): readonly GivenCount[] => {
    const [indicator = '', measure] = id.split('/');
    const first = `${indicator.split('.')[0]}.1/staff`;
    return byId.get(id) ?? (measure === 'staff' ? byId.get(first) : undefined) ?? [];
  };
  return {
    engine: 'cube-file',
    outside: (row) => away.has(row),
    issues: [...byId].flatMap(([id, rows]) => partIssues(id, rows)),
    has: (id) => given(id).some((g) => g.part === 'total'),
    given,
    async count<D extends string>(request: CountRequest<D>): Promise<Cube<D>> {
      const rows = given(request.id);
      if (!rows.some((g) => g.part === 'total')) throw new RangeError(`the counts table gives no ${request.id}`);
      const byKey = new Map<string, { key: Record<D, string>; parts: Map<string, number> }>();
      const keyOf = keysOf(request.by, lists);
      for (const row of rows) {
        const key = keyOf(row);
        const { parts } = remember(byKey, JSON.stringify(key), () => ({ key, parts: new Map<string, number>() }));
        parts.set(row.part, (parts.get(row.part) ?? 0) + row.n);
      }
      const cells = [...byKey.values()].flatMap(({ key, parts }) => boardCells(key, parts));
      return cube(Object.keys(request.by) as D[], request.measure, cells);
    },
  };
}
