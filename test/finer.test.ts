import t from 'tap';
import { parseIso } from '../src/core/dates.js';
import type { Value } from '../src/core/rows.js';
import { evaluate } from '../src/evaluate.js';
import { loadLibrary } from '../src/library.js';
import type { RunOptions } from '../src/run-options.js';
import { packagePolicy } from '../src/standard/node.js';
import { extractOf, rowsOf } from './indicators/given.js';

const library = await loadLibrary();
const snapshot = parseIso('2025-03-31') as number;

/** Code, sex, staff, formal cases. White British 400 with 4 cases, Irish 100 with 3, Indian 50 with 5, Filipino 20 with 2, African 80 with 4, unknown 10 with 1. */
const staff: readonly (readonly [string, string, number, number])[] = [
  ['A', 'Female', 300, 3],
  ['A', 'Male', 100, 1],
  ['B', 'Female', 100, 3],
  ['H', 'Female', 40, 5],
  ['H', 'Male', 10, 0],
  ['SC', 'Female', 20, 2],
  ['N', 'Male', 80, 4],
  ['Z', 'Female', 10, 1],
];

function extract() {
  const people: Record<string, Value>[] = [];
  const cases: Record<string, Value>[] = [];
  for (const [ethnicity, sex, n, entered] of staff)
    for (let i = 0; i < n; i++) {
      const employeeNumber = String(people.length + 1);
      people.push({
        employeeNumber,
        assignmentNumber: employeeNumber,
        assignmentCategory: 'Permanent',
        assignmentStatus: 'Active Assignment',
        staffGroup: 'Nursing and Midwifery Registered',
        payScale: 'Band 5',
        fte: 1,
        ethnicity,
        sex,
        snapshotDate: snapshot,
      });
      if (i < entered)
        cases.push({
          employeeNumber,
          caseReference: `c${employeeNumber}`,
          caseType: 'Disciplinary',
          formal: true,
          openedOn: snapshot - 9,
        });
    }
  return extractOf({ staff: rowsOf('staff', people), cases: rowsOf('cases', cases) }, snapshot);
}

async function results(options: Partial<RunOptions>, indicator = 'wres.3', policy = 'internal') {
  const run = await evaluate(extract(), library, { policy: packagePolicy(policy), standards: ['wres'], ...options });
  return (breakdown: Readonly<Record<string, string>>) =>
    run.results.find(
      (r) =>
        r.indicator === indicator &&
        Object.keys(r.breakdown).length === Object.keys(breakdown).length &&
        Object.entries(breakdown).every(([k, v]) => r.breakdown[k] === v),
    );
}

const value = (r: Awaited<ReturnType<typeof results>> extends (b: never) => infer R ? R : never) =>
  r?.value.status === 'ok' ? Number(r.value.value.toFixed(6)) : r?.value;

t.test('each of five groups against White, on the side of the indicator, unknown shown', async (t) => {
  const at = await results({ by: ['ethnicity-5'] });
  // Asian 5/50 over White 7/500 = 0.1/0.014
  const asian = at({ 'ethnicity-5': 'asian' });
  t.equal(value(asian), 7.142857);
  t.same(asian?.compared, { dimension: 'ethnicity-5', over: 'asian', under: 'white' });
  t.same(
    asian?.parts.map((p) => [p.group, p.n, p.base]),
    [
      ['asian', 5, 50],
      ['white', 7, 500],
      ['unknown', 1, 10],
    ],
  );
  t.equal(asian?.unknownShare, 10 / 660);
  t.equal(value(at({ 'ethnicity-5': 'black' })), 3.571429); // 4/80 over 7/500
  t.equal(value(at({ 'ethnicity-5': 'other' })), 7.142857); // Filipino 2/20
  t.equal(at({ 'ethnicity-5': 'white' }), undefined, 'White is not compared with itself');
  t.equal(at({ 'ethnicity-5': 'mixed' }), undefined, 'nobody is in the group');
});

