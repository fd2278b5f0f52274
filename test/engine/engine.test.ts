import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import t, { type Test } from 'tap';
import { contracts } from '../../schemas/index.js';
import { isoDate } from '../../src/core/dates.js';
import type { Value } from '../../src/core/rows.js';
import { engines, evaluate, loadLibrary, type RunOptions, readExtract, resultsJson } from '../../src/index.js';
import { synthesise, writeCsv } from '../../src/synth/index.js';
import { clickhouseSays } from '../count/engines.js';
import { startClickhouse, startPostgres } from '../count/servers.js';
import { parquetFile } from './parquet-file.js';

// One trust, whose rows are in files, in Parquet, in a folder of large CSV, or in a database: every engine gives what memory gives, to the last byte.
const folder = mkdtempSync(join(tmpdir(), 'wee-engine-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const library = await loadLibrary();
const { openRun, readMapping } = await engines();
const policy = library.policies.internal!;
const trust = synthesise({ seed: 43, staff: 250 });
const written = await writeCsv(trust.sheets, folder);
const extract = await readExtract(written.map((path) => ({ name: basename(path), path })));

// The rows as a clean file or a warehouse has them: one header, typed values.
const counted = ['staff', 'leavers', 'starters', 'recruitment', 'cases', 'training', 'board'] as const;
type Name = (typeof counted)[number];
const columnsOf = (table: Name): readonly string[] =>
  Object.keys(extract.tables[table]!.columns).filter((c) => {
    const type = contracts[table].columns[c]?.type;
    return type !== undefined && type !== 'personal' && type !== 'token';
  });
const typeOf = (table: Name, column: string): string => contracts[table].columns[column]!.type;
const plain = (value: Value, type: string): string =>
  value === undefined
    ? ''
    : type === 'date'
      ? isoDate(value as number)
      : typeof value === 'boolean'
        ? value
          ? 'Yes'
          : 'No'
        : String(value);

const clean = join(folder, 'clean');
mkdirSync(clean);
const rowsOf = (table: Name): string[][] => {
  const columns = columnsOf(table);
  const { length, columns: values } = extract.tables[table]!;
  return Array.from({ length }, (_, i) => columns.map((c) => plain(values[c]![i], typeOf(table, c))));
};
const csv = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((r) => r.map((v) => `"${v.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`;
const headersOf = (table: Name): string[] => columnsOf(table).map((c) => contracts[table].columns[c]!.headers[0]!);
for (const table of counted) {
  const rows = [headersOf(table), ...rowsOf(table)];
  writeFileSync(join(clean, `${table}.csv`), csv(rows));
  await parquetFile(join(clean, `${table}.parquet`), rows);
}
const given = written.filter((p) => /survey|statements/i.test(basename(p)));
const csvs = [...counted.map((table) => join(clean, `${table}.csv`)), ...given];

/** Results with what says where the rows were left out. */
async function figures(
  words: readonly string[],
  options: Parameters<typeof openRun>[2],
  more: Partial<RunOptions> = {},
) {
  const opened = await openRun(words, library, options);
  const { engine } = opened;
  const run = await evaluate(opened.extract, library, { policy, ...(engine ? { engine } : {}), ...more }).finally(
    opened.close,
  );
  const all = JSON.parse(resultsJson(run)) as {
    results: { engine?: string; input?: unknown }[];
    reconciliation: { table: string; counted: number; merged: number; excluded: object; read: number }[];
    issues: { id: string; what: string; rows?: number }[];
  };
  const used = new Set(all.results.map((r) => r.engine));
  const results = all.results.map(({ engine: _, input: __, ...rest }) => rest);
  const rows = all.reconciliation
    .map(({ table, counted, merged, excluded }) => ({ table, counted, merged, excluded }))
    .sort((a, b) => a.table.localeCompare(b.table));
  return { results, rows, used, issues: all.issues, explain: engine?.explain() ?? [], whole: resultsJson(run) };
}

type Figures = Awaited<ReturnType<typeof figures>>;
const counts = { standards: ['wres', 'wdes', 'disparity-ratio'] };
const memory = await figures(csvs, { engine: 'memory' }, counts);
const everything = await figures(csvs, { engine: 'memory' });
// What a database is asked takes longer to plan than to count, so it is asked for one standard.
const one = { standards: ['wres'] };
const memoryOfOne = await figures(csvs, { engine: 'memory' }, one);
const same = (t: Test, other: Figures, engine: string, memory: Figures): void => {
  t.equal(JSON.stringify(other.results), JSON.stringify(memory.results), `the figures of ${engine}`);
  t.same(other.rows, memory.rows, 'and every row is where memory has it');
  t.ok(
    [...other.used].some((e) => e?.includes(engine)),
    `the results say ${engine}`,
  );
};

t.test('there is something to compare', async (t) => {
  t.ok(memory.results.length > 100);
  t.ok([...memory.used].some((e) => e === 'memory'));
});

t.test('DuckDB counts rows that were read: byte for byte but for its name', async (t) => {
  const duck = await figures(csvs, { engine: 'duckdb' });
  same(t, duck, 'duckdb', everything);
  t.equal(duck.whole.replaceAll('"engine": "duckdb"', '"engine": "memory"'), everything.whole);
  t.match(duck.explain.join('\n'), /\d+ counts asked of duckdb\npass 1: /);
});

t.test('Parquet files, and CSV files above the limit, are counted where they are', async (t) => {
  const parquet = counted.map((table) => join(clean, `${table}.parquet`));
  same(t, await figures([...parquet, ...given], {}, counts), 'duckdb', memory);
  const large = await figures(csvs, { above: 50 }, one);
  same(t, large, 'duckdb', memoryOfOne);
  t.match(large.whole, /read as Staff in Post by DuckDB/);
  const pattern = await figures([join(clean, '*.parquet'), ...given], {}, one);
  same(t, pattern, 'duckdb', memoryOfOne);
});

t.test('several monthly snapshots in a folder are one run', async (t) => {
  const months = join(folder, 'months');
  mkdirSync(months);
  const [headers, rows] = [headersOf('staff'), rowsOf('staff')];
  const at = columnsOf('staff').indexOf('snapshotDate');
  const without = (row: readonly string[]): string[] => row.filter((_, i) => i !== at);
  // The day is in the name only.
  for (const day of new Set(rows.map((r) => r[at]!)))
    writeFileSync(join(months, `Staff ${day}.csv`), csv([headers, ...rows.filter((r) => r[at] === day)].map(without)));
  const others = [...counted.slice(1).map((table) => join(clean, `${table}.csv`)), ...given];
  const several = await figures([months, ...others], { above: 100 }, one);
  same(t, several, 'duckdb', memoryOfOne);
});

t.test('values that no list knows come back with their numbers of rows', async (t) => {
  const rows = rowsOf('staff');
  const at = columnsOf('staff').indexOf('ethnicity');
  const changed = rows.map((r, i) => (i < 7 ? r.with(at, 'Brittish') : r));
  const file = join(folder, 'staff-odd.parquet');
  await parquetFile(file, [headersOf('staff'), ...changed]);
  const { issues } = await figures([file], {});
  const unknown = issues.filter((i) => i.id === 'unknown-code');
  t.same(
    unknown.map((i) => i.rows),
    [7],
  );
  t.match(unknown[0]!.what, /'Brittish' is not a known ethnic origin/);
});

t.test('what cannot be used is said, and no password', async (t) => {
  const refused = async (
    words: readonly string[],
    options: Parameters<typeof openRun>[2],
    says: RegExp,
  ): Promise<void> => {
    const fault = await openRun(words, library, options).then(
      () => new Error('opened'),
      (e: Error) => e,
    );
    t.match(fault.message, says);
    t.notMatch(fault.message, /s3cret/);
  };
  await refused(csvs, { engine: 'oracle' }, /There is no engine "oracle"; there are memory, duckdb/);
  await refused(
    [],
    { engine: 'postgres://me:s3cret@127.0.0.1:1/hr' },
    /PostgreSQL at 127\.0\.0\.1:1 cannot be used.*Check the address/,
  );
  await refused(
    [],
    { engine: 'clickhouse://me:s3cret@127.0.0.1:1' },
    /ClickHouse at 127\.0\.0\.1:1 cannot be used.*Check the address/,
  );
  await refused([], { engine: 'postgres://me:s3cret@[oops/hr' }, /PostgreSQL/);
  await refused([join(clean, 'staff.parquet')], { engine: 'memory' }, /is Parquet, which DuckDB reads/);
  await refused([join(clean, 'staff.parquet'), join(clean, 'staff.csv')], {}, /staff is both in a file and in/);
  await refused([join(clean, 'nothing-*.csv')], {}, /No file matches/);
  await refused(csvs, { cache: folder }, /--cache keeps counts that DuckDB makes/);
  for (const [kind, name] of [
    ['postgres', 'PostgreSQL'],
    ['clickhouse', 'ClickHouse'],
  ])
    await refused(
      [],
      { engine: `${kind}://me:s3cret@127.0.0.1:1/hr`, cache: folder },
      new RegExp(`--cache keeps.*${name} counts anew`),
    );
  await refused(
    [join(clean, 'staff.parquet')],
    { cache: join(clean, 'staff.csv') },
    /folder of --cache cannot be used \(EEXIST\)/,
  );
  const mapping = await readMapping(
    'staff: { relation: hr.people, columns: { firstName: x, ethnicity: 3 } }\nnobody: {}',
  );
  t.equal(mapping.status, 'refused');
  t.match(JSON.stringify(mapping), /staff\.columns\.firstName.*staff\.columns\.ethnicity.*nobody/);
});

// A warehouse has its own names and types: days as days, keys as texts, marks as marks or as words.
const types = {
  postgres: { date: 'date', number: 'numeric', 'yes-no': 'boolean', text: 'text' },
  clickhouse: {
    date: 'Nullable(Date)',
    number: 'Nullable(Float64)',
    'yes-no': 'Nullable(UInt8)',
    text: 'Nullable(String)',
  },
} as const;
function warehouse(kind: keyof typeof types): readonly string[] {
  return counted.flatMap((table) => {
    const columns = columnsOf(table);
    const { length, columns: values } = extract.tables[table]!;
    const sqlType = (c: string): string =>
      types[kind][(typeOf(table, c) in types[kind] ? typeOf(table, c) : 'text') as 'text'];
    const text = (v: string): string =>
      `'${v.replaceAll('\\', kind === 'clickhouse' ? '\\\\' : '\\').replaceAll("'", "''")}'`;
    const write = (v: Value, c: string): string => {
      if (v === undefined) return 'null';
      if (typeOf(table, c) === 'date') return `'${isoDate(Math.min(v as number, 47_000))}'`;
      if (typeof v === 'boolean') return kind === 'clickhouse' ? String(Number(v)) : String(v);
      return typeof v === 'number' ? String(v) : text(v);
    };
    // employee_number is known by its header; the pay scale is called otherwise and needs the mapping.
    const named = (c: string): string =>
      c === 'payScale'
        ? 'grade_text'
        : contracts[table].columns[c]!.headers[0]!.toLowerCase().replace(/[^a-z0-9]+/g, '_');
    const lines = Array.from(
      { length },
      (_, i) => `(${[String(i), ...columns.map((c) => write(values[c]![i], c))].join(', ')})`,
    );
    const key = kind === 'clickhouse' ? 'n Int64' : 'n bigint';
    return [
      `create table hr_${table} (${[key, ...columns.map((c) => `"${named(c)}" ${sqlType(c)}`)].join(', ')})${kind === 'clickhouse' ? ' engine = Memory' : ''}`,
      `insert into hr_${table} values ${lines.join(', ')}`,
    ];
  });
}
const mappingText = counted
  .map(
    (table) =>
      `${table}: { relation: hr_${table}, row: n${columnsOf(table).includes('payScale') ? ', columns: { payScale: grade_text }' : ''} }`,
  )
  .join('\n');

t.test('a PostgreSQL warehouse under its own names', async (t) => {
  const server = await startPostgres();
  if ('leftOut' in server) return t.comment(`left out: ${server.leftOut}`);
  t.teardown(() => server.stop());
  const client = new (await import('pg')).default.Client({ connectionString: server.url });
  await client.connect();
  for (const statement of warehouse('postgres')) await client.query(statement);
  await client.end();
  const mapping = await readMapping(mappingText);
  if (mapping.status === 'refused') return t.fail(mapping.reasons.join());
  same(t, await figures(given, { engine: server.url, mapping: mapping.mapping }, one), 'postgres', memoryOfOne);
  await t.rejects(openRun([], library, { engine: server.url }), /has none of the tables staff/);
  const wrong = { staff: { relation: 'hr_staff', columns: { ethnicity: 'nothing' } } };
  await t.rejects(openRun([], library, { engine: server.url, mapping: wrong }), /has no column nothing/);
});

t.test('a ClickHouse warehouse under its own names', async (t) => {
  const server = await startClickhouse();
  if ('leftOut' in server) return t.comment(`left out: ${server.leftOut}`);
  t.teardown(() => server.stop());
  for (const statement of warehouse('clickhouse'))
    await clickhouseSays(`${server.url}/?max_query_size=16777216`, statement);
  const mapping = await readMapping(mappingText);
  if (mapping.status === 'refused') return t.fail(mapping.reasons.join());
  const engine = server.url.replace('http', 'clickhouse');
  const found = await figures(given, { engine, mapping: mapping.mapping }, one);
  same(t, found, 'clickhouse', memoryOfOne);
});
