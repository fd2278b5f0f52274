import { spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { contracts } from '../../schemas/index.js';
import { resolveLists } from '../../schemas/lists.js';
import { isoDate, parseIso } from '../../src/core/dates.js';
import type { CodeList } from '../../src/core/recode.js';
import { clickhouseCounter } from '../../src/count/clickhouse.js';
import { engineSession } from '../../src/engine-session.js';
import { startShards } from '../../test/count/servers.js';
import { requestsOf } from './asked.js';
import { makeStaff } from './make.js';

// Three ClickHouse shards beside one server over the same rows, all on this machine: the same figures, what each shard sent by its own query log, and times as ratios.
//   node dist/bench/engines/shards.js [ROWS 2000000] [ROUNDS 2]
const rows = Number(process.argv[2] ?? 2_000_000);
const rounds = Number(process.argv[3] ?? 2);
const last = '2025-03-31';
const folder = mkdtempSync(join(tmpdir(), 'wee-bench-shards-'));
const servers = await startShards(3);
if ('leftOut' in servers) throw new Error(servers.leftOut);
const urls = servers.map((s) => s.url);
const says = async (i: number, statement: string): Promise<string> => {
  const answer = await fetch(urls[i]!, { method: 'POST', body: statement });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
};

const csv = join(folder, 'staff.csv');
const made = await makeStaff(csv, rows, 1, last);
const db = await DuckDBInstance.create(':memory:', { memory_limit: '1GiB', temp_directory: join(folder, 'spill') });
const connection = await db.connect();
const all = `(select row_number() over () as row, * from read_csv('${csv}', all_varchar = true))`;
const names = (await connection.runAndReadAll(`select * from ${all} limit 1`)).columnNames();
const types: Readonly<Record<string, string>> = {
  row: 'Int64',
  FTE: 'Nullable(Float64)',
  'Latest Hire Date': 'Nullable(Date)',
  'Snapshot Date': 'Nullable(Date)',
};
const columns = names.map((n) => `"${n}" ${types[n] ?? 'String'}`).join(', ');
/** Sends a file as the body of an insert; a million rows do not pass through here. */
const load = (i: number, table: string, file: string): Promise<void> =>
  new Promise((done, failed) => {
    const url = `${urls[i]!}/?query=${encodeURIComponent(`insert into ${table} format CSVWithNames`)}`;
    const curl = spawn('curl', ['-sSf', '-X', 'POST', '-T', '-', '-H', 'Expect:', url], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    createReadStream(file).pipe(curl.stdin);
    curl.on('error', failed);
    curl.on('close', (code) => (code === 0 ? done() : failed(new Error(`${file} was not taken (${code})`))));
  });
const table = `(${columns}) engine = MergeTree order by row`;
await says(0, `create table whole ${table}`);
// Whole organisations on each shard.
for (const i of [0, 1, 2]) {
  await says(i, `create table part ${table}`);
  const file = join(folder, `part-${i}.csv`);
  await connection.run(`copy (select * from ${all} where hash("Organisation") % 3 = ${i}) to '${file}' (header)`);
  await load(i, 'part', file);
  await load(0, 'whole', file);
}
connection.closeSync();
db.closeSync();
await says(0, 'create table everywhere as part engine = Distributed(people, default, part)');

const { library, asked, stocks } = await requestsOf([parseIso(last)!], last);
const log = '?clickhouse_setting_log_queries=1&clickhouse_setting_log_queries_cut_to_length=100';
const arrangements = {
  'one server': { url: `${urls[0]!}/`, relation: 'whole' },
  'three addresses': { url: urls.map((u) => `${u}/${log}`), relation: 'part' },
  'a Distributed table': { url: `${urls[0]!}/${log}`, relation: 'everywhere' },
} as const;

interface Run {
  readonly figures: string;
  readonly people: number;
  readonly cells: number;
  readonly seconds: number;
}
async function run({ url, relation }: (typeof arrangements)[keyof typeof arrangements]): Promise<Run> {
  const lists: Record<string, CodeList> = { ...resolveLists(library.lists) };
  const tables = { staff: { relation, row: 'row' } };
  const counter = await clickhouseCounter({ url, lists, tables, contracts: { staff: contracts.staff } });
  const session = engineSession({ counter, lists, held: new Set(['staff']), data: library });
  const began = performance.now();
  const cubes = await Promise.all(
    [...asked, stocks].flatMap(({ lists: own, requests }) => {
      const engine = session.counter(own);
      return requests.map((r) => engine.count(r));
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  await session.close();
  const people = cubes.at(-1)!.cells.reduce((n, c) => n + c.n, 0);
  const cells = cubes.reduce((n, c) => n + c.cells.length, 0);
  return { figures: JSON.stringify(cubes), people, cells, seconds };
}

const best = new Map<string, Run>();
for (let round = 0; round < rounds; round++)
  for (const [name, how] of Object.entries(arrangements)) {
    const found = await run(how);
    const before = best.get(name);
    if (!before || found.seconds < before.seconds) best.set(name, found);
  }
const one = best.get('one server')!;
console.log(
  `${made} rows, ${one.people} people at ${isoDate(parseIso(last)!)}: WRES 1, WDES 1, Model Employer, disparity ratios and the stock by four dimensions, ${one.cells} cells`,
);
for (const [name, found] of best)
  console.log(
    `  ${name.padEnd(20)} ${found.seconds.toFixed(2)} s, ${(found.seconds / one.seconds).toFixed(2)} times one server; the figures are ${found.figures === one.figures ? 'the same' : 'NOT THE SAME'}`,
  );
await new Promise((r) => setTimeout(r, 8_000));
for (const [i, whose] of [
  [1, 'is_initial_query = 0'],
  [2, 'is_initial_query = 0'],
  ...[1, 2].map((n) => [n, "is_initial_query = 1 and http_user_agent like 'workforce-equality%'"] as const),
] as const) {
  const found = await says(
    i,
    `select count(*), sum(read_rows), sum(result_rows), sum(result_bytes), max(result_rows) from system.query_log where type = 2 and ${whose} format TSV`,
  );
  const [statements, read, sent, bytes, most] = found.trim().split('\t').map(Number);
  console.log(
    `  shard ${i + 1}, ${whose.startsWith('is_initial_query = 0') ? 'asked by the first' : 'asked by its address'}: ${statements} statements in ${rounds} rounds, ${read} rows read, ${sent} cells sent (${bytes} bytes), ${most} at most in one`,
  );
}
for (const s of servers) s.stop();
rmSync(folder, { recursive: true, force: true });
if ([...best.values()].some((f) => f.figures !== one.figures)) process.exitCode = 1;
