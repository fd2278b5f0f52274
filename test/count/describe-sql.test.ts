import { DuckDBInstance } from '@duckdb/node-api';
import t from 'tap';
import { contracts } from '../../schemas/index.js';
import { sumOver } from '../../src/core/cube.js';
import { isoDate } from '../../src/core/dates.js';
import type { CountRequest } from '../../src/core/request.js';
import type { Rows, Value } from '../../src/core/rows.js';
import { cubeFileCounter } from '../../src/count/cube-file.js';
import { describeSql } from '../../src/count/describe-sql.js';
import { memoryCounter } from '../../src/count/memory.js';
import { dialects } from '../../src/count/sql/dialect.js';
import { asked, extract } from './asked.js';
import { clickhouseSays } from './engines.js';
import { startClickhouse, startPostgres } from './servers.js';

// A data owner runs the statements where the data is; the counts that come back give the figures that the rows would have given.
const { lists, requests, standard } = await asked('wres');
const used = ['staff', 'leavers', 'recruitment', 'cases', 'training', 'board'] as const;
const types = {
  duckdb: { date: 'date', number: 'double', 'yes-no': 'boolean', text: 'varchar' },
  postgres: { date: 'date', number: 'numeric', 'yes-no': 'boolean', text: 'text' },
  clickhouse: {
    date: 'Nullable(Date)',
    number: 'Nullable(Float64)',
    'yes-no': 'Nullable(UInt8)',
    text: 'Nullable(String)',
  },
} as const;
type Name = keyof typeof types;

/** The tables of the synthetic trust as a warehouse would hold them: typed by the contract, dates as dates. */
function warehouse(name: Name): string[] {
  return used.flatMap((table) => {
    const rows = extract.tables[table]!;
    const columns = Object.entries(contracts[table].columns).filter(
      ([, c]) => c.type !== 'personal' && c.type !== 'token',
    );
    const kind = (type: string) => (type in types[name] ? (type as 'date') : 'text');
    const write = (v: Value, type: string): string => {
      if (v === undefined) return 'null';
      if (type === 'date') return `'${isoDate(v as number)}'`;
      if (typeof v === 'boolean') return name === 'clickhouse' ? String(Number(v)) : String(v);
      return type === 'number' ? String(v) : dialects[name].text(String(v));
    };
    const declared = columns.map(([c, { type }]) => `"${c}" ${types[name][kind(type)]}`).join(', ');
    const values = Array.from(
      { length: rows.length },
      (_, i) => `(${columns.map(([c, { type }]) => write(rows.columns[c]?.[i], type)).join(', ')})`,
    );
    const end = name === 'clickhouse' ? ' engine = Memory' : '';
    return [`create table "${table}" (${declared})${end}`, `insert into "${table}" values ${values.join(', ')}`];
  });
}

const runners: Readonly<
  Record<Name, () => Promise<{ run: (s: string) => Promise<unknown[][]>; stop: () => void } | string>>
> = {
  async duckdb() {
    const db = await DuckDBInstance.create(':memory:');
    const c = await db.connect();
    return { run: async (s) => (await c.runAndReadAll(s)).getRows() as unknown[][], stop: () => db.closeSync() };
  },
  async postgres() {
    const server = await startPostgres();
    if ('leftOut' in server) return server.leftOut;
    const client = new (await import('pg')).default.Client({ connectionString: server.url });
    await client.connect();
    // No sort or statistics of a table just filled: the plan would be a guess.
    await client.query('set enable_nestloop = off');
    return {
      run: async (s) => ((await client.query({ text: s, rowMode: 'array' })).rows as unknown[][]) ?? [],
      stop: () => void client.end().then(server.stop, server.stop),
    };
  },
  async clickhouse() {
    const server = await startClickhouse();
    if ('leftOut' in server) return server.leftOut;
    const url = `${server.url}/?max_query_size=16777216&max_ast_elements=5000000&max_expanded_ast_elements=50000000`;
    return {
      run: async (s) => {
        const text = await clickhouseSays(url, /^create|^insert/.test(s) ? s : `${s} format JSONCompact`);
        return text === '' ? [] : (JSON.parse(text) as { data: unknown[][] }).data;
      },
      stop: server.stop,
    };
  },
};

const names = ['indicator', 'period', 'block', 'band', 'grade', 'part', 'measure', 'group'];
const countsTable = (rows: readonly unknown[][]): Rows => ({
  table: 'counts',
  length: rows.length,
  columns: {
    ...Object.fromEntries(names.map((c, i) => [c, rows.map((r) => (r[i] === '' ? undefined : String(r[i])))])),
    count: rows.map((r) => Number(r[8])),
  },
  sources: [],
});

for (const name of ['duckdb', 'postgres', 'clickhouse'] as const)
  t.test(`the counts that ${standard}'s statements return on ${name} give the same cubes`, async (t) => {
    const owner = await runners[name]();
    if (typeof owner === 'string') return t.comment(`left out: ${owner}`);
    t.teardown(() => owner.stop());
    for (const statement of warehouse(name)) await owner.run(statement);
    const text = describeSql({ requests, dialect: name, lists, contracts, period: '2024/25' });
    const statements = text
      .split(';\n')
      .map((s) => s.replace(/^\s*--.*\n/, '').trim())
      .filter(Boolean);
    const rows: unknown[][] = [];
    for (const statement of statements) rows.push(...(await owner.run(statement)));
    const returned = cubeFileCounter({ counts: countsTable(rows), lists });
    const memory = memoryCounter({ tables: extract.tables, lists });
    let compared = 0;
    for (const request of requests) {
      const own = await memory.count(request as CountRequest);
      if (own.cells.length === 0) continue;
      compared++;
      const given = await returned.count(request);
      if (request.id === 'wres.9/members') {
        // The parts of a board overlap: their sums are what comes back.
        for (const d of ['voting', 'executive'] as const) t.same(yes(given, d), yes(own, d), `${request.id} ${d}`);
      } else {
        // A campaign has no column: it comes back added up.
        const dims = request.id.startsWith('wres.2') ? ['ethnicity'] : own.dims;
        t.same(sumOver(given, dims).cells, sumOver(own, dims).cells, request.id);
      }
    }
    t.ok(compared >= 5);
  });

const yes = (
  cube: { cells: readonly { key: Readonly<Record<string, string>>; n: number }[] },
  d: string,
): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { key, n } of cube.cells) {
    sums[`all ${key.ethnicity}`] = (sums[`all ${key.ethnicity}`] ?? 0) + n;
    if (key[d] === 'yes') sums[`yes ${key.ethnicity}`] = (sums[`yes ${key.ethnicity}`] ?? 0) + n;
  }
  return sums;
};

t.test('a dimension without a column is added up, and said', async (t) => {
  const by = Object.fromEntries(
    ['ethnicity', 'sex'].map((d) => [d, { columns: [d], lists: [], otherwise: 'unknown' }]),
  );
  const request: CountRequest = { id: 'x.1/n', from: 'staff', where: [], by, measure: 'people' };
  const text = describeSql({ requests: [request], dialect: 'duckdb', lists, contracts, period: '' });
  t.match(text, /^-- x\.1\/n: counts only, from staff; sex added up/);
  t.notMatch(text, /"sex"/);
});
