import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { sql } from 'kysely';
import t, { type Test } from 'tap';
import { keyText } from '../../src/count/follows.js';
import { clickhouse, type Dialect, duckdb, postgres, textOf } from '../../src/count/sql/dialect.js';
import { readKeyText } from '../../src/extract/values.js';
import { engines, evaluate, loadLibrary, type RunOptions, resultsJson } from '../../src/index.js';
import { clickhouseSays } from '../count/engines.js';
import { startClickhouse, startPostgres } from '../count/servers.js';
import { parquetFile } from './parquet-file.js';

// Files as people send them: headers in any case, blanks after values, words for nothing, repeated rows, several assignments, codes nobody knows, keys that have to
// be taken from elsewhere. Wherever the rows are, the figures and where every row went are those of memory.
const folder = mkdtempSync(join(tmpdir(), 'wee-messy-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const library = await loadLibrary();
const { openRun } = await engines();
const policy = library.policies.internal!;

const staff = [
  'organisation,EMPLOYEE number,Assignment Number ,primary ASSIGNMENT,Assignment Category,Assignment Status,Staff Group,PAY SCALE,fte,ethnic origin,Disability,Latest Hire Date,Snapshot Date',
  // One person, two assignments; the employee number has blanks after it once and its assignment's suffix once.
  'RXX,30001001  ,30001001,Yes,Permanent,Active,Nursing and Midwifery Registered,XR05,0.6,A,No,2015-01-01,2025-03-31',
  'RXX,30001001-2,30001001-2,N ,Permanent,Active,nursing and midwifery registered ,xr06,0.4,a ,No,2015-01-01,2025-03-31',
  // The same row twice.
  'RXX,30001002,30001002,y,permanent ,Active Assignment,Estates & Ancillary,Band 2,1.00,White - British,,2016-01-01,2025-03-31',
  'RXX,30001002,30001002,y,permanent ,Active Assignment,Estates & Ancillary,Band 2,1.00,White - British,,2016-01-01,2025-03-31',
  // No employee number: the assignment says whose it is, of somebody who is there already and of somebody who is not.
  'RXX,,30001003-2,,Bank,Active,Wizards,Band 42,0.5,M,Yes,2017-01-01,2025-03-31',
  'RXX,n/a,30001003-3,Yes,Fixed Term Temp,Active,Medical and Dental,YC72,0.5,M,Yes,2017-01-01,2025-03-31',
  // Neither: set aside. No day among rows of two: set aside as well.
  'RXX,NULL,,Yes,Permanent,Active,Medical and Dental,YC72,1,J,No,2018-01-01,2025-03-31',
  'RXX,30001004,30001004,Yes,Permanent,Active,Medical and Dental,YC72,1,J,No,2018-01-01,',
  'RXX,00123,00123,Yes, bank,Active,Administrative and Clerical,8a,1,H,No,2018-01-01,2025-03-31',
  'RXX,30001005.0,30001005,Yes,Permanent,,Administrative and Clerical,nhs|xr07|review body band 7,1,-,Maybe,2018-01-01,2025-03-31',
  'RXX,E1006,E1006,NULL,,Suspend No Pay,Administrative and Clerical,,0.123456,Martian,Not Declared,2018-01-01,2025-03-31',
  'RXX,30001001,30001001,Yes,Permanent,Active,Nursing and Midwifery Registered,XR05,1,A,No,2015-01-01,2024-03-31',
];
const cases = [
  'Employee Number,Case Number,Case Type,Formal Start Date,Ethnic Origin',
  // No column says whether a case is formal: all are.
  '30001001 ,C1,Disciplinary,2024-06-01,',
  '30001003,C2,disciplinary ,2024-07-01,M',
  '999999,C3,Disciplinary,2024-07-01,K',
  // Nobody's case is set aside.
  ',C4,Disciplinary,2024-07-01,K',
];
const recruitment = [
  'Application Reference,Ethnic Origin,Shortlisted,Shortlisted On,Appointed',
  // A day makes a blank mark yes.
  'A1,A,,2024-05-01,Yes',
  'A2,H ,yes ,2024-05-01,',
  'A3,M,No,2024-05-01,N',
  'A4,Z,,,',
  'A5,white-british,Y,2024-05-02,Y',
];
const tables = { staff, cases, recruitment };
const rowsOf = (lines: readonly string[]): string[][] => lines.map((l) => l.split(','));
const csvs = Object.entries(tables).map(([name, lines]) => {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
});
const parquets = Object.entries(tables).map(([name]) => join(folder, `${name}.parquet`));
for (const [i, lines] of Object.values(tables).entries()) await parquetFile(parquets[i]!, rowsOf(lines));

async function figures(
  words: readonly string[],
  options: Parameters<typeof openRun>[2],
  standards: readonly string[] = ['wres', 'wdes'],
  more: Partial<RunOptions> = {},
) {
  const opened = await openRun(words, library, options);
  const { engine, extract } = opened;
  const run = await evaluate(extract, library, {
    policy,
    standards,
    ...more,
    ...(engine ? { engine } : {}),
  }).finally(opened.close);
  const all = JSON.parse(resultsJson(run)) as {
    results: { engine?: string; input?: unknown }[];
    reconciliation: { table: string; counted: number; merged: number; excluded: object; setAside: number }[];
    issues: { id: string; what: string; rows?: number }[];
  };
  return {
    results: all.results.map(({ engine: _, input: __, ...rest }) => rest),
    rows: all.reconciliation
      .map(({ table, counted, merged, excluded }) => ({ table, counted, merged, excluded }))
      .sort((a, b) => a.table.localeCompare(b.table)),
    aside: all.issues.filter((i) => i.id === 'set-aside').reduce((n, i) => n + (i.rows ?? 1), 0),
  };
}

const memory = await figures(csvs, { engine: 'memory' });
const same = (t: Test, other: typeof memory): void => {
  t.same(other.rows, memory.rows, 'every row is where memory has it');
  t.equal(JSON.stringify(other.results), JSON.stringify(memory.results), 'the figures are those of memory');
};

t.test('memory reads what is meant', async (t) => {
  // 12 rows, of which 1 is of nobody and 1 of no snapshot; 10 are of 1 at the earlier snapshot and 9 at the later one, of which 1 is only bank (00123) and 1
  // is the bank assignment of 30001003: of the 7 left 2 are of 30001001 and 2 of 30001002, so 5 people.
  t.match(memory.rows.find((r) => r.table === 'staff')?.excluded, { bank: 2, 'other-snapshot': 1 });
  t.equal(memory.rows.find((r) => r.table === 'staff')?.merged, 2);
  t.equal(memory.rows.find((r) => r.table === 'cases')?.counted, 3);
  t.equal(memory.aside, 3, 'two rows of staff and one of cases');
});

/** Employee numbers as they come, and what they are. */
const keys: Readonly<Record<string, string | null>> = {
  '00123': '00123',
  ' 00123 ': '00123',
  '\u00a012\u00a0': '12',
  '="00123"': '00123',
  "'00123": '00123',
  '123.0': '123',
  '12,345,678': '12345678',
  '1,23': '1,23',
  '1.2345678E+07': '12345678',
  // What a spreadsheet's display has lost is no number of anybody.
  '1.23E+07': null,
  '9.9E+99': null,
  '12345e67': '12345e67',
  E1006: 'E1006',
  R100: 'R100',
  '12345678-2': '12345678-2',
  '00000': null,
  'N/A': null,
  '–': null,
  '(blank)': null,
  'Not known': null,
  '  ': null,
};
const keysIn = (dialect: Dialect): string => {
  const each = Object.keys(keys).map((k, i) => sql`select ${i} as n, ${k} as k`);
  const all = sql.join(each, sql` union all `);
  return textOf(sql`select ${keyText(sql`k`, dialect)} as found from (${all}) as t order by n`, dialect);
};

t.test('DuckDB, from CSV files and from Parquet', async (t) => {
  same(t, await figures(csvs, { above: 1 }));
  same(t, await figures(parquets, {}));
  const db = await DuckDBInstance.create(':memory:');
  const connection = await db.connect();
  const found = (await connection.runAndReadAll(keysIn(duckdb))).getRows().map(([k]) => k);
  connection.closeSync();
  db.closeSync();
  t.same(found, Object.values(keys));
  for (const [raw, key] of Object.entries(keys)) {
    const reading = readKeyText(raw.trim());
    t.equal(reading.kind === 'key' ? reading.value : null, key, `the reader, of ${JSON.stringify(raw)}`);
  }
});

t.test(
  'two files as reports print them: other names of columns, dates of other forms, a total and a note below',
  async (t) => {
    const one = [
      'Employee Number,Assignment Number,Assignment Category,Staff Group,Pay Scale,FTE,Ethnic Origin,Latest Hire Date,Snapshot Date',
      '40001001,A1,Permanent,Nursing and Midwifery Registered,Band 5,1,A,01-JAN-15,31-MAR-25',
      '40001002,A2,Permanent,Nursing and Midwifery Registered,Band 5,£1,H,01/01/1900,31/03/25',
      '40001002,A3,Permanent,Nursing and Midwifery Registered,Band 6,0.5,H,2015-01-01T00:00:00Z,31 March 2025',
      '40001003,A4,Permanent,Nursing and Midwifery Registered,Band 7,NaN,M,1/2/15,45747.75',
      'Total: 4,,,,,3.5,,,',
      'Report run on 1 April 2025,,,,,,,,',
    ];
    const two = [
      'Emp No,Assignment Number,Contract Type,Staff Group,Pay Grade,WTE,Ethnicity,Hire Date,As At Date',
      '40002001,B1,Permanent,Administrative and Clerical,Band 4,100%,K,1 Feb 2016,31/03/2025 00:00',
      '40002002,B2,Bank,Administrative and Clerical,Band 4,"0,8",A,1 Feb 2016,20250331',
      '40002003,B3,Permanent,Administrative and Clerical,Band 3,"0,8",A,1 Feb 2016,31.03.2025',
      'Grand Total,3,,,,2.6,,,',
    ];
    // What names of folders say is no column.
    const own = join(folder, 'Ethnic Origin=H');
    mkdirSync(own);
    const files = [join(own, 'one-staff.csv'), join(own, 'two-staff.csv')] as const;
    for (const [i, lines] of [one, two].entries()) {
      writeFileSync(files[i]!, `${lines.join('\n')}\n`);
      const rows = lines.map((l) =>
        l
          .replace('"0,8"', '0;8')
          .split(',')
          .map((v) => v.replace(';', ',')),
      );
      await parquetFile(files[i]!.replace('.csv', '.parquet'), rows);
    }
    const read = await figures(files, { engine: 'memory' }, ['wres']);
    const counts = (of: typeof read) => of.rows.find((r) => r.table === 'staff');
    // 7 rows: one is bank, and of the two of 40001002 one speaks for her; neither totals nor notes are people.
    t.match(counts(read), { counted: 5, merged: 1, excluded: { bank: 1 } });
    for (const held of [
      await figures(files, { above: 1 }, ['wres']),
      await figures(
        files.map((f) => f.replace('.csv', '.parquet')),
        {},
        ['wres'],
      ),
    ]) {
      t.same(counts(held), counts(read));
      t.equal(JSON.stringify(held.results), JSON.stringify(read.results));
    }
  },
);

t.test('each of several organisations apart, and added up', async (t) => {
  const two = join(folder, 'two-staff.csv');
  // Every second row is of another trust, once with a blank after its code: people are a number within an organisation.
  const [header = '', ...rows] = staff;
  writeFileSync(
    two,
    `${[header, ...rows.map((r, i) => (i % 2 ? r.replace('RXX', i === 1 ? 'RYY ' : 'RYY') : r))].join('\n')}\n`,
  );
  const levels: Partial<RunOptions> = { rollUp: { levels: ['organisation'] } };
  const own = await figures([two], { engine: 'memory' }, ['wres'], levels);
  const held = await figures([two], { above: 1 }, ['wres'], levels);
  t.equal(JSON.stringify(held.results), JSON.stringify(own.results));
  t.same(
    new Set(own.results.map((r) => (r as { organisation?: string }).organisation).filter((o) => /^R/.test(o ?? ''))),
    new Set(['RXX', 'RYY']),
  );
});

/** The rows as texts, days as days, in a server's tables. */
function statements(kind: 'postgres' | 'clickhouse'): readonly string[] {
  const types = kind === 'postgres' ? ['text', 'date', 'bigint'] : ['Nullable(String)', 'Nullable(Date)', 'Int64'];
  return Object.entries(tables).flatMap(([name, lines]) => {
    const [header = [], ...rows] = rowsOf(lines);
    const isDay = header.map((h) => /Date$| On$/.test(h));
    const columns = header.map(
      (h, i) =>
        `"${h
          .trim()
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '_')}" ${isDay[i] ? types[1] : types[0]}`,
    );
    const values = rows.map(
      (r, n) => `(${[n, ...r.map((v, i) => (isDay[i] && v === '' ? 'null' : `'${v}'`))].join(', ')})`,
    );
    return [
      `create table ${name} (n ${types[2]}, ${columns.join(', ')})${kind === 'clickhouse' ? ' engine = Memory' : ''}`,
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
  const read = await client.query(keysIn(postgres));
  t.same(
    read.rows.map((r: { found: string | null }) => r.found),
    Object.values(keys),
  );
  await client.end();
  const found = await figures([], { engine: server.url, mapping });
  same(t, found);
  t.equal(found.aside, memory.aside);
});

t.test('ClickHouse, where no column numbers the rows', async (t) => {
  const server = await startClickhouse();
  if ('leftOut' in server) return t.comment(`left out: ${server.leftOut}`);
  t.teardown(() => server.stop());
  for (const statement of statements('clickhouse')) await clickhouseSays(server.url, statement);
  const read = JSON.parse(await clickhouseSays(server.url, `${keysIn(clickhouse)} format JSONCompact`)) as {
    data: [string | null][];
  };
  t.same(
    read.data.map(([k]) => k),
    Object.values(keys),
  );
  const engine = server.url.replace('http', 'clickhouse');
  // What it is asked takes long to plan, so it is asked for one standard.
  const unnumbered = await figures([], { engine }, ['wres']);
  const own = await figures(csvs, { engine: 'memory' }, ['wres']);
  t.equal(JSON.stringify(unnumbered.results), JSON.stringify(own.results), 'the figures are those of memory');
  t.match(unnumbered.rows.find((r) => r.table === 'staff')?.excluded, { 'not-followed': Number });
});
