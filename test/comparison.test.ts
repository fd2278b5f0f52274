import { createHash } from 'node:crypto';
import t from 'tap';
import { comparisonSchema } from '../schemas/comparison.js';
import { runSchema } from '../schemas/run.js';
import { readExtract } from '../src/extract/extract.js';
import { comparisonCsv, count, evaluate, loadLibrary, parseDay, type RunOptions, release } from '../src/index.js';
import { comparisonOf } from '../src/interchange/comparison.js';
import { parseLedger } from '../src/release/ledger.js';
import type { Result } from '../src/release/result.js';
import { html, reportDocument } from '../src/report/index.js';
import { reportSettings } from '../src/report-settings.js';
import { apart, near } from './two-snapshots.js';

const library = await loadLibrary();
const day = (text: string): number => parseDay(text) as number;
const read = (files: Readonly<Record<string, string>>) =>
  readExtract(Object.entries(files).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })));
const [far, close] = [await read(apart), await read(near)];
const asked = (compared: string, more: Partial<RunOptions> = {}): RunOptions => ({
  policy: library.policies.board!,
  standards: ['wres'],
  comparedWith: day(compared),
  ...more,
});
const whole = (results: readonly Result[], indicator: string, before = false) =>
  results.find(
    (r) =>
      r.indicator === indicator && Object.keys(r.breakdown).length === 0 && (r.yearsBefore !== undefined) === before,
  )!;

t.test('two snapshots eighteen months apart, worked by hand', async (t) => {
  const run = await evaluate(far, library, asked('2023-09-30'));
  t.same(run.compared, { snapshot: '2025-03-31', with: '2023-09-30' });
  const { figures, before, after } = comparisonOf(run);
  t.same([before, after], ['2023-09-30', '2025-03-31']);
  const cases = figures.find((f) => f.indicator === 'wres.3')!;
  if ('status' in cases.before || 'status' in cases.after || 'status' in cases.change)
    throw new Error('both are there');
  t.same(cases.before.period, { from: '2022-10-01', to: '2023-09-30' }, 'each has the events before its own day');
  t.same(cases.after.period, { from: '2024-04-01', to: '2025-03-31' });
  t.same([cases.before.edition, cases.after.edition], ['2023', '2025'], 'and the edition in force then');
  // (12 / 200) / (12 / 400) = 2, then (10 / 250) / (16 / 400) = 1: 0.5 times.
  t.match([cases.before.value, cases.after.value], [{ value: 2 }, { value: 1 }]);
  t.match(cases.change.value, { value: 0.5 });
  // Variance of the logs: 1/12 - 1/200 + 1/12 - 1/400 + 1/10 - 1/250 + 1/16 - 1/400 = 0.315167, so that exp(ln 0.5 -+ 1.959964 x 0.561397) is
  // 0.1664 to 1.5026.
  if (cases.change.interval.status !== 'ok') throw new Error('there is an interval');
  t.same(
    cases.change.interval.value.map((v) => Number(v).toFixed(4)),
    ['0.1664', '1.5026'],
  );
  t.equal(cases.change.reading, 'change not clear');
  // 200 of 600 is 33.3 %, 250 of 650 is 38.5 %: 5.13 points; 100 x sqrt(1/3 x 2/3 / 600 + 5/13 x 8/13 / 650) = 2.7102, times 1.959964 is 5.31.
  const { change } = whole(run.results, 'wres.1');
  if (change?.value.status !== 'ok' || change.interval.status !== 'ok') throw new Error('there is a change');
  t.equal(change.value.value.toFixed(4), '5.1282');
  t.same(
    change.interval.value.map((v) => Number(v).toFixed(2)),
    ['-0.18', '10.44'],
  );
  t.notOk(run.issues.some((i) => i.id === 'windows-share-days'));
  const json = JSON.parse(JSON.stringify(run));
  t.ok(runSchema.safeParse(json).success);
  t.ok(comparisonSchema.safeParse(JSON.parse(JSON.stringify(comparisonOf(run)))).success);
  const csv = comparisonCsv(run).split('\r\n');
  t.match(
    csv.find((l) => l.startsWith('wres.3,')),
    /,2023-09-30,2023,2022-10-01,2023-09-30,2,.*,2025-03-31,2025,.*,0\.5,0\.166/,
  );
  t.equal(new Set(csv.slice(0, -1).map((l) => l.split(',').length)).size, 1, 'as many cells in each line');
});

