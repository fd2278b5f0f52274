import type { Cell } from '../core/cube.js';
import { listKey } from '../core/recode.js';
import type { Counter, CountRequest, Table } from '../core/request.js';
import { has, ownOrganisation } from '../plan.js';
import type { Measuring } from './types.js';

async function apart(counter: Counter, request: CountRequest): Promise<ReadonlyMap<string, readonly Cell[]>> {
  const found = new Map<string, Cell[]>();
  for (const cell of (await counter.count(request)).cells) {
    const id = listKey(cell.key.organisation);
    const own = found.get(id);
    if (own) own.push(cell);
    else found.set(id, [cell]);
  }
  return found;
}

/**
 * The cells that answer a request, from whichever engine holds its tables: no row is looked at here. Of several organisations that are measured each by itself
 * the engine is asked once, and each takes its own cells.
 */
export async function cellsOf({ counter, only, setting }: Measuring, request: CountRequest): Promise<readonly Cell[]> {
  if (!only?.asked) return (await counter.count(request)).cells;
  const id = JSON.stringify([request.from, request.where, request.by, request.measure]);
  const by = { organisation: setting.recode('organisation'), ...request.by };
  const cells = only.asked.get(id) ?? apart(counter, { ...request, by });
  only.asked.set(id, cells);
  const found = await cells;
  return only.organisations.flatMap((o) => found.get(listKey(o)) ?? []);
}

/** The engine that counts what is made of a table. */
export const engineOf = ({ counter }: Measuring, from: Table): string =>
  counter.engineOf?.({ id: '', from, where: [], by: {}, measure: 'people' }) ?? counter.engine;

/** What the tables of a run have, of the organisations asked for. */
export interface Known {
  /** Rows of a table; undefined when it was not supplied. */
  readonly rows: (table: string) => number | undefined;
  /** Whether any row of a table has a value in a column. */
  readonly has: (table: string, column: string) => boolean;
}

/** Counts how many rows the tables have, and asks of columns whether any row has a value there. */
export async function knownOf(of: Measuring, tables: readonly string[], columns: readonly string[]): Promise<Known> {
  const { setting } = of;
  const found = await Promise.all(
    tables
      .filter((t) => setting.tables[t])
      .map(async (table) => {
        const there = columns.filter((c) => has(setting, table, c));
        const by = there.map((c, i) => {
          const when = { columns: [c], known: true } as const;
          return [`known-${i}`, { cases: [{ when, gives: 'yes' }], otherwise: 'no' }] as const;
        });
        const cells = await cellsOf(of, {
          id: `${of.indicator.id}/columns-of-${table}`,
          from: table,
          where: ownOrganisation(setting, table),
          by: Object.fromEntries(by),
          measure: 'rows',
        });
        const rows = cells.reduce((n, c) => n + c.n, 0);
        const some = there.filter((_, i) => cells.some((c) => c.key[`known-${i}`] === 'yes' && c.n > 0));
        return [table, { rows, columns: new Set(some) }] as const;
      }),
  );
  const tableOf = new Map(found);
  return {
    rows: (table) => tableOf.get(table)?.rows,
    has: (table, column) => tableOf.get(table)?.columns.has(column) ?? false,
  };
}

/** The columns that dimensions are read from. A dimension made of days has none of its own. */
export const columnsOf = ({ setting }: Measuring, dimensions: readonly string[]): readonly string[] => [
  ...new Set(
    dimensions.flatMap((d) => {
      const how = setting.recode(d);
      return 'columns' in how ? how.columns : [];
    }),
  ),
];
