import t from 'tap';
import type { CountRequest } from '../../src/core/request.js';
import { openCounter } from '../../src/count/open.js';
import { postgresCounter } from '../../src/count/postgres.js';
import { engines, loadLibrary } from '../../src/index.js';
import { saysOfTrusts, trustMapping, trusts, trustTable } from '../engine/trusts.js';
import { lists as ownLists } from './random.js';
import { startPostgres } from './servers.js';

// What PostgreSQL is asked besides counting: rights, limits, names. The shards of ClickHouse are in shards.test.ts.
const everyone: CountRequest = { id: 'x.1/n', from: 'staff', where: [], by: {}, measure: 'people' };

const pgServer = await startPostgres();

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
    for (const statement of trustTable('postgres', trusts)) await owner.query(statement);
    await saysOfTrusts(t, [], { engine: pgServer.url, mapping: trustMapping });
    await owner.query(
      "create table odd (employee_number text, snapshot_date integer, fte date, ethnic_origin text[]); insert into odd values ('1', 20250331, '2025-03-31', '{A,B}')",
    );
    const odd = { engine: pgServer.url, mapping: { staff: { relation: 'odd' } } };
    await t.rejects(
      (await engines()).openRun([], await loadLibrary(), odd),
      /3 columns cannot be counted by: staff\.fte \(date, for FTE\) holds dates, and numbers are needed; staff\.ethnic_origin \(text\[\], for Ethnic Origin\) holds a type that has no values to count by; staff\.snapshot_date \(integer, for Snapshot Date\) holds numbers, and dates are needed\. Make a view/,
    );
    await owner.end();
  });
