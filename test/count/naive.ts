import { type Cell, type Cube, cube } from '../../src/core/cube.js';
import { firstFailed } from '../../src/core/predicate.js';
import { type CodeLists, recode } from '../../src/core/recode.js';
import type { CountRequest, Dimension, Order, Table } from '../../src/core/request.js';
import type { Rows, Value } from '../../src/core/rows.js';

// A counter written from the words of core/request.ts only, row by row, slow and plain, to judge the engines by.
type Row = Readonly<Record<string, Value>>;
export type Tables = Readonly<Record<string, Rows>>;

const keyOf = (row: Row, on: readonly string[]): string | undefined =>
  on.some((c) => row[c] === undefined) ? undefined : JSON.stringify(on.map((c) => row[c]));

const compare = (a: Row, b: Row, orders: readonly Order[]): number => {
  for (const { column, descending } of orders) {
    const [x, y] = [a[column], b[column]];
    if (x === y) continue;
    if (x === undefined) return 1;
    if (y === undefined) return -1;
    const text = typeof x === 'string' && typeof y === 'string' && x.length !== y.length;
    const less = text ? String(x).length < String(y).length : x < y;
    return less === descending ? 1 : -1;
  }
  return 0;
};

function rowsOf(table: Table, tables: Tables, lists: CodeLists): Row[] {
  if (typeof table === 'string') {
    const { length, columns } = tables[table]!;
    const names = Object.keys(columns);
    return Array.from({ length }, (_, i) => Object.fromEntries(names.map((c) => [c, columns[c]![i]])));
  }
  if ('pair' in table) {
    const [opening, closing] = table.pair.map((t) => rowsOf(t, tables, lists)) as [Row[], Row[]];
    const named = (side: string, row: Row) =>
      Object.fromEntries(Object.entries(row).map(([c, v]) => [`${side}.${c}`, v]));
    const same = (a: Row) => (b: Row) => keyOf(a, table.on) !== undefined && keyOf(a, table.on) === keyOf(b, table.on);
    const there = opening.map((o) => {
      const c = closing.find(same(o));
      return { pair: c ? 'stayed' : 'left', ...named('opening', o), ...named('closing', c ?? {}) };
    });
    const joined = closing
      .filter((c) => !opening.some(same(c)))
      .map((c) => ({ pair: 'joined', ...named('closing', c) }));
    return [...there, ...joined];
  }
  if ('join' in table) {
    const made: { readonly key: string | undefined; row: Row }[] = [];
    for (const { as, table: side, on } of table.join)
      for (const row of rowsOf(side, tables, lists)) {
        const named = Object.fromEntries(Object.entries(row).map(([c, v]) => [`${as}.${c}`, v]));
        const key = keyOf(row, on);
        const found = key === undefined ? undefined : made.find((m) => m.key === key);
        if (found) found.row = { ...found.row, ...named };
        else made.push({ key, row: named });
      }
    return made.map((m) => m.row);
  }
  if ('lookup' in table) {
    const sources = table.from.map((t) => rowsOf(t, tables, lists));
    return rowsOf(table.lookup, tables, lists).map((row) => {
      const key = keyOf(row, table.on);
      if (table.latest) {
        const { column, upTo } = table.latest;
        const before = sources.flatMap((s) =>
          s
            .filter((r) => key !== undefined && keyOf(r, table.on) === key)
            .map((r) => r[column])
            .filter((v): v is number => typeof v === 'number' && typeof row[upTo] === 'number' && v <= row[upTo]),
        );
        return { ...row, [column]: row[column] ?? (before.length > 0 ? Math.max(...before) : undefined) };
      }
      const found = key && sources.flatMap((s) => s.filter((r) => keyOf(r, table.on) === key)).at(0);
      if (!found) return row;
      const taken = table.take.map((c) =>
        table.as === undefined ? [c, row[c] ?? found[c]] : [`${table.as}.${c}`, found[c]],
      );
      return { ...row, ...Object.fromEntries(taken) };
    });
  }
  const kept = rowsOf(table.one, tables, lists).filter((r) => !firstFailed(table.where, (c) => r[c], lists));
  const keyed = kept.map((row, i) => ({ row, i, key: keyOf(row, table.per) ?? i }));
  const firsts = keyed.filter(
    (a) => !keyed.some((b) => b.key === a.key && (compare(b.row, a.row, table.first) || b.i - a.i) < 0),
  );
  return firsts.map(({ row, key }) => {
    const all = keyed.filter((k) => k.key === key).map((k) => k.row);
    const sums = (table.sum ?? []).map((c) => {
      const numbers = all.map((r) => r[c]).filter((v) => typeof v === 'number');
      return [
        c,
        numbers.length ? numbers.reduce((n, v) => n + Math.round(v * 100_000), 0) / 100_000 : undefined,
      ] as const;
    });
    const least = (table.least ?? []).map((c) => {
      const numbers = all.map((r) => r[c]).filter((v) => typeof v === 'number');
      return [c, numbers.length > 0 ? Math.min(...numbers) : undefined] as const;
    });
    return { ...row, ...Object.fromEntries([...least, ...sums]) };
  });
}

function groupOf(how: Dimension, row: Row, lists: CodeLists): string {
  if (!('exact' in how)) return recode(how, (c) => row[c], lists);
  const n = row[how.exact];
  return typeof n === 'number' ? `${Math.floor(n + 0.5)}` : how.otherwise;
}

export function naiveCount(request: CountRequest, tables: Tables, lists: CodeLists): Cube {
  const dims = Object.keys(request.by);
  const cells: Cell[] = [];
  for (const row of rowsOf(request.from, tables, lists)) {
    if (firstFailed(request.where, (c) => row[c], lists)) continue;
    const key = Object.fromEntries(dims.map((d) => [d, groupOf(request.by[d]!, row, lists)]));
    const v = (column: string): number => (typeof row[column] === 'number' ? row[column] : 0);
    const n = {
      people: 1,
      rows: 1,
      fte: Math.round(v(request.column ?? 'fte') * 100_000),
      days: Math.round(v('days')),
      events: Math.round(v('events')),
      weight: Math.round(v('count')),
      'weight-squared': Math.round(v('count')) ** 2,
    }[request.measure];
    cells.push({ key, n });
  }
  return cube(dims, request.measure, cells);
}
