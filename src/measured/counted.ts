import { type Cell, cube } from '../core/cube.js';
import { type CubeColumns, cellsAt, columnsOfCube, placesOf } from '../core/cube-columns.js';
import { listKey } from '../core/recode.js';
import type { Counter, CountRequest, Table } from '../core/request.js';
import { has, ownOrganisation } from '../plan.js';
import type { AskedTogether, Measuring } from './types.js';

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
  const cells = only.asked.cells.get(id) ?? apart(counter, { ...request, by });
  only.asked.cells.set(id, cells);
  const found = await cells;
  return only.organisations.flatMap((o) => found.get(listKey(o)) ?? []);
}

/** The cells of each organisation, of columns counted by organisation besides. */
function columnsApart(all: CubeColumns): ReadonlyMap<string, CubeColumns> {
  const { organisation, ...columns } = all.columns;
  const { names, codes } = organisation!;
  const rest = { ...all, dims: all.dims.filter((d) => d !== 'organisation'), columns };
  return new Map(placesOf(codes, names.length).map((places, i) => [listKey(names[i]), cellsAt(rest, places)] as const));
}

async function* oneByOne(counter: Counter, requests: readonly CountRequest[]): AsyncGenerator<CubeColumns> {
  if (counter.inTurn) return yield* counter.inTurn(requests);
  for (const request of requests) yield columnsOfCube(await counter.count(request));
}

/** Counts what organisations asked for at this moment, and gives each its own. */
async function answer(counter: Counter, asked: AskedTogether): Promise<void> {
  const now = asked.waiting.splice(0);
  try {
    let i = 0;
    for await (const columns of oneByOne(
      counter,
      now.map((w) => w.request),
    ))
      now[i++]!.done(columnsApart(columns));
  } catch (fault) {
    for (const w of now) w.failed(fault);
  }
}

/**
 * The answers to requests for people, by columns and one after another, so that only one is held; see `Counter`. Of several organisations that are measured
 * each by itself the engine is asked once for all of them.
 */
export async function* columnsOf(
  { counter, only, setting }: Measuring,
  requests: readonly CountRequest[],
): AsyncGenerator<CubeColumns> {
  const asked = only?.asked;
  if (!asked) return yield* oneByOne(counter, requests);
  const found = requests.map((request) => {
    const id = JSON.stringify([request.from, request.by]);
    const known =
      asked.columns.get(id) ??
      new Promise<ReadonlyMap<string, CubeColumns>>((done, failed) => {
        const by = { organisation: setting.recode('organisation'), ...request.by };
        asked.waiting.push({ request: { ...request, by }, done, failed });
        if (asked.waiting.length === 1) setImmediate(() => answer(counter, asked));
      });
    asked.columns.set(id, known);
    return known;
  });
  const all = await Promise.all(found);
  const before = asked.turn;
  let release = (): void => undefined;
  asked.turn = new Promise<void>((done) => {
    release = done;
  });
  await before;
  try {
    for (const [i, apart] of all.entries()) {
      const own = only.organisations.flatMap((o) => apart.get(listKey(o)) ?? []);
      yield own.length === 1 ? own[0]! : columnsOfCube(cube([...Object.keys(requests[i]!.by)], 'people', []));
    }
  } finally {
    release();
  }
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
export const columnsRead = ({ setting }: Measuring, dimensions: readonly string[]): readonly string[] => [
  ...new Set(
    dimensions.flatMap((d) => {
      const how = setting.recode(d);
      return 'columns' in how ? how.columns : [];
    }),
  ),
];