t.test('against White British and against all others', async (t) => {
  const british = await results({ by: ['ethnicity-16'], against: 'white-british' });
  t.equal(value(british({ 'ethnicity-16': 'B' })), 3); // 3/100 over 4/400
  t.equal(british({ 'ethnicity-16': 'B' })?.compared.under, 'white-british');
  t.equal(british({ 'ethnicity-16': 'A' }), undefined);
  const white = await results({ by: ['ethnicity-16'] });
  t.equal(value(white({ 'ethnicity-16': 'B' })), 3, 'White Irish against other White');
  const others = await results({ by: ['ethnicity-5'], against: 'all-others' });
  // 5/50 over (7 + 2 + 4)/(500 + 20 + 80) = 0.1/0.0216667
  t.equal(value(others({ 'ethnicity-5': 'asian' })), 4.615385);
  t.equal(value(others({ 'ethnicity-5': 'white' })), 0.190909); // 7/500 over 11/150
});

t.test('detailed codes stand alone, and settings move them between groups', async (t) => {
  const detail = await results({ by: ['ethnicity-detail'] });
  t.equal(value(detail({ 'ethnicity-detail': 'SC' })), 7.142857); // 2/20 over 7/500
  const moved = await results({ by: ['ethnicity-5'], chosen: { filipino: 'asian' } });
  t.equal(value(moved({ 'ethnicity-5': 'asian' })), 7.142857); // (5 + 2)/(50 + 20)
  t.equal(moved({ 'ethnicity-5': 'asian' })?.parts[0]?.base, 70);
  t.equal(moved({ 'ethnicity-5': 'other' }), undefined);
});

t.test('with a further key both are in the breakdown, and the other side is of the same row', async (t) => {
  const at = await results({ by: ['ethnicity-5', 'sex'] });
  const women = at({ 'ethnicity-5': 'asian', sex: 'female' });
  t.equal(value(women), 8.333333); // 5/40 over (3 + 3)/(300 + 100)
  t.equal(women?.unknownShare, 10 / 470);
  t.equal(value(at({ 'ethnicity-5': 'asian', sex: 'male' })), 0); // 0/10 over 1/100
});

t.test('a share is of the group, beside its share of the workforce', async (t) => {
  const at = await results({ by: ['ethnicity-5', 'sex'] }, 'wres.1');
  const women = at({ 'ethnicity-5': 'asian', sex: 'female' });
  t.equal(value(women), 0.085106); // 40/470
  t.equal(women?.reference, 50 / 660);
  t.same(women?.compared, { dimension: 'ethnicity-5', over: 'asian' });
});

t.test('small groups are hidden as everywhere', async (t) => {
  const at = await results({ by: ['ethnicity-5'] }, 'wres.3', 'board');
  t.match(at({ 'ethnicity-5': 'other' })?.value, { status: 'suppressed' });
  t.match(at({ 'ethnicity-5': 'other' })?.parts[0]?.n, { status: 'suppressed' });
});

t.test('by block a medical director on VSM pay is clinical, as in WRES 1', async (t) => {
  const person = (n: number, staffGroup: string, payScale: string, jobRole: string): Record<string, Value> => ({
    employeeNumber: String(n),
    assignmentNumber: String(n),
    assignmentCategory: 'Permanent',
    assignmentStatus: 'Active Assignment',
    staffGroup,
    payScale,
    jobRole,
    fte: 1,
    ethnicity: n === 1 ? 'A' : 'N',
    snapshotDate: snapshot,
  });
  const people = [
    person(1, 'Medical and Dental', 'Very Senior Manager', 'Medical Director'),
    person(2, 'Medical and Dental', 'NHS|YC72|Consultant', 'Consultant'),
    person(3, 'Nursing and Midwifery Registered', 'Band 5', 'Nurse'),
  ];
  const cases = [
    { employeeNumber: '3', caseReference: 'c', caseType: 'Disciplinary', formal: true, openedOn: snapshot - 9 },
  ];
  const run = await evaluate(
    extractOf({ staff: rowsOf('staff', people), cases: rowsOf('cases', cases) }, snapshot),
    library,
    {
      policy: packagePolicy('internal'),
      standards: ['wres'],
      by: ['block'],
    },
  );
  const bases = (indicator: string, block: string) =>
    run.results
      .find((r) => r.indicator === indicator && JSON.stringify(r.breakdown) === JSON.stringify({ block }))
      ?.parts.map((p) => p.base);
  t.same(bases('wres.3', 'clinical'), [1, 1, 0], 'White medical director and BME nurse');
  t.same(bases('wres.3', 'medical'), [0, 1, 0]);
  t.same(bases('wres.1', 'clinical'), [2, 2, 2]);
});
