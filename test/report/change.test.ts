import t from 'tap';
import { notSupplied, ok, suppressed, undefinedBecause } from '../../src/core/outcome.js';
import type { Change, Result, Run } from '../../src/release/result.js';
import { reportDocument } from '../../src/report/index.js';
import { plain, sectionText } from '../../src/report/text.js';
import type { TableBlock } from '../../src/report/types.js';
import { exampleRun, released } from './example-run.js';

const run: Run = exampleRun;
const change: Change = {
  from: '2024',
  since: '2024-03-31',
  value: ok(0.8504),
  interval: { status: 'ok', value: [0.3985, 1.8146], level: 0.95, method: 'difference-of-log-ratios' },
  reading: 'change not clear',
  comparable: true,
};
const isWhole = (r: Result) => Object.keys(r.breakdown).length === 0;

/** The example run with last year's 24/2094 over 33/5438 for WRES 3 and a share of 27.1 % for the workforce. */
function withLastYear(wres3: Change = change): Run {
  const before = { edition: '2024', period: { from: '2023-04-01', to: '2024-03-31' }, yearsBefore: 1 } as const;
  const newest = run.results.map((r) => {
    if (r.indicator === 'wres.3' && isWhole(r)) return { ...r, change: wres3 };
    if (r.indicator === 'wres.1' && isWhole(r)) return { ...r, change: { ...change, value: ok(0.8) } };
    return r;
  });
  const earlier = run.results.flatMap((r): readonly Result[] => {
    if (r.indicator === 'wres.3' && isWhole(r))
      return [
        {
          ...r,
          ...before,
          value: ok(24 / 2094 / (33 / 5438)),
          parts: [
            { group: 'white', n: 33, base: 5438, rate: 33 / 5438 },
            { group: 'bme', n: 24, base: 2094, rate: 24 / 2094 },
          ],
        },
      ];
    if (r.indicator === 'wres.1' && isWhole(r))
      return [{ ...r, ...before, value: ok(0.271), parts: [{ group: 'bme', n: 2710, base: 10000, rate: 0.271 }] }];
    return [];
  });
  return { ...run, results: [...newest, ...earlier] };
}

const document = (from: Run) => reportDocument(released(from));
const card = (from: Run): TableBlock => {
  const block = document(from).sections.find((s) => s.id === 'scorecard')!.blocks[0]!;
  if (block.kind !== 'table') throw new Error('the scorecard begins with its table');
  return block;
};
const cell = (from: Run, indicator: string): string => {
  const table = card(from);
  const at = table.columns.findIndex((c) => c.label === 'Change on last year') - 1;
  const row = table.rows.find((r) => plain(r.head).startsWith(indicator))!;
  return row.cells[at]!.map(plain).join(' ');
};

t.test('a run of one year says nothing of change', async (t) => {
  t.notOk(card(run).columns.some((c) => c.label === 'Change on last year'));
  t.notMatch(JSON.stringify(document(run)), /last year/i);
});

t.test("the scorecard and the section give last year's figure and whether the change is clear", async (t) => {
  const two = withLastYear();
  // 24/2094 over 33/5438 is 1.889; 27.1 % to the share of this year is +0.8 points, as the gate worked it out.
  t.equal(cell(two, 'WRES 3'), '1.89 last year; change not clear');
  t.equal(cell(two, 'WRES 1'), '27.1% last year, +0.8 points; change not clear');
  t.equal(cell(two, 'WRES 2'), 'not compared');
  const section = sectionText(document(two).sections.find((s) => s.id === 'wres-3')!).join('\n');
  t.match(section, 'Change on last year. 1.89 last year; change not clear; since 31 March 2024.');
  const widths = card(two).columns.map((c) => c.width ?? 0);
  t.equal(
    widths.reduce((a, b) => a + b, 0),
    100,
  );
});

t.test('earlier years are in no section of their own, and change no figure of this year', async (t) => {
  const ids = (from: Run) => document(from).sections.map((s) => s.id);
  t.same(ids(withLastYear()), ids(run));
  t.equal(document(withLastYear()).title, document(run).title);
});

t.test('a break in the series is said and named, and gives no change', async (t) => {
  const why = undefinedBecause('not-comparable');
  const broken = withLastYear({
    ...change,
    value: why,
    interval: why,
    reading: why,
    comparable: false,
    break: 'One year of cases from here.',
  });
  t.equal(cell(broken, 'WRES 3'), 'not comparable');
  const section = sectionText(document(broken).sections.find((s) => s.id === 'wres-3')!).join('\n');
  t.match(section, 'Not comparable with last year. One year of cases from here.');
  t.notMatch(section, /1\.89/);
});

t.test('a hidden or missing year is a word, never a figure', async (t) => {
  for (const [absent, word] of [
    [suppressed, 'suppressed last year'],
    [notSupplied('cases table for the year to 2024-03-31'), 'not supplied last year'],
  ] as const) {
    const hidden = withLastYear({ ...change, value: absent, interval: absent, reading: absent });
    const results = hidden.results.map((r) =>
      r.indicator === 'wres.3' && r.yearsBefore === 1 ? { ...r, value: absent } : r,
    );
    t.equal(cell({ ...hidden, results }, 'WRES 3'), word);
  }
});

t.test('no report says improved or worsened', async (t) => {
  t.notMatch(JSON.stringify(document(withLastYear())), /improved|worsened|significant/i);
});
