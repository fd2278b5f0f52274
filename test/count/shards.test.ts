import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import t from 'tap';
import { contracts } from '../../schemas/index.js';
import type { CodeList } from '../../src/core/recode.js';
import type { CountRequest } from '../../src/core/request.js';
import type { Rows } from '../../src/core/rows.js';
import { clickhouseCounter } from '../../src/count/clickhouse.js';
import { answerRows } from '../../src/count/clickhouse-answer.js';
import { memoryCounter } from '../../src/count/memory.js';
import type { RemoteCounter } from '../../src/count/postgres.js';
import { clickhouse } from '../../src/count/sql/dialect.js';
import { tally } from '../../src/count/tally.js';
import { engineSession } from '../../src/engine-session.js';
import { count } from '../../src/evaluate.js';
import { loadLibrary } from '../../src/index.js';
import { packageRoot } from '../../src/root.js';
import { packagePolicy } from '../../src/standard/node.js';
import { saysOfTrusts, trustMapping, trusts, trustTable } from '../engine/trusts.js';
import { extract } from './asked.js';
import { byOrganisation, clickhouseSays, fill, manyCases, organisations, type Tables } from './engines.js';
import { anyRequest, lists as ownLists } from './random.js';
import { type Server, startShards } from './servers.js';

// Three ClickHouse servers, asked as three addresses and as one that has Distributed tables over all of them: whole standards are those of memory to the last
// digit, only counts move, and where a shard goes, hangs, fails or is emptied there is no count at all.
const started = await startShards(3);
if ('leftOut' in started) {
  t.comment(`left out: ${started.leftOut}`);
  process.exit(0);
}
const shards: readonly Server[] = started;
t.teardown(() => {
  for (const s of shards) s.stop();
});
const urls = shards.map((s) => s.url);
const hosts = urls.map((u) => new URL(u).host);
const roomy = 'max_query_size=16777216&max_ast_elements=5000000&max_expanded_ast_elements=50000000';
const says = (i: number, statement: string): Promise<string> => clickhouseSays(`${urls[i]!}/?${roomy}`, statement);
const asked = async (i: number, statement: string): Promise<readonly (readonly unknown[])[]> =>
  answerRows(await says(i, `${statement} format JSONCompact`));

/** The rows that a shard holds: those of an organisation, or where there is one organisation those of a person, are all on one. */
function third(rows: Rows, by: string, shard: number): Rows {
  const who = rows.columns[by] ?? rows.columns.organisation ?? [];
  const of = (i: number): number => [...String(who[i] ?? '')].reduce((n, c) => n + c.charCodeAt(0), 0) % 3;
  const mine = Array.from({ length: rows.length }, (_, i) => i).filter((i) => of(i) === shard);
  const columns = Object.entries(rows.columns).map(([c, v]) => [c, mine.map((i) => v[i])] as const);
  return { ...rows, length: mine.length, columns: Object.fromEntries(columns) };
}

/** Tables on all shards, and over all of them on the first. Columns are those of all rows, so that shards agree where one has no value. */
async function put(tables: Tables, prefix: string, by: string): Promise<void> {
  const named = (all: Tables): Tables => Object.fromEntries(Object.entries(all).map(([n, r]) => [`${prefix}_${n}`, r]));
  const whole = named(tables);
  await Promise.all(
    shards.map(async (_, i) => {
      const own = named(Object.fromEntries(Object.entries(tables).map(([n, r]) => [n, third(r, by, i)])));
      for (const made of fill(whole, clickhouse).filter((s) => s.startsWith('create'))) await says(i, made);
      for (const rows of fill(own, clickhouse, whole).filter((s) => s.startsWith('insert'))) await says(i, rows);
    }),
  );
  for (const name of Object.keys(whole))
    await says(0, `create table "all_${name}" as "${name}" engine = Distributed(people, default, "${name}")`);
}

const modes = ['a Distributed table', 'three addresses'] as const;
type Mode = (typeof modes)[number];
const relation = (mode: Mode, prefix: string, name: string): string =>
  mode === 'three addresses' ? `${prefix}_${name}` : `all_${prefix}_${name}`;
const mapped = (mode: Mode, prefix: string, names: readonly string[]) =>
  Object.fromEntries(names.map((n) => [n, { relation: relation(mode, prefix, n), row: 'row' }]));
/** Waits until a shard runs a statement whose text is like this, of whoever asked it or of the first server's (0). */
async function running(i: number, like: string, initial: 0 | 1): Promise<void> {
  const statement = `select count(*) from system.processes where is_initial_query = ${initial} and query like '${like}' and query not like '%system.processes%'`;
  for (let tries = 0; tries < 10_000; tries++) if (Number((await asked(i, statement))[0]![0]) > 0) return;
  throw new Error(`shard ${i + 1} was never seen at work`);
}

