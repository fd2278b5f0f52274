import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import * as fc from 'fast-check';
import t from 'tap';
import type { ColumnSpec, TableContract } from '../../schemas/table.js';
import { isoDate } from '../../src/core/dates.js';
import { type CodeLists, listKey } from '../../src/core/recode.js';
import type { Rows, Value } from '../../src/core/rows.js';
import { duckdbCounter } from '../../src/count/duckdb.js';
import { memoryCounter } from '../../src/count/memory.js';
import { byOrganisation, manyCases, organisations } from './engines.js';
import { anyRequest, lists as ownLists } from './random.js';

const cases = 25;
const list = (exact: Record<string, string>) => ({ exact: new Map(Object.entries(exact)), patterns: [] });
const lists: CodeLists = {
  ...organisations(ownLists, cases),
  'yes-no': list({ yes: 'yes', y: 'yes', no: 'no', n: 'no' }),
};

const types: Record<string, ColumnSpec['type']> = {
  organisation: 'text',
  employee: 'key',
  number: 'key',
  ethnicity: 'code',
  band: 'code',
  pay: 'code',
  category: 'code',
  primary: 'yes-no',
  fte: 'number',
  days: 'number',
  events: 'number',
  count: 'number',
  start: 'date',
  end: 'date',
};
const contract = (table: string): TableContract =>
  ({
    table,
    columns: Object.fromEntries(
      Object.entries(types).map(([c, type]) => [c, { type, headers: [`The ${c}`], description: '' } as ColumnSpec]),
    ),
  }) as unknown as TableContract;

// What the reader would make of the same cells: trimmed, and nothing where a code is only dashes.
const asRead = (rows: Rows): Rows => ({
  ...rows,
  columns: Object.fromEntries(
    Object.entries(rows.columns).map(([c, values]) => [
      c,
      values.map((v) => (typeof v !== 'string' ? v : types[c] === 'code' && listKey(v) === '' ? undefined : v.trim())),
    ]),
  ),
});

const written = (column: string, value: Value, i: number): string => {
  if (value === undefined) return i % 3 === 0 ? '  ' : '';
  if (types[column] === 'yes-no') return value ? ['Yes', 'y', 'YES '][i % 3]! : ['No', 'n', 'no'][i % 3]!;
  if (types[column] !== 'date') return String(value);
  const iso = isoDate(value as number);
  const [y, m, d] = iso.split('-');
  const serial = (value as number) + 25_569;
  return i % 3 === 0 ? iso : i % 3 === 1 || serial < 10_000 ? `${d}/${m}/${y}` : String(serial);
};
const csv = (rows: Rows): string => {
  const columns = Object.keys(rows.columns);
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = Array.from({ length: rows.length }, (_, i) =>
    columns.map((c) => cell(written(c, rows.columns[c]![i], i))).join(','),
  );
  return [columns.map((c) => cell(`The ${c}`)).join(','), ...lines, ''].join('\n');
};

