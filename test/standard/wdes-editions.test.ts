import t from 'tap';
import { changes } from '../../src/standard/changes.js';
import { editionFor, editionsOf, resolveEdition } from '../../src/standard/choose.js';
import { packageEditions } from '../../src/standard/node.js';

const editions = packageEditions();
const wdes = (year: string) => resolveEdition(editions, 'wdes', year);

t.test('the editions of the WDES', async (t) => {
  t.same(
    editionsOf(editions, 'wdes').map((e) => e.edition),
    ['2019', '2020', '2021', '2022', '2023', '2024', '2025', '2026'],
  );
  t.equal(wdes('2025').from, '2025-03-31');
  t.equal(editionFor(editions, 'wdes', 17_000), undefined, 'there was none in 2016');
});

t.test('metric 3 takes the mean of two years in every edition, and says that this is not verified', async (t) => {
  for (const e of editionsOf(editions, 'wdes'))
    t.match(e.indicators['wdes.3']?.years, { value: 2, verified: false, introduced: '2019' }, e.edition);
  t.equal(wdes('2022').indicators['wdes.capability-any-ground']?.['in-force'], undefined);
  t.match(wdes('2023').indicators['wdes.capability-any-ground']?.['in-force'], { value: true, verified: true });
});

t.test('where series break', async (t) => {
  const breaks = (id: string) =>
    [...new Set(editionsOf(editions, 'wdes').map((e) => e.indicators[id]?.['series-break']?.introduced))].filter(
      Boolean,
    );
  t.same(breaks('wdes.1'), ['2023'], 'bank staff');
  t.same(breaks('wdes.3'), ['2020', '2023'], 'voluntary, then ill health beside it');
  t.same(breaks('wdes.5'), ['2022'], 'those who do not know');
  t.same(breaks('wdes.8'), ['2023'], 'reasonable for adequate');
  const base = (year: string) =>
    (wdes(year).indicators['wdes.5']!['counted-answers']!.value as { base: string[] }).base;
  t.same(
    [base('2021'), base('2022')],
    [
      ['yes', 'no'],
      ['yes', 'no', 'dont-know'],
    ],
  );
});

t.test('both standards ask the same survey by the same numbers', async (t) => {
  const of = (standard: string) => resolveEdition(editions, standard, '2025').parameters['survey-questions'];
  t.same(of('wres')?.value, of('wdes')?.value);
  const questions = of('wdes')?.value as Record<string, Record<string, string[]>>;
  t.same(questions['2020']?.progression, ['14']);
  t.same(questions['2021']?.progression, ['15']);
  t.same(
    ['2019', '2020', '2021', '2022', '2023', '2024'].map((y) => questions[y]?.adjustments?.[0]),
    ['28b', '26b', '28b', '30b', '31b', '31b'],
  );
  t.equal(questions['2025']?.adjustments, undefined, 'a number that was not found is not guessed');
  t.equal(of('wdes')?.verified, false);
});

t.test('what changed in 2023', async (t) => {
  const found = changes(wdes('2022'), wdes('2023')).map((c) => c.path);
  for (const path of ['indicators.wdes.1.series-break', 'parameters.vsm-as-wres', 'indicators.wdes.8.series-break'])
    t.ok(found.includes(path), path);
});