/** A counter of a few tables for requests of no standard. */
const opened = (
  mode: Mode,
  prefix: string,
  names: readonly string[],
  more: Partial<Parameters<typeof clickhouseCounter>[0]> = {},
): Promise<RemoteCounter> =>
  clickhouseCounter({
    url: mode === 'three addresses' ? urls : urls[0]!,
    lists: ownLists,
    tables: mapped(mode, prefix, names),
    ...more,
  });

// What takes long to plan on one machine (all standards, both ways) is in bench/engines/shards.ts.
const asks: Readonly<Record<Mode, readonly string[]>> = {
  'a Distributed table': ['wres', 'turnover'],
  'three addresses': ['wres', 'wdes', 'disparity-ratio'],
};

const log = '?clickhouse_setting_log_queries=1&clickhouse_setting_log_queries_cut_to_length=16777216';
const logged = (mode: Mode) => ({
  url: mode === 'three addresses' ? urls.map((u) => `${u}/${log}`) : `${urls[0]!}/${log}`,
});

const library = await loadLibrary();
const names = ['staff', 'leavers', 'starters', 'recruitment', 'cases', 'training', 'board'];
const trust: Tables = Object.fromEntries(names.map((n) => [n, extract.tables[n]!]));
const policy = packagePolicy('internal');

/** Every count of standards by id: in memory, or of the shards. */
async function counts(standards: readonly string[], mode?: Mode): Promise<ReadonlyMap<string, string>> {
  const lists: Record<string, CodeList> = {};
  const counter = mode && (await opened(mode, 'trust', names, { lists, ...logged(mode) }));
  const session = counter && engineSession({ counter, lists, held: new Set(names), data: library });
  const engine = session && { ...session, follow: async () => undefined, issues: async () => [] };
  const made = count(extract, library, { policy, standards, ...(engine ? { engine } : {}) });
  const { cubes } = await made.finally(() => session?.close());
  return new Map(Object.entries(cubes).map(([id, { cube }]) => [id, JSON.stringify(cube)]));
}

await put(trust, 'trust', 'employeeNumber');

t.test('random requests and whole standards are those of memory, to the last digit', async (t) => {
  const cases = 12;
  const tables = manyCases(cases, 61);
  const lists = organisations(ownLists, cases);
  const requests = fc.sample(anyRequest, { numRuns: 12, seed: 62 }).map(byOrganisation);
  await put(tables, 'random', 'organisation');
  const memory = memoryCounter({ tables, lists });
  const expected = await Promise.all(requests.map((r) => memory.count(r)));
  const plain: CountRequest = { id: 'x.1/n', from: 'cases', where: [], by: {}, measure: 'people' };
  for (const mode of modes) {
    const counter = await opened(mode, 'random', Object.keys(tables), { lists });
    t.equal(JSON.stringify(await counter.countAll(requests)), JSON.stringify(expected), `random requests of ${mode}`);
    t.same(await counter.tally(plain), tally(plain, tables, lists), 'and where rows went');
    await counter.close();
    const standards = asks[mode];
    const [whole, found] = [await counts(standards), await counts(standards, mode)];
    for (const standard of standards)
      t.ok(
        [...whole.keys()].some((id) => id.startsWith(standard)),
        standard,
      );
    t.same([...found.keys()].sort(), [...whole.keys()].sort(), `${whole.size} counts of ${mode}`);
    for (const [id, cube] of whole) if (found.get(id) !== cube) t.equal(found.get(id), cube, id);
  }
});

// Everything that says who somebody is.
const keys = new Set(
  names.flatMap((name) =>
    Object.entries(contracts[name as keyof typeof contracts].columns).flatMap(([c, { type }]) =>
      ['key', 'token', 'personal'].includes(type) ? (trust[name]!.columns[c] ?? []).map((v) => String(v ?? '')) : [],
    ),
  ),
);

t.test('a trust at each of three addresses, kept as no file is', async (t) => {
  for (const [i, url] of urls.entries()) {
    await clickhouseSays(url, 'create database trusts');
    for (const s of trustTable('clickhouse', [trusts[i]!])) await clickhouseSays(`${url}/?database=trusts`, s);
  }
  const engine = `clickhouse://${urls.map((u) => new URL(u).host).join(',')}/trusts`;
  await saysOfTrusts(t, [], { engine, mapping: trustMapping });
});

