import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type Cube, cube } from '../../src/core/cube.js';
import type { CodeList } from '../../src/core/recode.js';
import type { CountRequest } from '../../src/core/request.js';
import type { Rows, Value } from '../../src/core/rows.js';
import { engineSession } from '../../src/engine-session.js';
import { count } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import type { Extract } from '../../src/extract/types.js';
import { loadLibrary } from '../../src/library.js';
import { packageRoot } from '../../src/root.js';
import type { RunEngine } from '../../src/run-engine.js';
import { packagePolicy } from '../../src/standard/node.js';
import { asRows, type Case, readCases } from '../indicators/given.js';
import { by, type Counting, engines, type Tables } from './engines.js';

// Every case file on every engine that counts rows: its counts are those of memory, of which test/indicators/cases.test.ts says that they give the worked answers.
const library = await loadLibrary();
const policy = packagePolicy('internal');
const column = 'caseNumber';

interface Given {
  readonly id: string;
  readonly standard: string;
  readonly indicator: string;
  readonly given: Case;
  readonly extract: Extract;
}

async function rowsOf(indicator: string, given: Case): Promise<Extract> {
  if (!given.tables) return asRows(indicator, given);
  const files = Object.entries(given.tables).map(([table, text]) => ({
    name: `${table}.csv`,
    bytes: new TextEncoder().encode(text),
  }));
  return readExtract(files, { lists: library.lists });
}

const all: Given[] = [];
const files = readdirSync(join(packageRoot, 'indicators'), { recursive: true, encoding: 'utf8' });
for (const file of files.filter((f) => f.endsWith('.cases.yaml'))) {
  const { indicator, cases } = readCases(join('indicators', file));
  for (const given of cases)
    if (!given.engines || given.engines.includes('memory'))
      all.push({
        id: `case ${all.length}`,
        standard: indicator.split('.')[0] as string,
        indicator,
        given,
        extract: await rowsOf(indicator, given),
      });
}

/**
 * Cases that share tables: those of a standard, and apart from them those of each of its indicators with many rows, since what one case asks is
 * counted for all that share its tables.
 */
function sharing(all: readonly Given[]): readonly (readonly Given[])[] {
  const rows = new Map<string, number>();
  for (const { indicator, extract } of all)
    for (const { length } of Object.values(extract.tables)) rows.set(indicator, (rows.get(indicator) ?? 0) + length);
  const sets = new Map<string, Given[]>();
  for (const each of all) {
    const name = rows.get(each.indicator)! > 2_000 ? each.indicator : each.standard;
    sets.set(name, [...(sets.get(name) ?? []), each]);
  }
  return [...sets.values()];
}

/** The rows of cases in one set of tables, told apart by a column. */
function together(all: readonly Given[]): Tables {
  const parts = new Map<string, { readonly id: string; readonly rows: Rows }[]>();
  for (const { id, extract } of all)
    for (const [table, rows] of Object.entries(extract.tables)) {
      const own = parts.get(table) ?? [];
      parts.set(table, own);
      own.push({ id, rows });
    }
  return Object.fromEntries(
    [...parts].map(([table, own]): [string, Rows] => {
      const names = [...new Set(own.flatMap(({ rows }) => Object.keys(rows.columns)))];
      const values = (name: string): Value[] =>
        own.flatMap(({ rows }) => rows.columns[name] ?? new Array<Value>(rows.length).fill(undefined));
      const columns = Object.fromEntries(names.map((name) => [name, values(name)]));
      const ids = own.flatMap(({ id, rows }) => new Array<Value>(rows.length).fill(id));
      return [table, { table, length: ids.length, columns: { [column]: ids, ...columns }, sources: [] }];
    }),
  );
}

/** The cells of one case, without the dimension that tells cases apart. */
const only = (id: string, made: Cube): Cube =>
  cube(
    made.dims.filter((d) => d !== column),
    made.measure,
    made.cells.flatMap(({ key: { [column]: own, ...key }, n }) => (own === id ? [{ key, n }] : [])),
  );

/** What several cases ask alike is asked once, together with all that is asked at the same moment. */
function once(counter: Counting, asked: { batches: number; requests: number }): Counting {
  const idOf = (request: CountRequest): string => JSON.stringify({ ...request, id: '' });
  const known = new Map<string, Cube>();
  return {
    ...counter,
    async countAll(requests) {
      const fresh = new Map(requests.map((r) => [idOf(r), r]));
      for (const id of known.keys()) fresh.delete(id);
      const cubes = await counter.countAll([...fresh.values()]);
      for (const [i, id] of [...fresh.keys()].entries()) known.set(id, cubes[i]!);
      asked.batches++;
      asked.requests += fresh.size;
      return requests.map((r) => known.get(idOf(r))!);
    },
  };
}

async function counted({ standard, indicator, given, extract }: Given, engine?: RunEngine): Promise<string> {
  const own = { ...library, indicators: library.indicators.filter((i) => i.id === indicator) };
  const { rows, cubes } = await count(extract, own, {
    policy,
    edition: given.edition,
    standards: [standard],
    ...(given.chosen ? { chosen: given.chosen } : {}),
    ...(given.rollUp ? { rollUp: { levels: ['organisation'] } } : {}),
    ...(engine ? { engine } : {}),
  });
  const without = (made: object): object => ({ ...made, engine: '', plan: '' });
  return JSON.stringify({ rows: rows.map(without), cubes: Object.entries(cubes).map(([id, c]) => [id, without(c)]) });
}

/** The engine as the run of one case sees it: its counts are of the rows of that case. */
function ofCase(id: string, session: RunEngine): RunEngine {
  return {
    ...session,
    load: async () => undefined,
    follow: async () => undefined,
    issues: async () => [],
    counter(lists) {
      const counter = session.counter({ ...lists, [column]: cases });
      return { engine: counter.engine, count: async (r) => only(id, await counter.count(by(column, r))) as never };
    },
  };
}

const { engines: found, leftOut } = await engines();
t.teardown(() => {
  for (const engine of found) engine.stop();
});
for (const reason of leftOut) t.comment(`left out: ${reason}`);
const cases: CodeList = { exact: new Map(all.map(({ id }) => [id, id])), patterns: [] };
const expected = new Map<string, string>();
for (const each of all) expected.set(each.id, await counted(each));
const cells = [...expected.values()].reduce((n, e) => n + (e.match(/"n":[1-9]/g)?.length ?? 0), 0);
t.ok(cells > 2500, `${all.length} cases of ${new Set(all.map((c) => c.indicator)).size} indicators, ${cells} cells`);

for (const engine of found)
  t.test(`${engine.name} counts every case as memory does`, async (t) => {
    const asked = { requests: 0, batches: 0 };
    for (const own of sharing(all)) {
      const tables = together(own);
      const lists: Record<string, CodeList> = {};
      const counter = once(await engine.open(tables, lists), asked);
      const session = engineSession({ counter, lists, held: new Set(Object.keys(tables)), data: library });
      const found = await Promise.all(own.map((each) => counted(each, ofCase(each.id, session)))).finally(
        session.close,
      );
      for (const [i, { id, indicator, given }] of own.entries())
        if (found[i] === expected.get(id)) t.pass(`${indicator}: ${given.name}`);
        else t.same(JSON.parse(found[i]!), JSON.parse(expected.get(id)!), `${indicator}: ${given.name}`);
    }
    t.comment(`${asked.requests} requests, in ${asked.batches} batches`);
  });
