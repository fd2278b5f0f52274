import t from 'tap';
import { evaluate } from '../src/evaluate.js';
import { readExtract } from '../src/extract/extract.js';
import { loadLibrary } from '../src/library.js';
import type { Result } from '../src/release/result.js';
import type { RunOptions } from '../src/run-options.js';

const library = await loadLibrary();
const policy = library.policies.internal!;
const file = (name: string, lines: readonly string[]) => ({ name, bytes: new TextEncoder().encode(lines.join('\n')) });

/** 24 staff, 12 White and 12 BME; every second one has the first value of each characteristic, the others the second, the last two none. */
const columns = {
  religion: ['Religious Belief', 'Islam', 'Christianity'],
  'sexual-orientation': ['Sexual Orientation', 'Bisexual', 'Heterosexual or Straight'],
  'age-band': ['Age Band', '26-30', '51-55'],
  sex: ['Gender', 'Female', 'Male'],
  'training-country': ['Country Of Training', 'United Kingdom', 'Rest of World'],
  directorate: ['Directorate', 'Medicine', 'Surgery'],
  service: ['Latest Hire Date', '01-Jun-2024', '01-Jun-2012'],
} as const;
const expected: Readonly<Record<keyof typeof columns, readonly [string, string]>> = {
  religion: ['islam', 'christianity'],
  'sexual-orientation': ['bisexual', 'heterosexual'],
  'age-band': ['26-35', '46-55'],
  sex: ['female', 'male'],
  'training-country': ['uk', 'overseas'],
  directorate: ['Medicine', 'Surgery'],
  service: ['under-1', 'over-10'],
};
const keys = Object.keys(columns) as readonly (keyof typeof columns)[];
const head = [
  'Employee Number,Assignment Category,Staff Group,Pay Scale,Ethnic Origin,Disability,Snapshot Date',
  ...keys.map((k) => columns[k][0]),
].join(',');
const staff = Array.from({ length: 24 }, (_, i) =>
  [
    i + 1,
    'Permanent',
    'Administrative and Clerical',
    'Band 6',
    i < 12 ? 'A' : 'N',
    i % 3 === 0 ? 'Yes' : 'No',
    '31-Mar-2025',
    ...keys.map((k) => (i >= 22 ? '' : k === 'directorate' && i === 4 ? ' MEDICINE' : columns[k][1 + (i % 2)])),
  ].join(','),
);
/** Persons 1, 3, 14 and 23 are disciplined. */
const cases = [1, 3, 14, 23].map((n) => `C${n},${n},Disciplinary,Yes,01-Jun-2024`);
const extract = await readExtract([
  file('staff.csv', [head, ...staff]),
  file('cases.csv', ['Case Reference,Employee Number,Case Type,Formal,Date Opened', ...cases]),
]);
const run = async (by: readonly string[], more: Partial<RunOptions> = {}) =>
  evaluate(extract, library, { policy, by, standards: ['wres'], edition: '2025', ...more });
const find = (results: readonly Result[], id: string, breakdown: Readonly<Record<string, string>>) =>
  results.find((r) => r.indicator === id && JSON.stringify(r.breakdown) === JSON.stringify(breakdown));
const counts = (r: Result | undefined) => r?.parts.map((p) => [p.group, p.n, p.base]);

for (const key of keys)
  t.test(`staff and cases by ${key}`, async (t) => {
    const { results, issues } = await run([key]);
    t.notOk(issues.some((i) => i.severity === 'error'));
    const [first, second] = expected[key];
    // Of the 11 with the first value 6 are White (1, 3, 5, ... 11) and 5 BME (13, ... 21); cases 1 and 3. Of the second 6 White and 5 BME; case 14.
    t.same(counts(find(results, 'wres.3', { [key]: first })), [
      ['white', 2, 6],
      ['bme', 0, 5],
      ['unknown', 0, 0],
    ]);
    t.same(counts(find(results, 'wres.3', { [key]: second })), [
      ['white', 0, 6],
      ['bme', 1, 5],
      ['unknown', 0, 0],
    ]);
    t.same(counts(find(results, 'wres.3', { [key]: 'unknown' })), [
      ['white', 0, 0],
      ['bme', 1, 2],
      ['unknown', 0, 0],
    ]);
    t.match(find(results, 'wres.1', { [key]: second })?.parts[1], { n: 5, base: 11 });
  });

t.test('finer ethnicity with sex, band, staff group and disability', async (t) => {
  for (const [key, group] of [
    ['sex', 'female'],
    ['band', '6'],
    ['staff-group', 'admin-clerical'],
    ['disability', 'disabled'],
  ] as const) {
    const { results } = await run(['ethnicity-5', key]);
    const r = results.find(
      (x) => x.indicator === 'wres.3' && x.breakdown['ethnicity-5'] === 'black' && x.breakdown[key] === group,
    );
    t.match(r?.compared, { dimension: 'ethnicity-5', over: 'black', under: 'white' }, key);
  }
});

t.test('a key that no row has anything of puts everybody under unknown', async (t) => {
  const bare = await readExtract([
    file('staff.csv', [
      'Employee Number,Pay Scale,Ethnic Origin,Snapshot Date',
      '1,Band 5,A,31-Mar-2025',
      '2,Band 5,N,31-Mar-2025',
    ]),
  ]);
  for (const key of keys) {
    const { results } = await evaluate(bare, library, { policy, by: [key], standards: ['wres'], edition: '2025' });
    t.match(find(results, 'wres.1', { [key]: 'unknown' })?.parts[1], { n: 1, base: 2 }, key);
  }
});
