import { basename, join } from 'node:path';
import t from 'tap';
import { runSchema } from '../../schemas/run.js';
import { evaluate, loadLibrary, readExtract, resultsCsv, resultsTable } from '../../src/index.js';
import { synthesise, writeWorkbook } from '../../src/synth/index.js';
import { differences, ofYear } from './compare.js';

const library = await loadLibrary();
const trust = synthesise({ seed: 7, staff: 1200 });
const path = join(t.testdir({}), 'two-years.xlsx');
await writeWorkbook(trust.sheets, path);
const extract = await readExtract([{ name: basename(path), path }]);
const at = (policy: string, years?: number) =>
  evaluate(extract, library, { policy: library.policies[policy]!, standards: ['wres'], ...(years ? { years } : {}) });

t.test('a workbook of two years gives both, each by its own edition, snapshot and period', async (t) => {
  const run = await at('internal');
  t.same(differences(run.results, trust.truth), []);
  // Board members are listed for the newest year only: last year's board was not supplied.
  const lastYear = ofYear(run.results, 1);
  t.ok(lastYear.filter((r) => r.indicator === 'wres.9').every((r) => r.value.status === 'not-supplied'));
  t.same(
    differences(run.results, trust.truthBefore, 1).filter((line) => !line.startsWith('wres.9')),
    [],
  );
  t.same([...new Set(lastYear.map((r) => r.edition))], ['2024']);
  t.equal(lastYear.find((r) => r.indicator === 'wres.3')!.period.to, '2024-03-31');
  t.ok(runSchema.safeParse(JSON.parse(JSON.stringify(run))).success, 'the JSON keeps its schema');
});

t.test('one year is as it was before there were two', async (t) => {
  for (const policy of ['internal', 'board']) {
    const [one, two] = [await at(policy, 1), await at(policy)];
    const newest = ofYear(two.results, 0).map(({ change: _, ...r }) => r);
    t.same(newest, one.results, policy);
    t.ok(one.results.every((r) => r.change === undefined && r.yearsBefore === undefined));
  }
});

t.test('last year alone, as the newest, is released as it is beside this year', async (t) => {
  for (const policy of ['internal', 'board']) {
    const asAt = extract.snapshots[0] as number;
    const alone = await evaluate(extract, library, {
      policy: library.policies[policy]!,
      standards: ['wres'],
      asAt,
      years: 1,
    });
    const beside = ofYear((await at(policy)).results, 1).map(({ change: _, yearsBefore: __, ...r }) => r);
    const staff = (rs: readonly (typeof beside)[number][]) =>
      rs.filter((r) => ['wres.1', 'wres.2', 'wres.3', 'wres.4'].includes(r.indicator));
    t.same(staff(beside), staff(alone.results), policy);
  }
});

t.test('the table shows the newest with its change; CSV has every year', async (t) => {
  const run = await at('board');
  const table = resultsTable(run);
  t.match(table, /change since 2024-03-31/);
  t.match(table, /change not clear/);
  t.notMatch(table, /edition 2024/);
  t.notMatch(table, /improved|worsened/i);
  const csv = resultsCsv(run).split('\r\n');
  t.ok(csv.some((l) => l.startsWith('wres.1,2024,')) && csv.some((l) => l.startsWith('wres.1,2025,')));
  const cells = csv[0]!.split(',').length;
  t.equal(cells, 28);
});

t.test('years that the files do not hold are not supplied, never 0', async (t) => {
  const run = await at('internal', 3);
  const before = ofYear(run.results, 2);
  t.ok(before.length > 0);
  const shown = before.filter((r) => r.value.status === 'ok').map((r) => r.indicator);
  t.same(shown, [], 'nothing of two years ago is in the workbook');
  t.ok(before.filter((r) => r.indicator === 'wres.3').every((r) => r.value.status === 'not-supplied'));
});