t.test('only counts move from a shard to whoever asked, by its own query log', async (t) => {
  t.ok(keys.size > 400, `${keys.size} keys to look for`);
  // The first server counts its own third of a Distributed table itself, and asks the others.
  for (const [i, whose] of [
    [1, 'is_initial_query = 0'],
    [2, "is_initial_query = 1 and http_user_agent like 'workforce-equality%' and query not like '%from system.%'"],
  ] as const) {
    const asks = `select query, result_rows, read_rows, result_bytes from system.query_log where type = 2 and query like '%trust_%' and ${whose}`;
    let found: Awaited<ReturnType<typeof asked>> = [];
    for (let tries = 0, before = -1; tries < 60 && found.length !== before; tries++) {
      before = found.length || -1;
      await new Promise((r) => setTimeout(r, 250));
      found = await asked(i, asks).catch(() => []);
    }
    const sent = found.map(([query, rows, read, bytes]) => ({
      query: String(query).replace(/\s*format \w+\s*$/i, ''),
      rows: Number(rows),
      read: Number(read),
      bytes: Number(bytes),
    }));
    const sum = (of: (s: (typeof sent)[number]) => number): number => sent.reduce((n, s) => n + of(s), 0);
    const [rows, read, bytes] = [sum((s) => s.rows), sum((s) => s.read), sum((s) => s.bytes)];
    t.comment(`${sent.length} statements: ${read} rows read, ${rows} cells sent (${bytes} bytes)`);
    t.ok(sent.length > 10 && read > 5 * rows, 'the shard read rows and sent cells');
    // What a statement gives is seen by asking it again; the longest only take long.
    const short = sent.filter(({ query }) => query.length < 30_000);
    t.ok(short.length > 10);
    for (const { query, rows } of short) {
      const text = await says(i, `${query} format JSONCompact`);
      const { meta } = JSON.parse(text) as { meta: readonly { name: string }[] };
      const cells = answerRows(text);
      const what = query.slice(0, 60);
      if (cells.length !== rows) t.equal(cells.length, rows, `as many rows as the log says: ${what}`);
      const who = cells.flat().filter((v) => keys.has(String(v)) && !/^[0-9]{0,4}$/.test(String(v)));
      if (who.length > 0) t.same(who, [], `nothing that says who somebody is: ${what}`);
      // Every row has a number, and groups that no other row has.
      const numbers = meta.flatMap(({ name }, c) =>
        /^(n[0-9]*|rows[0-9]*|_rows|count\(.*\))$/i.test(name) ? [c] : [],
      );
      const groups = cells.map((row) => JSON.stringify(row.filter((_, c) => !numbers.includes(c))));
      if (numbers.length === 0) t.fail(`a statement that counts nothing: ${what} ${meta.map((m) => m.name).join()}`);
      if (new Set(groups).size < groups.length) t.fail(`rows that are no cells: ${what}`);
    }
  }
});

const everyone: CountRequest = { id: 'x.1/n', from: 'staff', where: [], by: {}, measure: 'people' };
const staffIs = (mode: Mode, table: string) => ({ staff: { relation: relation(mode, 'trust', table), row: 'row' } });
const over = (mode: Mode, table: string, more: Partial<Parameters<typeof clickhouseCounter>[0]> = {}) =>
  opened(mode, 'trust', [], { tables: staffIs(mode, table), ...more });
const overAll = (table: string): Promise<string> =>
  says(0, `create table all_trust_${table} as trust_${table} engine = Distributed(people, default, trust_${table})`);

t.test('a shard that hangs ends the count, within its time', async (t) => {
  const counters = await Promise.all(modes.map((mode) => over(mode, 'staff', { seconds: 1 })));
  shards[2]!.signal?.('SIGSTOP');
  const began = Date.now();
  const ends = await Promise.allSettled(counters.map((c) => c.count(everyone)));
  shards[2]!.signal?.('SIGCONT');
  for (const [i, end] of ends.entries())
    t.match(
      end.status === 'rejected' ? (end.reason as Error).message : end,
      i === 0 ? /^ClickHouse at / : `shard 3 of 3 (${hosts[2]}): no answer within 2 seconds`,
    );
  t.ok(Date.now() - began < 8_000, 'in seconds');
  await Promise.all(counters.map((c) => c.close()));
});

