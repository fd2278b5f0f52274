import { contracts } from '../../schemas/index.js';
import { resolveLists } from '../../schemas/lists.js';
import type { Cube } from '../../src/core/cube.js';
import { parseIso } from '../../src/core/dates.js';
import type { CodeList } from '../../src/core/recode.js';
import { type Asked, requestsOf } from './asked.js';
import { arquero, danfo } from './peers.js';

// One contestant in a process of its own: `one.js NAME FILE LAST-SNAPSHOT DAYS`. Prints its figures as one line of JSON. The clock starts when programs are loaded and
// what is asked is known, and stops at the last figure; `whole` is the life of the process.
const [contestant = '', file = '', last = '', days = ''] = process.argv.slice(2);
const snapshots = days.split(',').filter(Boolean).map(Number);
const memory = '1GiB';

const bareSql = (scan: string): string => `
  select "Ethnic Origin", "Pay Scale", "Nationality", "Staff Group", "Snapshot Date", count(*) from (
    select "Ethnic Origin", "Pay Scale", "Nationality", "Staff Group", "Snapshot Date", row_number() over (
      partition by "Employee Number", "Snapshot Date"
      order by case when "Primary Assignment" = 'Yes' then 0 else 1 end, "FTE" desc, "Latest Hire Date", "Assignment Number") as n
    from ${scan}) where n = 1 group by all`;

type Contestant = () => Promise<() => Promise<number>>;

/** DuckDB's own statement, without the standards' rules or their groups. */
const bare: Contestant = async () => {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  return async () => {
    const db = await DuckDBInstance.create(':memory:', { memory_limit: memory, temp_directory: `${file}.bare-spill` });
    const connection = await db.connect();
    const scan = file.endsWith('.csv') ? `read_csv('${file}', all_varchar = true)` : `read_parquet('${file}')`;
    const rows = (await connection.runAndReadAll(bareSql(scan))).getRows();
    connection.closeSync();
    db.closeSync();
    return rows.reduce((n, row) => n + Number(row.at(-1)), 0);
  };
};

const people = (cubes: readonly Cube[]): number =>
  cubes.reduce((n, cube) => n + cube.cells.reduce((m, c) => m + c.n, 0), 0);

const requests = (): Promise<Asked> => requestsOf(snapshots, last);

const ours: Contestant = async () => {
  await import('@duckdb/node-api');
  const { duckdbCounter } = await import('../../src/count/duckdb.js');
  const { engineSession } = await import('../../src/engine-session.js');
  const { library, asked, stocks } = await requests();
  return async () => {
    const lists: Record<string, CodeList> = { ...resolveLists(library.lists) };
    const tables = { staff: { files: [file], contract: contracts.staff } };
    const counter = await duckdbCounter({ lists, tables, memory });
    const session = engineSession({ counter, lists, held: new Set(['staff']), data: library });
    const each = [...asked, stocks].map(({ lists: own, requests }) => {
      const engine = session.counter(own);
      return Promise.all(requests.map((r) => engine.count(r)));
    });
    const cubes = await Promise.all(each);
    await session.close();
    return people(cubes.at(-1)!);
  };
};

const contestants: Readonly<Record<string, Contestant>> = {
  bare,
  ours,
  arquero: async () => arquero(file, await requests()),
  danfo: async () => danfo(file, await requests()),
};
const prepare = contestants[contestant];
if (!prepare || parseIso(last) === undefined) throw new RangeError(`no contestant "${contestant}" at "${last}"`);
const run = await prepare();
const [started, before] = [performance.now(), process.cpuUsage()];
const counted = await run();
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({
    people: counted,
    seconds: (performance.now() - started) / 1000,
    cpu: (user + system) / 1e6,
    whole: performance.now() / 1000,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