t.test('a year apart it is what the year before is', async (t) => {
  const compared = await evaluate(far, library, asked('2024-03-31'));
  const { comparedWith: _, ...years } = asked('2024-03-31');
  const yearly = await evaluate(far, library, years);
  const known = (run: typeof yearly) =>
    run.results.filter((r) => ['wres.1', 'wres.3'].includes(r.indicator)).map(({ input: __, ...r }) => r);
  t.same(known(compared), known(yearly));
});

t.test('what cannot be compared is said, with the days there are', async (t) => {
  for (const [options, id] of [
    [asked('2023-03-31'), 'no-snapshot-to-compare'],
    [asked('2023-09-30', { asAt: day('2025-01-31') }), 'no-snapshot-to-compare'],
    [asked('2025-03-31', { asAt: day('2024-03-31') }), 'compared-with-later'],
  ] as const) {
    const run = await evaluate(far, library, options);
    const issue = run.issues.find((i) => i.id === id);
    t.equal(issue?.severity, 'error', id);
    if (id === 'no-snapshot-to-compare') t.match(issue?.what, /there are 2023-09-30, 2024-03-31, 2025-03-31/);
    t.same(run.results, []);
    t.throws(() => comparisonOf(run), RangeError);
  }
  await t.rejects(evaluate(far, library, asked('2023-09-30', { years: 2 })), RangeError);
});

t.test('years that share days: said, and the events of one cannot be taken from the other', async (t) => {
  const exact = await evaluate(close, library, asked('2024-09-30', { policy: library.policies.internal! }));
  const bme = (r: Result) => r.parts.find((p) => p.group === 'bme')!.n;
  t.same([bme(whole(exact.results, 'wres.3', true)), bme(whole(exact.results, 'wres.3'))], [7, 9]);
  const run = await evaluate(close, library, asked('2024-09-30'));
  t.match(
    run.issues.find((i) => i.id === 'windows-share-days')?.what,
    /to 2024-09-30 and to 2025-03-31 share 2024-04-01 to 2024-09-30/,
  );
  // 9 less 7 would be 2 people of the winter, which the policy hides.
  const shown = [whole(run.results, 'wres.3', true), whole(run.results, 'wres.3')].map(bme);
  t.notOk(
    shown.every((n) => typeof n === 'number'),
    'not both',
  );
  const apartFromIt = await evaluate(close, library, {
    policy: library.policies.board!,
    standards: ['wres'],
    years: 1,
  });
  t.equal(bme(whole(apartFromIt.results, 'wres.3')), 9, 'the newest alone is shown');
});

t.test('the ledger knows the staff of a snapshot again, compared or not', async (t) => {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
  const lineOf = async (options: RunOptions) => {
    const lines: string[] = [];
    const counted = await count(far, library, options);
    await release(counted, options.policy, { ledger: { past: [], hash, keep: (l) => void lines.push(l) } });
    return new Map(parseLedger(lines.join('')).flatMap((r) => r.counts.map((c) => [c.people, c] as const)));
  };
  const { comparedWith: _, ...alone } = asked('2023-09-30', { asAt: day('2023-09-30'), years: 1 });
  const [before, both] = [await lineOf(alone), await lineOf(asked('2023-09-30'))];
  // The earlier side leaves out rows without a day: its people are among those of the snapshot alone.
  const among = new Set([...both.values()].flatMap((c) => c.among));
  const common = [...before.keys()].filter((people) => among.has(people));
  t.ok(common.length > 0, 'the same people by the same name');
  const shown = common.flatMap((people) => Object.values(before.get(people)!.shown));
  t.ok(shown.includes(200) && shown.includes(600), '200 BME staff of 600');
});

t.test('the report says the day and never last year', async (t) => {
  const run = await evaluate(far, library, asked('2023-09-30'));
  const page = await html(reportDocument(run, reportSettings(library, run)));
  const text = page.replace(/<style[\s\S]*?<\/style>/g, '').replace(/<[^>]*>/g, ' ');
  t.notMatch(text, /last year|year before/i);
  t.match(text, /Change since 30 September 2023/);
  t.match(text, /2\.00\s+on 30 September 2023; change not clear/);
});