t.test('a shard that is emptied, replaced or fails in mid-answer ends the count', async (t) => {
  const counters = await Promise.all(modes.map((mode) => over(mode, 'board')));
  for (const c of counters) t.ok((await c.count(everyone)).cells[0]!.n > 0);
  await says(2, 'create table trust_empty as trust_board engine = Memory');
  await says(2, 'rename table trust_board to trust_away, trust_empty to trust_board');
  for (const c of counters) await t.rejects(c.count(everyone), /a table was written to while it was being counted/);
  await says(2, 'drop table trust_board');
  for (const c of counters) await t.rejects(c.count(everyone), /trust_board.* doesn't exist/);
  await t.rejects(over('three addresses', 'board'), `ClickHouse shard 3 of 3 (${hosts[2]})`);
  await Promise.all(counters.map((c) => c.close()));
  for (const i of [0, 1, 2])
    await says(i, `create table trust_odd ("row" Int64${i === 2 ? '' : ', ethnicity String'}) engine = Memory`);
  await t.rejects(over('three addresses', 'odd'), `(${hosts[2]}) has no column ethnicity in staff, as shard 1 has`);

  // It has said that all is well before it divides by nothing.
  for (const i of [0, 1]) await says(i, 'create table trust_late ("row" Int64, who String) engine = Memory');
  const late =
    'select toInt64(number) as row, toString(intDiv(1, toInt64(number) - 3000000)) as who from system.numbers limit 3000100';
  await says(2, `create view trust_late as ${late}`);
  await overAll('late');
  const body =
    "select number, 'a text that fills what is held back', intDiv(1, toInt64(number) - 300000) from system.numbers limit 400000 format JSONCompact";
  const bare = await fetch(urls[2]!, { method: 'POST', body });
  t.equal(bare.status, 200);
  const half = await bare.text();
  t.throws(() => answerRows(half), /Division by zero/);
  const known = { ...everyone, where: [{ rule: 'who', keep: { columns: ['who'], known: true as const } }] };
  for (const mode of modes) {
    const counter = await over(mode, 'late');
    await t.rejects(counter.count(known), /Division by zero/);
    await counter.close();
  }
});

t.test('an answer is whole or it is none', async (t) => {
  t.same(answerRows('{"data": [["a", "3"]], "rows": 1}'), [['a', '3']]);
  // The first row of two; half of a row; what newer servers write into the answer itself.
  t.throws(() => answerRows('{"data": [["a", "3"]], "rows": 2}'), /ends early/);
  t.throws(() => answerRows('{"data": [["a", "3"], ["b"'), /ends early/);
  t.throws(() => answerRows(''), /ends early/);
  t.throws(
    () =>
      answerRows(
        '{"data": [["a", "3"]], "rows": 1, "exception": "Code: 241. DB::Exception: Memory limit exceeded. (MEMORY_LIMIT_EXCEEDED) (version 24.8)"}',
      ),
    /^Memory limit exceeded/,
  );
});

t.test('a shard killed while it runs a statement ends the run, and nothing is written', async (t) => {
  const columns = (await asked(0, "select name from system.columns where table = 'trust_staff'")).map(
    ([c]) => `"${c}"`,
  );
  await Promise.all(
    urls.map(async (_, i) => {
      await says(i, 'create table trust_big as trust_staff engine = Memory');
      await says(
        i,
        `insert into trust_big select ${columns.join(', ')} from trust_staff array join range(300) as _copy`,
      );
    }),
  );
  await overAll('big');
  const person: CountRequest = {
    ...everyone,
    from: {
      one: 'staff',
      per: ['employeeNumber'],
      where: [],
      first: [
        { column: 'assignmentNumber', descending: false },
        { column: 'fte', descending: true },
      ],
      sum: ['fte'],
    },
    by: { who: { columns: ['ethnicity'], lists: ['ethnicity'], otherwise: 'unknown' } },
    measure: 'fte',
  };
  const counter = await over('a Distributed table', 'big');
  const counting = counter.count(person).then(
    () => 'counted',
    (e: Error) => e.message,
  );
  await running(2, '%sum(%trust_big%', 0);
  shards[2]!.signal?.('SIGKILL');
  t.match(await counting, /^ClickHouse at 127\.0\.0\.1:\d+: .*127\.0\.0\.1:\d+/, 'no count of two shards');
  await t.rejects(
    counter.count(person),
    /^ClickHouse at 127\.0\.0\.1:\d+: .*127\.0\.0\.1:\d+/,
    'nor between statements',
  );
  await counter.close();

  const folder = mkdtempSync(join(tmpdir(), 'wee-shards-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'mapping.yaml'), 'staff: { relation: trust_big, row: row }\n');
  const words = [
    'results',
    '--engine',
    `clickhouse://${hosts.slice(0, 2).join()}`,
    '--mapping',
    'mapping.yaml',
    '--standard',
    'wres',
    '--format',
    'json',
    '--out',
    'results.json',
  ];
  const run = spawn(process.execPath, [join(packageRoot, 'dist/bin/workforce-equality.js'), ...words], { cwd: folder });
  let said = '';
  run.stderr.on('data', (d) => {
    said += String(d);
  });
  const ended = new Promise<number | null>((done) => run.on('close', done));
  await running(1, '%sum(1)%trust_big%', 1);
  shards[1]!.signal?.('SIGKILL');
  t.equal(await ended, 1, 'the exit code of a failure');
  t.match(said, `ClickHouse shard 2 of 2 (${hosts[1]}): `);
  t.same(readdirSync(folder), ['mapping.yaml'], 'nothing is written, nor half of it');
});
