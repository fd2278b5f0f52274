import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contracts } from '../../schemas/index.js';
import { loadLists, resolveLists } from '../../schemas/lists.js';
import { day } from '../../src/core/dates.js';
import type { CodeLists, Recode } from '../../src/core/recode.js';
import type { CountRequest, Table } from '../../src/core/request.js';
import type { Rows, Value } from '../../src/core/rows.js';
import { packageRoot } from '../../src/root.js';

// One contestant in a process of its own: `one.js NAME FILE SNAPSHOT-DAYS`. Prints its figures as one line of JSON.
const [contestant = '', file = '', days = ''] = process.argv.slice(2);
const snapshots = days.split(',').filter(Boolean).map(Number);
const started = performance.now();

const lists = (): CodeLists =>
  resolveLists(loadLists((name) => readFileSync(join(packageRoot, 'schemas', 'lists', name), 'utf8')));
const by = (column: string, list: string, otherwise: string): Recode => ({
  columns: [column],
  lists: [list],
  otherwise,
});
const ethnicity = by('ethnicity', 'ethnicity', 'unknown');
const band = by('payScale', 'pay-scale', 'unmapped');
const nationality = by('nationality', 'nationality', 'unknown');
const staffGroup = by('staffGroup', 'staff-group', 'unmapped');
const disability = by('disability', 'disability', 'unknown');

const personAt = (snapshot: number): Table => ({
  one: 'staff',
  per: ['employeeNumber'],
  where: [{ rule: 'other-snapshot', keep: { column: 'snapshotDate', is: snapshot } }],
  first: [
    { column: 'primaryAssignment', descending: true },
    { column: 'fte', descending: true },
    { column: 'latestHireDate', descending: false },
    { column: 'assignmentNumber', descending: false },
  ],
});
const request = (id: string, snapshot: number, groups: Record<string, Recode>): CountRequest => ({
  id,
  from: personAt(snapshot),
  where: [],
  by: groups,
  measure: 'people',
});
/** What a run of five standards asks: four of the last snapshot, and turnover's stock of every month-end. */
const requests = (): CountRequest[] => {
  const last = snapshots.at(-1)!;
  return [
    request('wres.1/staff', last, { staffGroup, band, ethnicity }),
    request('wdes.1/staff', last, { staffGroup, band, disability }),
    request('model-employer/staff', last, { band, ethnicity }),
    request('disparity-ratio/staff', last, { band, ethnicity }),
    ...snapshots.map((s) => request(`turnover/stock-${s}`, s, { ethnicity, band, nationality, staffGroup })),
  ];
};

const bareSql = (scan: string): string => `
  select "Ethnic Origin", "Pay Scale", "Nationality", "Staff Group", "Snapshot Date", count(*) from (
    select "Ethnic Origin", "Pay Scale", "Nationality", "Staff Group", "Snapshot Date", row_number() over (
      partition by "Employee Number", "Snapshot Date"
      order by case when "Primary Assignment" = 'Yes' then 0 else 1 end, "FTE" desc, "Latest Hire Date", "Assignment Number") as n
    from ${scan}) where n = 1 group by all`;

async function bare(): Promise<number> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const db = await DuckDBInstance.create(':memory:', { memory_limit: '1GiB', temp_directory: `${file}.bare-spill` });
  const connection = await db.connect();
  const scan = file.endsWith('.csv') ? `read_csv('${file}', all_varchar = true)` : `read_parquet('${file}')`;
  const rows = (await connection.runAndReadAll(bareSql(scan))).getRows();
  connection.closeSync();
  db.closeSync();
  return rows.reduce((n, row) => n + Number(row.at(-1)), 0);
}

async function ours(): Promise<number> {
  const { duckdbCounter } = await import('../../src/count/duckdb.js');
  const tables = { staff: { files: [file], contract: contracts.staff } };
  const counter = await duckdbCounter({ lists: lists(), tables, memory: '1GiB' });
  const cubes = await counter.countAll(requests());
  counter.close();
  return cubes.slice(4).reduce((n, cube) => n + cube.cells.reduce((m, c) => m + c.n, 0), 0);
}

/** Arquero as an analyst would use it: read the CSV, one row per person and snapshot, count. */
async function arquero(): Promise<number> {
  const { fromCSV, op } = await import('arquero');
  const table = fromCSV(readFileSync(file, 'utf8'), { autoType: false });
  const key = ['Employee Number', 'Snapshot Date'];
  const people = table
    .derive({ order: (d: Record<string, string>) => (d['Primary Assignment'] === 'Yes' ? 0 : 1) })
    .groupby(...key)
    .orderby('order', 'Latest Hire Date', 'Assignment Number')
    .filter(() => op.row_number() === 1)
    .ungroup();
  const cube = people
    .groupby('Ethnic Origin', 'Pay Scale', 'Nationality', 'Staff Group', 'Snapshot Date')
    .count()
    .objects() as { count: number }[];
  return cube.reduce((n, row) => n + row.count, 0);
}

/** The memory engine on the same file, its rows already typed as the reader would. */
async function memory(): Promise<number> {
  const { parse } = await import('csv-parse/sync');
  const { memoryCounter } = await import('../../src/count/memory.js');
  const [header = [], ...rows] = parse(readFileSync(file, 'utf8')) as string[][];
  const at = (name: string) => header.indexOf(name);
  const text = (name: string): Value[] => rows.map((r) => r[at(name)] || undefined);
  const date = (name: string): Value[] =>
    rows.map((r) => day(...(r[at(name)]!.split('-').map(Number) as [number, number, number])));
  const staff: Rows = {
    table: 'staff',
    length: rows.length,
    sources: [],
    columns: {
      employeeNumber: text('Employee Number'),
      assignmentNumber: text('Assignment Number'),
      primaryAssignment: rows.map((r) => r[at('Primary Assignment')] === 'Yes'),
      fte: rows.map((r) => Number(r[at('FTE')])),
      latestHireDate: date('Latest Hire Date'),
      snapshotDate: date('Snapshot Date'),
      ethnicity: text('Ethnic Origin'),
      payScale: text('Pay Scale'),
      nationality: text('Nationality'),
      staffGroup: text('Staff Group'),
      disability: text('Disability'),
    },
  };
  const counter = memoryCounter({ tables: { staff }, lists: lists() });
  let people = 0;
  for (const [i, r] of requests().entries()) {
    const cube = await counter.count(r);
    if (i >= 4) people += cube.cells.reduce((n, c) => n + c.n, 0);
  }
  return people;
}

const contestants: Readonly<Record<string, () => Promise<number>>> = { bare, ours, arquero, memory };
const run = contestants[contestant];
if (!run) throw new RangeError(`no contestant "${contestant}"`);
const people = await run();
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    people,
    seconds: (performance.now() - started) / 1000,
    cpu: (user + system) / 1e6,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
