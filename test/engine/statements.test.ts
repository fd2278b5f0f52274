import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import t from 'tap';
import { contracts } from '../../schemas/index.js';
import { isoDate } from '../../src/core/dates.js';
import type { Value } from '../../src/core/rows.js';
import { readExtract } from '../../src/index.js';
import { packageRoot } from '../../src/root.js';
import { synthesise, writeCsv } from '../../src/synth/index.js';

// All of it through the command line: the statements are printed, a data owner runs them, and what comes back is read as a table of counts.
const folder = mkdtempSync(join(tmpdir(), 'wee-statements-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const command = (...words: readonly string[]) =>
  spawnSync(process.execPath, [join(packageRoot, 'dist', 'bin', 'workforce-equality.js'), ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
const paths = await writeCsv(synthesise({ seed: 47, staff: 400 }).sheets, folder);
const extract = await readExtract(paths.map((path) => ({ name: basename(path), path })));

interface Shown {
  readonly indicator: string;
  readonly breakdown: Readonly<Record<string, string>>;
  readonly value: unknown;
  readonly parts: readonly { readonly group: string; readonly n: unknown; readonly base: unknown }[];
  readonly engine: string;
}
const resultsOf = (text: string): ReadonlyMap<string, Shown> =>
  new Map(
    (JSON.parse(text) as { results: Shown[] }).results.map((r) => [JSON.stringify([r.indicator, r.breakdown]), r]),
  );

/** A view of each table as the statements expect it. */
async function owner() {
  const db = await DuckDBInstance.create(':memory:');
  const connection = await db.connect();
  const types: Readonly<Record<string, string>> = { date: 'date', number: 'double', 'yes-no': 'boolean' };
  for (const table of ['staff', 'leavers', 'recruitment', 'cases', 'training', 'board'] as const) {
    const rows = extract.tables[table]!;
    const columns = Object.entries(contracts[table].columns).filter(
      ([, { type }]) => type !== 'personal' && type !== 'token',
    );
    const write = (v: Value, type: string): string =>
      v === undefined
        ? 'null'
        : type === 'date'
          ? `'${isoDate(v as number)}'`
          : typeof v === 'string'
            ? `'${v.replaceAll("'", "''")}'`
            : String(v);
    const lines = Array.from(
      { length: rows.length },
      (_, i) => `(${columns.map(([c, { type }]) => write(rows.columns[c]?.[i], type)).join(', ')})`,
    );
    await connection.run(
      `create table "${table}" (${columns.map(([c, { type }]) => `"${c}" ${types[type] ?? 'varchar'}`).join(', ')})`,
    );
    await connection.run(`insert into "${table}" values ${lines.join(', ')}`);
  }
  return {
    run: async (s: string) => {
      const answer = await connection.runAndReadAll(s);
      return [answer.columnNames(), ...answer.getRows()].map((row) => row.map((v) => String(v)));
    },
    close: () => {
      connection.closeSync();
      db.closeSync();
    },
  };
}

t.test('statements printed, run elsewhere and read back give the figures that the rows give', async (t) => {
  const run = (files: readonly string[], ...more: readonly string[]) =>
    command('results', ...files, '--standard', 'wres', '--edition', '2025', '--policy', 'internal', '--json', ...more);
  const rows = resultsOf(run(paths, '--years', '1').stdout);
  const printed = command('describe', 'wres', '--sql', 'duckdb', '--edition', '2025');
  t.equal(printed.status, 0, printed.stderr);
  t.match(printed.stdout, /^-- {3}staff: .*"employeeNumber" text.*"snapshotDate" date/m);
  const where = await owner();
  const table: string[][] = [];
  for (const statement of printed.stdout.split(';\n').filter((s) => /^select/m.test(s))) {
    const [headers = [], ...found] = await where.run(statement.replace(/^--.*$/gm, ''));
    if (table.length === 0) table.push(headers);
    table.push(...found);
  }
  where.close();
  const file = join(folder, 'counts-from-owner.csv');
  writeFileSync(file, `${table.map((row) => row.join(',')).join('\n')}\n`);
  const back = resultsOf(run([file]).stdout);
  const numbers = ({ value, parts }: Shown) => ({
    value,
    parts: parts.map(({ group, n, base }) => ({ group, n, base })),
  });
  let compared = 0;
  for (const [id, own] of rows) {
    if (!/^wres\.[12349]$/.test(own.indicator)) continue;
    const given = back.get(id);
    // Counts name no row of nobody.
    if (!given) continue;
    compared++;
    t.same(numbers(given), numbers(own), id);
    t.equal(given.engine, 'cube-file', `${id} is made of the counts`);
  }
  t.same([...new Set([...back.values()].map((r) => r.indicator))].filter((i) => /^wres\.[12349]$/.test(i)).length, 5);
  t.ok(compared > 30, `${compared} figures compared`);
});

t.test('what cannot be printed is said', async (t) => {
  t.match(
    command('describe', 'wres', '--sql', 'oracle').stderr,
    /--sql takes duckdb, postgres, clickhouse, not "oracle"/,
  );
  t.match(command('describe', 'wres.5', '--sql', 'duckdb').stderr, /nothing of wres\.5 is counted from rows/);
  t.equal(command('describe', 'wres.5', '--sql', 'duckdb').status, 2);
});