const folder = mkdtempSync(join(tmpdir(), 'wee-files-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const tables = Object.fromEntries(Object.entries(manyCases(cases, 51)).map(([name, rows]) => [name, asRead(rows)]));
const requests = fc.sample(anyRequest, { numRuns: 60, seed: 52 }).map(byOrganisation);
const memory = memoryCounter({ tables, lists });
const expected = await Promise.all(requests.map((r) => memory.count(r)));

const halves = (rows: Rows): Rows[] => {
  const half = Math.floor(rows.length / 2);
  const part = (from: number, to: number): Rows => ({
    ...rows,
    length: to - from,
    columns: Object.fromEntries(Object.entries(rows.columns).map(([c, v]) => [c, v.slice(from, to)])),
  });
  return [part(0, half), part(half, rows.length)];
};
for (const [name, rows] of Object.entries(tables))
  for (const [i, part] of halves(rows).entries()) writeFileSync(join(folder, `${name}-${i}.csv`), csv(part));

t.test('CSV files, several of one table, give what memory counts of the same rows', async (t) => {
  const counter = await duckdbCounter({
    lists,
    folder,
    tables: Object.fromEntries(
      Object.keys(tables).map((n) => [n, { files: [join(folder, `${n}-*.csv`)], contract: contract(n) }]),
    ),
  });
  t.same(JSON.stringify(await counter.countAll(requests)), JSON.stringify(expected));
  counter.close();
  t.same(
    readdirSync(folder).filter((f) => f.startsWith('workforce-equality')),
    [],
    'nothing is left behind',
  );
});

t.test('Parquet files with their own types give the same', async (t) => {
  const db = await DuckDBInstance.create(':memory:');
  const c = await db.connect();
  for (const name of Object.keys(tables))
    for (const i of [0, 1]) {
      const typed = Object.entries(types).map(([column, type]) => {
        const header = `"The ${column}"`;
        if (type === 'number') return `try_cast(${header} as double) as ${header}`;
        if (type !== 'date') return header;
        const serial = `date '1970-01-01' + (try_cast(${header} as integer) - 25569)`;
        return `coalesce(${serial}, cast(try_strptime(trim(${header}), ['%Y-%m-%d', '%d/%m/%Y']) as date)) as ${header}`;
      });
      await c.run(
        `copy (select ${typed.join(', ')} from read_csv('${folder}/${name}-${i}.csv', all_varchar = true, header = true)) to '${folder}/${name}-${i}.parquet' (format parquet)`,
      );
    }
  c.closeSync();
  db.closeSync();
  const counter = await duckdbCounter({
    lists,
    folder,
    memory: '256MiB',
    tables: Object.fromEntries(
      Object.keys(tables).map((n) => [n, { files: [join(folder, `${n}-*.parquet`)], contract: contract(n) }]),
    ),
  });
  t.teardown(() => counter.close());
  t.same(JSON.stringify(await counter.countAll(requests)), JSON.stringify(expected));
});

t.test('keys, dates and days of files are read as the contract says', async (t) => {
  const file = join(folder, 'SIP 31-MAR-2025.csv');
  const rows = [
    'The employee,The primary,The start,snapshotDate',
    '00123,2024-05-06,31-Mar-2025,',
    '="00123",,31-DEC-4712,',
    '456.0,N,soon,',
    'N/A,,01/04/2024,',
  ];
  writeFileSync(file, `${rows.join('\n')}\n`);
  const own = contract('staff');
  const withSnapshot: TableContract = {
    ...own,
    columns: { ...own.columns, snapshotDate: { type: 'date', headers: ['snapshotDate'], description: '' } },
  };
  const counter = await duckdbCounter({
    lists,
    tables: { staff: { files: [file], contract: withSnapshot, snapshots: { 'SIP 31-MAR-2025.csv': 20178 } } },
  });
  t.teardown(() => counter.close());
  const request = { id: 'x.1/n', where: [], by: {}, measure: 'people' as const };
  const count = async (
    from: Parameters<typeof counter.count>[0]['from'],
    where: Parameters<typeof counter.count>[0]['where'] = [],
  ) => (await counter.count({ ...request, from, where })).cells[0]?.n ?? 0;
  // Persons: 00123 (twice), 456, and a row that names nobody.
  t.equal(await count({ one: 'staff', per: ['employee'], where: [], first: [] }), 3);
  t.equal(await count('staff', [{ rule: 'a', keep: { column: 'employee', is: '456' } }]), 1);
  t.equal(await count('staff', [{ rule: 'a', keep: { column: 'primary', is: true } }]), 1, 'a date is a yes');
  t.equal(await count('staff', [{ rule: 'a', keep: { columns: ['start'], between: [20178, 20178] } }]), 1);
  t.equal(
    await count('staff', [{ rule: 'a', keep: { columns: ['start'], known: true } }]),
    2,
    '4712 and "soon" are no days',
  );
  t.equal(await count('staff', [{ rule: 'a', keep: { column: 'snapshotDate', is: 20178 } }]), 4, 'from the file name');
  await t.rejects(
    duckdbCounter({ lists, tables: { staff: { files: [join(folder, 'no*.csv')], contract: own } } }),
    /no file matches/,
  );
});
