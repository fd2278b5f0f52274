import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import t, { type Test } from 'tap';
import { addMonths, isoDate, parseIso } from '../../src/core/dates.js';
import { engines, evaluate, type Library, loadLibrary, type RunOptions, resultsJson } from '../../src/index.js';

// Month-ends, a file each: what is kept of a run is not counted, and not read, again. What is read is taken from the statements that DuckDB runs.
const folder = mkdtempSync(join(tmpdir(), 'wee-kept-'));
const everything = await loadLibrary();
const only = (...ids: readonly string[]): Library => ({
  ...everything,
  indicators: everything.indicators.filter((i) => ids.includes(i.id)),
});
const library = only('wres.1', 'wdes.1');
const { openRun } = await engines();
const policy = library.policies.internal!;
const db = await DuckDBInstance.create(':memory:');
const connection = await db.connect();
t.teardown(() => {
  connection.closeSync();
  db.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

// The last day of each month from March 2024 to April 2025.
const ends = Array.from({ length: 14 }, (_, i) => addMonths(parseIso('2024-04-01')!, i) - 1);
const days = ends.slice(0, 13);
/** The files there are before the new month comes. */
const before12 = [0, 9, 10, 11];
const [first, last] = [days[0]!, days.at(-1)!];
/** In month m persons m to m + 39, so that one leaves and one joins each month; every fourth is Indian, and pay is band 2 to 8a. */
const staff = (m: number, ethnicity = 'H'): string => `
  select 'RXX' as "Organisation", (30000000 + p)::varchar as "Employee Number", (30000000 + p)::varchar as "Assignment Number", 'Yes' as "Primary Assignment",
    'Permanent' as "Assignment Category", 'Administrative and Clerical' as "Staff Group", 'Band ' || (2 + p % 7) as "Pay Scale", 1.0 as "FTE",
    case when p % 4 = 0 then '${ethnicity}' else 'A' end as "Ethnic Origin", 'No' as "Disability", date '2015-01-01' as "Latest Hire Date",
    date '${isoDate(ends[m]!)}' as "Snapshot Date" from range(${m}, ${m + 40}) t(p)`;
const nameOf = (m: number, end = 'parquet'): string => `Staff ${isoDate(ends[m]!)}.${end}`;
async function write(to: string, months: readonly number[], end = 'parquet', ethnicity?: string): Promise<string> {
  const own = join(folder, to);
  mkdirSync(own, { recursive: true });
  for (const m of months)
    await connection.run(
      `copy (${staff(m, ethnicity)}) to '${join(own, nameOf(m, end))}' (format ${end}${end === 'csv' ? ', header' : ''})`,
    );
  return own;
}

interface Figures {
  readonly results: string;
  readonly explain: readonly string[];
  /** Names of the files of which rows were read, in order. */
  readonly read: readonly string[];
  readonly kept: readonly [asked: number, kept: number];
  readonly issues: readonly { readonly id: string; readonly what: string }[];
}

async function figures(
  words: readonly string[],
  options: Parameters<typeof openRun>[2],
  more: Partial<RunOptions> = {},
  own: Library = library,
): Promise<Figures> {
  const told: string[] = [];
  const opened = await openRun(words, own, { ...options, told: (s) => told.push(s) });
  const { engine } = opened;
  const run = await evaluate(opened.extract, own, {
    policy,
    standards: ['wres', 'wdes'],
    years: 1,
    asAt: last,
    ...more,
    ...(engine ? { engine } : {}),
  }).finally(opened.close);
  const { results, issues } = JSON.parse(resultsJson(run)) as Pick<Figures, 'issues'> & {
    results: { input?: unknown; engine?: string }[];
  };
  // The headers of all files are looked at, and a Parquet file says itself how many rows it has.
  const scans = told.filter((s) => !/^(describe|select count\(\*\) from read_parquet)/.test(s));
  const lists = scans.flatMap((s) => s.match(/read_(parquet|csv)\(\[[^\]]*\]/g) ?? []);
  const names = lists.flatMap((l) => (l.match(/'[^']*'/g) ?? []).map((p) => basename(p.slice(1, -1))));
  const explain = engine?.explain() ?? [];
  const [, asked = '', kept = ''] =
    /^([\d,]+) counts asked of duckdb, ([\d,]+) of them kept/.exec(explain[0] ?? '') ?? [];
  return {
    // Which files a run was given stands beside each figure.
    results: JSON.stringify(results.map(({ input: _, engine: __, ...rest }) => rest)),
    explain,
    read: [...new Set(names)].filter((n) => n.includes('20')).sort(),
    kept: [Number(asked), Number(kept)],
    issues,
  };
}

/** Figures are long: where they differ their first difference is shown. */
const same = (t: Test, found: Figures, wanted: Figures, what = 'the figures are those of counting afresh'): void => {
  const at = [...wanted.results].findIndex((c, i) => c !== found.results[i]);
  const part = ({ results }: Figures): string => results.slice(Math.max(0, at - 200), at + 100);
  t.equal(
    found.results === wanted.results ? '' : part(found),
    found.results === wanted.results ? '' : part(wanted),
    what,
  );
};

t.test('a new month is read and counted, and it alone', async (t) => {
  const cache = join(folder, 'cache');
  const months = await write('months', before12);
  const before = await figures([months], { cache }, { asAt: days[11]! });
  t.equal(before.kept[1], 0, 'nothing was kept before');
  t.equal(before.read.length, 4, 'all files are read once, to know whose rows and of which days they are');
  t.match(before.explain.join('\n'), /; reads 1 of 4 files of staff/);
  await write('months', [12]);
  const after = await figures([months], { cache });
  t.same(after.read, [nameOf(12)], 'only the rows of the new file are read');
  t.ok(after.kept[0] > 0 && after.kept[1] < after.kept[0], `${after.kept.join(' asked, kept ')}`);
  t.match(after.explain.join('\n'), /; reads 1 of 5 files of staff/);
  const again = await figures([months], { cache });
  t.same([again.read, again.kept[1]], [[], again.kept[0]], 'and none when all is kept');
  const fresh = await figures([months], {});
  t.equal(fresh.read.length, 5);
  same(t, after, fresh, 'the figures are those of counting afresh');
  same(t, again, fresh);
  t.ok(fresh.results.length > 2000);
  const old = await figures([months], { cache }, { asAt: days[11]! });
  t.same(old.read, [], 'an old month is kept beside the new one');
  same(t, old, before);
});

t.test('turnover reads the two ends of its year, and as far as they are new', async (t) => {
  const cache = join(folder, 'cache');
  const months = join(folder, 'months');
  // One person of each month before the last has left by the next.
  const leavers = join(folder, 'leavers.csv');
  const rows = days
    .slice(0, 12)
    .map((d, m) => `RXX,${30_000_000 + m},${isoDate(d + 15)},Resignation,${m % 4 ? 'A' : 'H'}`);
  writeFileSync(
    leavers,
    `Organisation,Employee Number,Termination Date,Leaving Reason,Ethnic Origin\n${rows.join('\n')}\n`,
  );
  const turnover = { standards: ['turnover'] };
  const own = only('turnover.leaver-rate');
  const year = await figures([months, leavers], { cache }, turnover, own);
  t.ok(year.kept[0] > 5, `${year.kept[0]} counts`);
  t.same(year.read, [nameOf(0), nameOf(12)], 'the two ends of the year');
  same(t, year, await figures([months, leavers], {}, turnover, own));
  const again = await figures([months, leavers], { cache }, turnover, own);
  t.same([again.read, again.kept[1]], [[], again.kept[0]]);
  const fourteen = await write('fourteen', [...before12, 12, 13]);
  const beside = await figures([fourteen, leavers], { cache }, turnover, own);
  t.same(
    [beside.read, beside.kept[1]],
    [[nameOf(13)], beside.kept[0]],
    'a month more leaves the year that ended before it',
  );
  same(t, beside, again);
});

t.test('CSV files are copied as far as they are new', async (t) => {
  const cache = join(folder, 'cache-csv');
  const months = await write('months-csv', [10, 11], 'csv');
  await figures([months], { cache, above: 1 }, { asAt: days[11]! });
  await write('months-csv', [12], 'csv');
  const after = await figures([months], { cache, above: 1 });
  t.same(after.read, [nameOf(12, 'csv')]);
  const again = await figures([months], { cache, above: 1 });
  t.same(again.read, []);
  const fresh = await figures([months], { engine: 'memory' });
  same(t, again, fresh, 'the figures are those of memory');
});

t.test('a month that changed is counted anew, and so is what a code or an edition means differently', async (t) => {
  const cache = join(folder, 'cache');
  const at = { asAt: first };
  const months = join(folder, 'months');
  const before = await figures([months], { cache }, at);
  // Every fourth person of the first month is now White Irish.
  await write('months', [0], 'parquet', 'B');
  const changed = await figures([months], { cache }, at);
  t.equal(changed.kept[1], 0, 'nothing of it is kept');
  t.ok(changed.read.includes(nameOf(0)));
  t.ok(changed.results !== before.results);
  await write('months', [0]);
  const back = await figures([months], { cache }, at);
  t.equal(back.kept[1], back.kept[0], 'what it was before is kept still');
  same(t, back, before);

  const list = library.lists.ethnicity!;
  // H is Indian, and now White Irish.
  const values = new Map([...list.values, ['h', list.values.get('b')!]]);
  const other: Library = { ...library, lists: { ...library.lists, ethnicity: { ...list, values } } };
  const relisted = await figures([months], { cache }, at, other);
  t.ok(relisted.kept[1] < relisted.kept[0], `${relisted.kept.join(' asked, kept ')} with another list`);
  same(t, relisted, await figures([months], {}, at, other));

  const editions = JSON.parse(
    JSON.stringify(library.editions).replaceAll('"rule":"bank"', '"rule":"no bank"'),
  ) as Library['editions'];
  const edited = await figures([months], { cache }, at, { ...library, editions });
  t.equal(edited.kept[1], 0, 'and with another edition');
});

t.test('what was cut short or changed is set aside, said, and counted anew', async (t) => {
  const cache = join(folder, 'cache');
  const months = join(folder, 'months');
  const sound = await figures([months], { cache });
  const of = (start: string): string[] => readdirSync(cache).filter((f) => f.startsWith(start) && f.endsWith('.kept'));
  for (const [i, name] of [...of('counts-'), ...of('files-'), ...of('rows-')].entries()) {
    const path = join(cache, name);
    const text = readFileSync(path, 'utf8');
    // Cut short, one digit changed, nothing at all.
    const spoilt = [text.slice(0, -10), text.replace(/"n":\d/, '"n":7').replace(/"rows":\d/, '"rows":9'), ''][i % 3]!;
    if (spoilt !== text) writeFileSync(path, spoilt);
  }
  const after = await figures([months], { cache });
  same(t, after, sound, 'the figures are what they were');
  const said = after.issues.find((i) => i.id === 'kept-damaged');
  t.match(
    said?.what,
    /files of the folder of --cache cannot be used.*worked out anew.*set aside: .*ending in \.damaged/,
  );
  const damaged = readdirSync(cache).filter((f) => f.endsWith('.damaged'));
  t.ok(damaged.length >= 3, `${damaged.length} set aside`);
  const again = await figures([months], { cache });
  t.same([again.kept[1], again.read], [again.kept[0], []]);
  t.notOk(again.issues.some((i) => i.id === 'kept-damaged'));
});

t.test('two runs at once do not spoil each other', async (t) => {
  const cache = join(folder, 'cache-of-two');
  const months = join(folder, 'months');
  const [one, other] = await Promise.all([figures([months], { cache }), figures([months], { cache })]);
  same(t, one, other);
  t.same(
    readdirSync(cache).filter((f) => !f.endsWith('.kept')),
    [],
    'nothing half-written is left',
  );
  const third = await figures([months], { cache });
  t.equal(third.kept[1], third.kept[0]);
  same(t, third, one);
});

t.test('kept counts are for their owner alone', async (t) => {
  const cache = join(folder, 'cache-of-two');
  const names = readdirSync(cache);
  t.ok(names.length > 1);
  for (const name of names) t.equal(statSync(join(cache, name)).mode & 0o777, 0o600);
  t.equal(statSync(cache).mode & 0o777, 0o700);
  for (const name of names) t.notMatch(readFileSync(join(cache, name), 'utf8'), /30000000/);
});
