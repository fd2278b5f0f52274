import fc from 'fast-check';
import t from 'tap';
import { resolveLists } from '../../schemas/lists.js';
import type { Value } from '../../src/core/rows.js';
import { readSurvey, surveyYear } from '../../src/survey/given.js';
import { rowsOf } from '../indicators/given.js';
import { lists } from '../schemas/read.js';

const all = resolveLists(lists);
const read = (rows: readonly Readonly<Record<string, Value>>[], year = 2024) =>
  readSurvey({
    table: rowsOf('survey', rows),
    year,
    questions: { public: ['14a'], valued: ['4b'] },
    names: all['survey-item']!,
    groups: all['survey-group']!,
    scored: new Set(['engagement']),
  });
const row = (group: string, percentage: string, more: Readonly<Record<string, Value>> = {}) => ({
  surveyYear: '2024',
  question: 'Q14a',
  group,
  percentage,
  respondents: '812',
  ...more,
});

t.test('the year of a survey', async (t) => {
  t.equal(surveyYear('2024'), 2024);
  t.equal(surveyYear('NHS Staff Survey 2024'), 2024);
  t.equal(surveyYear(2024), 2024);
  t.equal(surveyYear('latest'), undefined);
  t.equal(surveyYear(undefined), undefined);
});

t.test('rows are used, or left out by a named rule, and every row is in one place', async (t) => {
  const found = read([
    row('BME', '26.4'),
    row('White', '24.9'),
    row('White', '24.0', { surveyYear: '2023' }),
    row('White', '24.0', { surveyYear: undefined }),
    row('Benchmark', '27.5'),
    row('Martians', '27.5'),
    row('BME', '55', { question: 'Q24a' }),
    row('BME', 'many', { question: 'Q4b' }),
    row('BME', '126', { question: 'Q4b' }),
  ]);
  t.same(found.excluded, {
    'other-survey-year': 1,
    'survey-year-not-stated': 1,
    'not-this-organisation': 1,
    'group-not-known': 1,
    'question-not-asked-for': 1,
    'figure-not-readable': 1,
    'figure-not-possible': 1,
  });
  t.equal(found.counted, 2);
  t.same(found.years, [2023, 2024]);
  t.match(found.given.get('public')?.get('bme'), { rate: 0.264, base: 812, decimals: 1 });
  t.match(found.issues, [{ id: 'survey-figure-unreadable', rows: 2, row: 9 }]);
});

t.test('without a year column the rows are of the year asked for', async (t) => {
  t.equal(read([row('BME', '26.4', { surveyYear: undefined })]).counted, 1);
});

t.test('the same question and group twice with two figures is neither', async (t) => {
  const found = read([row('BME', '26.4'), row('BME', '27.0'), row('White', '24.9'), row('White', '24.9')]);
  t.match(found.given.get('public')?.get('bme')?.rate, { status: 'not-supplied' });
  t.match(found.given.get('public')?.get('white'), { rate: 0.249 }, 'twice the same is once');
  t.match(found.issues, [{ id: 'survey-figure-twice', row: 3 }]);
});

t.test('counts come before percentages; more answers than respondents cannot be', async (t) => {
  const found = read([
    row('BME', '99.9', { count: '214', respondents: '812' }),
    row('White', '24.9', { count: '900', respondents: '812' }),
  ]);
  t.match(found.given.get('public')?.get('bme'), { n: 214, base: 812, rate: 214 / 812 });
  t.equal(found.given.get('public')?.get('white'), undefined);
  t.same(found.excluded, { 'figure-not-possible': 1 });
});

t.test('without a number of respondents it says so, and a score keeps to its scale', async (t) => {
  const found = read([
    row('BME', '26.4', { respondents: undefined }),
    row('Disabled', '6.68', { question: 'Staff engagement' }),
    row('Non-disabled', '66.8', { question: 'Staff engagement' }),
  ]);
  t.match(
    found.issues.map((i) => i.id),
    ['survey-figure-unreadable', 'survey-without-base'],
  );
  t.match(found.given.get('engagement')?.get('disabled'), { rate: 6.68 });
  t.equal(found.given.get('engagement')?.get('non-disabled'), undefined, 'not above 10');
});

t.test('any table: read = used + left out, and nothing throws', async () => {
  const word = fc.constantFrom(
    '2024',
    '2023',
    '',
    'Q14a',
    'BME',
    'White',
    'All staff',
    '*',
    '<11',
    '0.3',
    '30',
    '30%',
    'x',
    '-1',
    '1e9',
  );
  const record = fc.record({
    surveyYear: word,
    question: word,
    group: word,
    percentage: word,
    count: word,
    respondents: word,
  });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 12 }), (rows) => {
      const found = read(rows);
      const out = Object.values(found.excluded).reduce((a, b) => a + b, 0);
      const rates = [...found.given.values()].flatMap((g) => [...g.values()].map((f) => f.rate));
      return found.counted + out === rows.length && rates.every((r) => typeof r !== 'number' || (r >= 0 && r <= 1));
    }),
    { seed: 4, numRuns: 400 },
  );
});
