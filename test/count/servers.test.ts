import * as fc from 'fast-check';
import t from 'tap';
import type { CountRequest } from '../../src/core/request.js';
import type { Rows } from '../../src/core/rows.js';
import { clickhouseCounter } from '../../src/count/clickhouse.js';
import { memoryCounter } from '../../src/count/memory.js';
import { openCounter } from '../../src/count/open.js';
import { postgresCounter } from '../../src/count/postgres.js';
import { clickhouse } from '../../src/count/sql/dialect.js';
import { tally } from '../../src/count/tally.js';
import { byOrganisation, clickhouseSays, fill, manyCases, organisations, type Tables } from './engines.js';
import { anyRequest, lists as ownLists } from './random.js';
import { ports, type Server, startClickhouse, startPostgres } from './servers.js';

// What the engines do with a server besides counting: rights, limits, names, shards and failures.
const everyone: CountRequest = { id: 'x.1/n', from: 'staff', where: [], by: {}, measure: 'people' };

const pgServer = await startPostgres();
const started = await Promise.all([startClickhouse(), startClickhouse(), startClickhouse()]);

if ('leftOut' in pgServer) t.comment(`left out: ${pgServer.leftOut}`);
else
  t.test('PostgreSQL is only read, within a time, under the names of a warehouse', async (t) => {
    t.teardown(() => pgServer.stop());
    const { Client } = (await import('pg')).default;
    const owner = new Client({ connectionString: pgServer.url });
    await owner.connect();
    await owner.query(`
      create schema hr;
      create table hr.people (no text, ethnic text, hired date, main boolean, share numeric, seen timestamp);
      insert into hr.people values ('1', 'A', '2024-03-31', true, 0.6, '2025-03-31 12:00'), ('1', 'H', '2024-04-01', false, 0.4, null), ('2', '', null, null, null, null);
      create view hr.slow as select p.*, pg_sleep(5)::text as nap from hr.people p;
      create role reader login;
      grant usage on schema hr to reader;
      grant select on hr.people, hr.slow to reader;`);
    const url = pgServer.url.replace('test@', 'reader@');
    const columns = { employee: 'no', ethnicity: 'ethnic', start: 'hired', primary: 'main', fte: 'share' };
    const mapping = { relation: 'hr.people', columns };
    const counter = await postgresCounter({ url, lists: ownLists, tables: { staff: mapping } });
    t.teardown(() => counter.close());
    const person: CountRequest = {
      ...everyone,
      from: {
        one: 'staff',
        per: ['employee'],
        where: [],
        first: [{ column: 'primary', descending: true }],
        sum: ['fte'],
      },
      by: {
        ethnicity: { columns: ['ethnicity'], lists: ['ethnicity'], otherwise: 'unknown' },
        // 31 March 2024 is day 19813; a day is a day in a warehouse as in an extract.
        hired: { column: 'start', bins: [19813, 19814], labels: ['before', 'that day', 'after'], otherwise: 'unknown' },
      },
      measure: 'fte',
    };
    // Person 1 is one person, White by the main post, 0.6 + 0.4 FTE; person 2 says nothing, and '' is nothing.
    t.same((await counter.count(person)).cells, [
      { key: { ethnicity: 'unknown', hired: 'unknown' }, n: 0 },
      { key: { ethnicity: 'white', hired: 'that day' }, n: 100_000 },
    ]);
    await owner.query("insert into hr.people values ('3', 'A', null, null, null, null)");
    t.equal((await counter.count(everyone)).cells[0]?.n, 3, 'a run sees one state of the data');
    await t.rejects(
      postgresCounter({ url, lists: ownLists, tables: { staff: { relation: 'hr.missing' } } }),
      /no table "hr"\."missing" for "staff"/,
    );
    const slow = await postgresCounter({
      url,
      lists: ownLists,
      seconds: 1,
      tables: { staff: { relation: 'hr.slow' } },
    });
    const napped: CountRequest = { ...everyone, where: [{ rule: 'nap', keep: { columns: ['nap'], known: true } }] };
    await t.rejects(slow.count(napped), /statement timeout/);
    await slow.close();
    const opened = await openCounter(url, { lists: ownLists, tables: {}, mappings: { staff: mapping } });
    t.equal((await opened.count(everyone)).cells[0]?.n, 4, 'the same by its address');
    await opened.close();
    await owner.end();
  });

const left = started.flatMap((s) => ('leftOut' in s ? [s.leftOut] : []));
if (left.length > 0) t.comment(`left out: ${left[0]}`);
else
  t.test('three ClickHouse shards give what one gives, and none of it when one is gone', async (t) => {
    const shards = started as [Server, Server, Server];
    t.teardown(() => {
      for (const s of shards) s.stop();
    });
    const cases = 12;
    const tables = manyCases(cases, 61);
    const lists = organisations(ownLists, cases);
    const requests = fc.sample(anyRequest, { numRuns: 12, seed: 62 }).map(byOrganisation);
    // Whole organisations: case 0, 3, 6 ... on the first shard, and so on.
    const shardOf = (rows: Rows, shard: number): Rows => {
      const mine = [...rows.columns.organisation!.keys()].filter(
        (i) => Number(String(rows.columns.organisation![i]).slice(5)) % 3 === shard,
      );
      const columns = Object.entries(rows.columns).map(([c, v]) => [c, mine.map((i) => v[i])] as const);
      return { ...rows, length: mine.length, columns: Object.fromEntries(columns) };
    };
    for (const [i, shard] of shards.entries()) {
      const own: Tables = Object.fromEntries(Object.entries(tables).map(([n, rows]) => [n, shardOf(rows, i)]));
      for (const statement of fill(own, clickhouse)) await clickhouseSays(shard.url, statement);
    }
    const mapped = { staff: { row: 'row' }, leavers: { row: 'row' }, cases: { row: 'row' } };
    const counter = await clickhouseCounter({ url: shards.map((s) => s.url), lists, tables: mapped });
    const memory = memoryCounter({ tables, lists });
    const expected = await Promise.all(requests.map((r) => memory.count(r)));
    t.equal(JSON.stringify(await counter.countAll(requests)), JSON.stringify(expected));

    const plainRequest = { ...everyone, from: 'cases' };
    t.same(await counter.tally(plainRequest), tally(plainRequest, tables, lists));
    const counting = Promise.all(Array.from({ length: 4 }, () => counter.countAll(requests)));
    setTimeout(() => shards[1].stop(), 100);
    await t.rejects(counting, /ClickHouse shard 2 of 3 \(127\.0\.0\.1:\d+\)/);
    await t.rejects(
      clickhouseCounter({ url: shards.map((s) => s.url), lists, tables: mapped }),
      /ClickHouse shard 2 of 3/,
    );
    await counter.close();
    await t.rejects(
      clickhouseCounter({ url: shards[0].url, lists, tables: { staff: { relation: 'default.nobody' } } }),
      /no table default\.nobody for "staff"/,
    );
  });

