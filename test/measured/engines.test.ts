import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { columnsOfCube } from '../../src/core/cube-columns.js';
import type { CountRequest } from '../../src/core/request.js';
import { cubeCache, openStore } from '../../src/engine-cache.js';
import { engines, evaluate, funnelTable, loadLibrary, type RunOptions, resultsJson } from '../../src/index.js';
import { peerBlocks } from '../../src/report/peers-block.js';
import { clickhouseSays } from '../count/engines.js';
import { startClickhouse, startPostgres } from '../count/servers.js';
import { parquetFile } from '../engine/parquet-file.js';
import { type Held, heldTrust } from './held-trust.js';

// What is worked from spells (survival, the profile of leavers, before and after a date) comes from counts, so it is the same wherever the rows are.
const folder = mkdtempSync(join(tmpdir(), 'wee-held-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const { openRun } = await engines();
const shipped = await loadLibrary();
const worked = ['turnover.survival', 'retention.workforce-profile', 'retention.before-and-after'];
const library = { ...shipped, indicators: shipped.indicators.filter((i) => worked.includes(i.id)) };
const chosen = { 'turnover.survival.before-and-after': '2024-10-01', 'retention.before-and-after.date': '2024-10-01' };
const policy = library.policies.internal!;

/** Tables as CSV and as Parquet files, in a folder of their own. */
async function filesOf(of: Held, name: string): Promise<{ readonly csvs: string[]; readonly parquets: string[] }> {
  const own = join(folder, name);
  mkdirSync(own);
  const [csvs, parquets]: [string[], string[]] = [[], []];
  for (const [table, rows] of Object.entries(of)) {
    csvs.push(join(own, `${table}.csv`));
    parquets.push(join(own, `${table}.parquet`));
    writeFileSync(csvs.at(-1)!, `${rows.map((r) => r.join(',')).join('\n')}\n`);
    await parquetFile(parquets.at(-1)!, rows);
  }
  return { csvs, parquets };
}

const tables = heldTrust(220, 11);
const { csvs, parquets } = await filesOf(tables, 'two');

const standards = ['turnover', 'retention'];
const one: Partial<RunOptions> = { organisation: 'RXX' };
const both: Partial<RunOptions> = { rollUp: { levels: ['organisation'] } };

async function figures(
  words: readonly string[],
  options: Parameters<typeof openRun>[2],
  more: Partial<RunOptions>,
  of = library,
) {
  const { organisation } = more;
  const opened = await openRun(words, of, { ...options, ...(organisation === undefined ? {} : { organisation }) });
  const { engine, extract } = opened;
  const run = await evaluate(extract, of, {
    policy,
    standards,
    chosen,
    ...more,
    ...(engine ? { engine } : {}),
  }).finally(opened.close);
  type Row = { indicator: string; engine?: string; input?: unknown; value: { status: string }; breakdown: object };
  const all = JSON.parse(resultsJson(run)) as { results: Row[]; issues: { id: string; rows?: number }[] };
  return {
    engines: new Set(all.results.filter((r) => r.value.status === 'ok').map((r) => r.engine)),
    results: all.results.map(({ engine: _, input: __, ...rest }) => rest),
    undated: all.issues.find((i) => i.id === 'survival-no-hire-date')?.rows,
    run,
    said: engine?.explain() ?? [],
  };
}
type Figures = Awaited<ReturnType<typeof figures>>;

const memory = {
  one: await figures(csvs, { engine: 'memory' }, one),
  both: await figures(csvs, { engine: 'memory' }, both),
};
const measured = ({ results }: Figures, of: string) =>
  results.filter((r) => r.indicator === of && r.value.status === 'ok');

function same(t: Test, found: Figures, own: Figures, engine: string): void {
  t.same(found.engines, new Set([engine]));
  t.equal(found.undated, own.undated);
  for (const [i, r] of own.results.entries())
    if (JSON.stringify(found.results[i]) !== JSON.stringify(r)) return void t.same(found.results[i], r);
  t.equal(found.results.length, own.results.length);
}

t.test('memory has all of it to compare with', async (t) => {
  for (const own of Object.values(memory)) {
    t.ok(measured(own, 'turnover.survival').length >= 20, `${measured(own, 'turnover.survival').length} of survival`);
    t.ok(measured(own, 'retention.workforce-profile').length >= 10);
    t.equal(measured(own, 'retention.before-and-after').length > 0, true);
    t.ok((own.undated ?? 0) > 5, `${own.undated} rows without a day of hire`);
  }
  t.ok(
    measured(memory.one, 'turnover.survival').some((r) => 'model' in r.breakdown),
    'with the model of leaving',
  );
  t.ok(
    measured(memory.both, 'turnover.survival').some(
      (r) => (r.breakdown as { organisation?: string }).organisation === 'RYY',
    ),
  );
});

t.test('DuckDB, from CSV and from Parquet', async (t) => {
  same(t, await figures(csvs, { above: 1 }, one), memory.one, 'duckdb');
  same(t, await figures(parquets, {}, one), memory.one, 'duckdb');
  same(t, await figures(parquets, {}, both), memory.both, 'duckdb');
});

t.test('a league table of three trusts that DuckDB holds, in lots of two and one', async (t) => {
  const of = { ...library, indicators: shipped.indicators.filter((i) => ['wres.1', worked[0]].includes(i.id)) };
  const three = await filesOf(heldTrust(60, 3, ['RAA', 'RBB', 'RCC']), 'three');
  const own = { ...both, standards: ['wres', 'turnover'] };
  const here = await figures(three.csvs, { engine: 'memory' }, own, of);
  // About 70 rows of staff each.
  const there = await figures(three.parquets, {}, { ...own, staffAtOnce: 180 }, of);
  same(t, there, here, 'duckdb');
  const inTurn = there.said.filter((line) => line.includes('one after another'));
  t.equal(inTurn.length, 3, 'the whole, then two lots');
  t.ok(
    there.said.some((line) => /organisation x hired/.test(line)),
    'of which one has several organisations',
  );
  t.equal(funnelTable(there.run), funnelTable(here.run));
  const placed = there.run.results.filter((r) => r.funnel?.status === 'ok');
  t.ok(placed.some((r) => r.indicator.startsWith('wres.')) && placed.length >= 3, `${placed.length} places`);
  t.equal(peerBlocks(placed[0]!).length > 0, true, 'and the report says them');
});

t.test('counts by day are kept between runs, by columns', async (t) => {
  const kept = cubeCache(await openStore(join(folder, 'cache')), {
    staff: { way: '', files: [{ file: 'a', holds: 'one' }], groups: [{ file: 'a', snapshot: 20_178, rows: 4 }] },
  });
  const by = { hired: { exact: 'hireDate', otherwise: 'unknown' } } as const;
  const request: CountRequest = { id: 'spells', from: 'staff', where: [], by, measure: 'people' };
  const cells = [
    { key: { hired: '20178' }, n: 3 },
    { key: { hired: 'unknown' }, n: 1 },
  ];
  const columns = columnsOfCube({ dims: ['hired'], measure: 'people', cells });
  t.equal(await kept.getColumns(request, {}), undefined);
  await kept.putColumns(request, {}, columns);
  t.strictSame(await kept.getColumns(request, {}), columns);
  t.equal(await kept.get(request, {}), undefined, 'and are not taken for a cube of cells');
});

/** The rows in a server's tables: days as days, and FTE as a number. */
function statements(kind: 'postgres' | 'clickhouse'): readonly string[] {
  const types =
    kind === 'postgres'
      ? { text: 'text', day: 'date', number: 'double precision', row: 'bigint' }
      : { text: 'Nullable(String)', day: 'Nullable(Date)', number: 'Nullable(Float64)', row: 'Int64' };
  return Object.entries(tables).flatMap(([name, [header = [], ...rows]]) => {
    const typed = header.map((h) => (h.endsWith('Date') ? 'day' : h === 'FTE' ? 'number' : 'text'));
    const columns = header.map((h, i) => `"${h.toLowerCase().replace(/ /g, '_')}" ${types[typed[i] as 'text']}`);
    const values = rows.map(
      (r, n) =>
        `(${[n, ...r.map((v, i) => (typed[i] === 'text' || v !== '' ? (typed[i] === 'number' ? v : `'${v}'`) : 'null'))].join(', ')})`,
    );
    return [
      `create table ${name} (n ${types.row}, ${columns.join(', ')})${kind === 'clickhouse' ? ' engine = Memory' : ''}`,
      `insert into ${name} values ${values.join(', ')}`,
    ];
  });
}
const mapping = Object.fromEntries(Object.keys(tables).map((name) => [name, { row: 'n' }]));

t.test('PostgreSQL', async (t) => {
  const server = await startPostgres();
  if ('leftOut' in server) return t.comment(`left out: ${server.leftOut}`);
  t.teardown(() => server.stop());
  const client = new (await import('pg')).default.Client({ connectionString: server.url });
  await client.connect();
  for (const statement of statements('postgres')) await client.query(statement);
  await client.end();
  same(t, await figures([], { engine: server.url, mapping }, one), memory.one, 'postgres');
  same(t, await figures([], { engine: server.url, mapping }, both), memory.both, 'postgres');
});

t.test('ClickHouse', async (t) => {
  const server = await startClickhouse();
  if ('leftOut' in server) return t.comment(`left out: ${server.leftOut}`);
  t.teardown(() => server.stop());
  for (const statement of statements('clickhouse')) await clickhouseSays(server.url, statement);
  const engine = server.url.replace('http', 'clickhouse');
  // Its statements take long to plan, so it is asked for one of them.
  const few: Partial<RunOptions> = { ...one, standards: ['turnover'] };
  same(t, await figures([], { engine, mapping }, few), await figures(csvs, { engine: 'memory' }, few), 'clickhouse');
});
