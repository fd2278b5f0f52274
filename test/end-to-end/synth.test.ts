import { join } from 'node:path';
import t from 'tap';
import { readExtract } from '../../src/index.js';
import { synthesise, writeWorkbook } from '../../src/synth/index.js';
import { differences, lostRows, runOn, surveyDifferences } from './compare.js';

const errors = (issues: readonly { severity: string; id: string }[]): string[] => [
  ...new Set(issues.filter((i) => i.severity === 'error').map((i) => i.id)),
];

t.test('a clean extract gives the truth, this year and last, for any size of trust', async (t) => {
  for (const [seed, staff] of [
    [7, 1500],
    [12, 120],
    [14, 8],
    [15, 1],
  ] as const) {
    const trust = synthesise({ seed, staff });
    const run = await runOn(trust, t.testdir({}));
    t.same(differences(run.results, trust.truth), [], `seed ${seed}, ${staff} staff`);
    t.same(lostRows(run, trust), [], `rows of seed ${seed}`);
    if (staff > 1000) t.same(surveyDifferences(run.results, trust), [], 'the survey as printed');
    t.same(errors(run.issues), [], `a clean extract has no errors, seed ${seed}`);
    if (staff < 100) continue;
    const before = await runOn(trust, t.testdir({}), 'xlsx', trust.truthBefore.snapshot);
    t.same(differences(before.results, trust.truthBefore), [], `the year before, seed ${seed}`);
  }
});

t.test('editions that take the mean of two years of cases get it, halves kept', async (t) => {
  const trust = synthesise({ seed: 51, staff: 900, snapshot: '2019-03-31' });
  const { cases, casesBefore } = trust.truth.wres3;
  t.ok((cases.white + casesBefore.white + cases.bme + casesBefore.bme) % 2 === 1, 'one of the means is a half');
  const run = await runOn(trust, t.testdir({}));
  t.equal(run.results[0]!.edition, '2019');
  t.same(differences(run.results, trust.truth), []);
});

t.test('the same extract as CSV files gives the same figures', async (t) => {
  const trust = synthesise({ seed: 21, staff: 300 });
  const run = await runOn(trust, t.testdir({}), 'csv');
  t.same(differences(run.results, trust.truth), []);
  t.same(lostRows(run, trust), []);
});

t.test('every header of the blank template is understood', async (t) => {
  const { sheets } = synthesise({ seed: 1, staff: 0 });
  const path = join(t.testdir({}), 'template.xlsx');
  await writeWorkbook(sheets, path);
  const { mapping } = await readExtract([{ name: 'template.xlsx', path }]);
  const understood = new Set(mapping.filter((m) => m.column !== undefined).map((m) => `${m.table} ${m.header}`));
  const asked = sheets.flatMap((s) => s.columns.map((c) => `${s.table} ${c.header}`));
  t.ok(asked.length > 100);
  t.same(
    asked.filter((header) => !understood.has(header)),
    [],
  );
});

t.test('the comparison sees one person in the wrong group', async (t) => {
  const trust = synthesise({ seed: 45, staff: 200 });
  const { workforce } = trust.truth;
  const other = { ...trust.truth, workforce: { ...workforce, white: workforce.white - 1, bme: workforce.bme + 1 } };
  const run = await runOn(trust, t.testdir({}));
  t.ok(differences(run.results, other).length > 0);
  t.same(differences(run.results, trust.truth), []);
});