t.test('a Distributed table is counted by its shards, and only counts move', async (t) => {
  const three = await ports(6);
  const at = (i: number) => ({ http: three[2 * i]!, tcp: three[2 * i + 1]! });
  const shardsXml = [0, 1, 2].map(
    (i) => `<shard><replica><host>127.0.0.1</host><port>${at(i).tcp}</port></replica></shard>`,
  );
  const config = `<remote_servers><people>${shardsXml.join('')}</people></remote_servers>
<query_log><database>system</database><table>query_log</table><flush_interval_milliseconds>200</flush_interval_milliseconds></query_log>`;
  const all = await Promise.all([0, 1, 2].map((i) => startClickhouse({ ports: at(i), config })));
  const missing = all.find((s) => 'leftOut' in s);
  if (missing && 'leftOut' in missing) return t.comment(`left out: ${missing.leftOut}`);
  const servers = all as Server[];
  t.teardown(() => {
    for (const s of servers) s.stop();
  });
  const cases = 12;
  const tables = manyCases(cases, 71);
  const lists = organisations(ownLists, cases);
  const requests = fc.sample(anyRequest, { numRuns: 12, seed: 72 }).map(byOrganisation);
  for (const [i, server] of servers.entries()) {
    const own: Tables = Object.fromEntries(
      Object.entries(tables).map(([n, rows]) => {
        const mine = [...rows.columns.organisation!.keys()].filter(
          (k) => Number(String(rows.columns.organisation![k]).slice(5)) % 3 === i,
        );
        const columns = Object.entries(rows.columns).map(([c, v]) => [c, mine.map((k) => v[k])] as const);
        return [n, { ...rows, length: mine.length, columns: Object.fromEntries(columns) }];
      }),
    );
    // Columns are those of all rows, so that shards agree where one has no value.
    const whole = fill(tables, clickhouse).filter((s) => s.startsWith('create'));
    for (const statement of whole) await clickhouseSays(server.url, statement);
    for (const statement of fill(own, clickhouse, tables).filter((s) => s.startsWith('insert')))
      await clickhouseSays(server.url, statement);
  }
  const [coordinator] = servers as [Server];
  for (const name of Object.keys(tables))
    await clickhouseSays(
      coordinator.url,
      `create table everywhere_${name} as "${name}" engine = Distributed(people, default, "${name}")`,
    );
  const mapped = Object.fromEntries(Object.keys(tables).map((n) => [n, { relation: `everywhere_${n}`, row: 'row' }]));
  const logged = { url: `${coordinator.url}/?clickhouse_setting_log_queries=1`, lists, tables: mapped };
  const counter = await clickhouseCounter(logged);
  const memory = memoryCounter({ tables, lists });
  const expected = await Promise.all(requests.map((r) => memory.count(r)));
  t.equal(JSON.stringify(await counter.countAll(requests)), JSON.stringify(expected), 'to the last digit');
  const plainRequest = { ...everyone, from: 'cases' };
  t.same(await counter.tally(plainRequest), tally(plainRequest, tables, lists));

  const rows = Object.values(tables).reduce((n, r) => n + r.length, 0);
  const moved: { rows: number; bytes: number; most: number; read: number }[] = [];
  for (const server of servers.slice(1)) {
    await clickhouseSays(server.url, 'system flush logs').catch(() => undefined);
    await new Promise((r) => setTimeout(r, 500));
    const log = await clickhouseSays(
      server.url,
      'select sum(result_rows), sum(result_bytes), max(result_rows), sum(read_rows) from system.query_log where type = 2 and is_initial_query = 0 format JSONCompact',
    );
    const [[sum, bytes, most, read] = []] = (JSON.parse(log) as { data: unknown[][] }).data;
    moved.push({ rows: Number(sum), bytes: Number(bytes), most: Number(most), read: Number(read) });
  }
  const cells = expected.reduce((n, c) => n + c.cells.length, 0);
  for (const m of moved) {
    t.comment(
      `a shard read ${m.read} rows and sent ${m.rows} cells (${m.bytes} bytes); ${rows} rows are in the cluster`,
    );
    t.ok(m.read > 0, 'the shard counted');
    t.ok(m.rows <= cells * 3 && m.bytes < 400_000, 'and sent counts');
  }
  servers[2]!.stop();
  await t.rejects(
    counter.countAll(requests),
    /connection|refused|attempt|closed/i,
    'without a shard there is no count at all',
  );
  await counter.close();
});
