import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { resolveLists } from '../../schemas/lists.js';
import { listKey, lookUp } from '../../src/core/recode.js';
import type { CountRequest } from '../../src/core/request.js';
import { memoryCounter } from '../../src/count/memory.js';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { toArrow } from '../../src/interchange/arrow.js';
import { columnsOf } from '../../src/interchange/columns.js';
import { toArquero, toDanfo } from '../../src/interchange/frames.js';
import { toParquet } from '../../src/interchange/parquet.js';
import { loadLibrary } from '../../src/library.js';
import { codeListsFor, recodeFor } from '../../src/standard/lists.js';
import { synthesise, toCsv } from '../../src/synth/index.js';

const library = await loadLibrary();
const trust = synthesise({ seed: 5, staff: 400, trust: 1 });
const files = trust.sheets.map((sheet) => ({
  name: `${sheet.name}.csv`,
  bytes: new TextEncoder().encode(toCsv(sheet)),
}));
const extract = await readExtract(files);
const run = await evaluate(extract, library, { policy: library.policies.board!, standards: ['wres'] });

/** A figure as these formats hold it: a number, or nothing and its reason. */
const parts = run.results.flatMap((r) => r.parts.map((p) => ({ r, p })));

t.test('every figure is a number with the status ok, or no number with its reason; none is left out', async (t) => {
  const columns = new Map(columnsOf(run, 'counts').map((c) => [c.name, c.values]));
  t.equal(columns.get('n')!.length, parts.length);
  t.ok(parts.some(({ p }) => typeof p.n !== 'number') && parts.some(({ p }) => p.n === 0), 'hidden counts and zeros');
  parts.forEach(({ p }, i) => {
    const [n, status] = [columns.get('n')![i], columns.get('n status')![i]];
    if (typeof p.n === 'number') t.strictSame([n, status], [p.n, 'ok']);
    else t.strictSame([n, status], [undefined, p.n.status === 'suppressed' ? 'suppressed' : status]);
  });
  const results = columnsOf(run, 'results');
  t.ok(results.every((c) => c.values.length === run.results.length));
});

t.test('Arrow and Parquet hold what was released, as another program reads it', async (t) => {
  const { tableFromIPC } = await import('@uwdata/flechette');
  const arrow = tableFromIPC(await toArrow(run, 'counts'));
  t.equal(arrow.numRows, parts.length);
  t.strictSame(
    [...arrow.getChild('n')].map((n) => n ?? 'hidden'),
    parts.map(({ p }) => (typeof p.n === 'number' ? p.n : 'hidden')),
  );
  const folder = t.testdir();
  const path = join(folder, 'counts.parquet');
  const bytes = await toParquet(run, 'counts');
  writeFileSync(path, bytes);
  t.same(await toParquet(run, 'counts'), bytes, 'the same run gives the same bytes');
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const read = await db.runAndReadAll(
    `select indicator, "group", n, "n status" from read_parquet('${path.replaceAll("'", "''")}')`,
  );
  t.strictSame(
    read.getRowObjects().map((row) => [row.indicator, row.group, row.n ?? 'hidden']),
    parts.map(({ r, p }) => [r.indicator, p.group, typeof p.n === 'number' ? p.n : 'hidden']),
    'DuckDB reads the same counts, and null where one is hidden',
  );
  const sum = await db.runAndReadAll(
    `select sum(n)::int as n from read_parquet('${path.replaceAll("'", "''")}') where indicator = 'wres.1' and edition = '2025' and "by band" = 'all' and "by block" = 'all' and "by grade" = 'all'`,
  );
  const whole = run.results.find(
    (r) => r.indicator === 'wres.1' && r.edition === '2025' && Object.keys(r.breakdown).length === 0,
  )!;
  t.equal(
    sum.getRowObjects()[0]!.n,
    whole.parts.reduce((n, p) => n + Number(p.n), 0),
  );
  db.closeSync();
});

t.test('an analyst gets an Arquero table', async (t) => {
  const table = await toArquero(run);
  t.equal(table.numRows(), run.results.length);
  t.strictSame(
    table.array('value'),
    run.results.map((r) => (r.value.status === 'ok' ? r.value.value : undefined)),
  );
});

t.test('danfojs-node, if it is there, gets a data frame and counts the same people itself', async (t) => {
  const danfo = await import('danfojs-node').catch(() => undefined);
  if (!danfo) {
    t.pass('left out: danfojs-node is not installed');
    return;
  }
  const frame = await toDanfo(run, 'counts');
  t.strictSame(frame.shape, [parts.length, columnsOf(run, 'counts').length]);
  const values = frame.column('n').values as number[];
  t.ok(parts.every(({ p }, i) => (typeof p.n === 'number' ? values[i] === p.n : Number.isNaN(values[i]))));

  const edition = library.editions.wres!['2025']!;
  const lists = codeListsFor(edition, resolveLists(library.lists));
  const counter = memoryCounter({ tables: extract.tables, lists });
  const staff = extract.tables.staff!;
  const by = { ethnicity: recodeFor(edition, 'ethnicity'), sex: recodeFor(edition, 'sex') };
  const groupOf = (how: (typeof by)['sex'], i: number): string => {
    if (!('columns' in how)) throw new Error('a code list was expected');
    for (const column of how.columns)
      for (const list of how.lists) {
        const found = lookUp(lists[list]!, listKey(staff.columns[column]?.[i]));
        if (found !== undefined) return found;
      }
    return how.otherwise;
  };
  const rows = Array.from({ length: staff.length }, (_, i) => ({
    person: String(staff.columns.employeeNumber?.[i]),
    snapshot: Number(staff.columns.snapshotDate?.[i]),
    ethnicity: groupOf(by.ethnicity, i),
    sex: groupOf(by.sex, i),
    fte: Math.round(Number(staff.columns.fte?.[i]) * 100_000),
    one: 1,
  }));
  const own = new danfo.DataFrame(rows);
  const counted = async (measure: 'rows' | 'fte') => {
    const request: CountRequest = { id: 'x/y', from: 'staff', where: [], by, measure };
    return new Map((await counter.count(request)).cells.map((c) => [`${c.key.ethnicity} ${c.key.sex}`, c.n]));
  };
  for (const [measure, column] of [
    ['rows', 'one'],
    ['fte', 'fte'],
  ] as const) {
    const sums = danfo.toJSON(own.groupby(['ethnicity', 'sex']).col([column]).sum()) as Record<
      string,
      string | number
    >[];
    const theirs = new Map(sums.map((s) => [`${s.ethnicity} ${s.sex}`, s[`${column}_sum`]]));
    t.strictSame([...theirs].sort(), [...(await counted(measure))].sort(), `${measure} by ethnicity and sex`);
  }
  const at = Math.max(...rows.map((r) => r.snapshot));
  const now = own.query(own.column('snapshot').eq(at)) as typeof own;
  const people = danfo.toJSON(now.groupby(['person']).col(['one']).count()) as unknown[];
  const request: CountRequest = {
    id: 'x/y',
    from: {
      one: 'staff',
      per: ['employeeNumber'],
      where: [{ rule: 'other-snapshot', keep: { column: 'snapshotDate', is: at } }],
      first: [],
    },
    where: [],
    by: {},
    measure: 'people',
  };
  t.equal((await counter.count(request)).cells[0]!.n, people.length, 'people, not assignments, at the last snapshot');
  t.ok(now.shape[0]! > people.length, 'some have two assignments');
});
