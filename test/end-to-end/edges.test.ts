import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Result, Run } from '../../src/index.js';
import { packageRoot } from '../../src/root.js';

const command = join(packageRoot, 'dist', 'bin', 'workforce-equality.js');
type Files = Readonly<Record<string, readonly string[]>>;

/** Writes the files and runs `results` on them as a person would. */
function results(
  t: Test,
  files: Files,
  more: readonly string[] = [],
): { readonly run: Run; readonly code: number | null } {
  const dir = t.testdir({});
  const paths = Object.entries(files).map(([name, lines]) => {
    writeFileSync(join(dir, name), `${lines.join('\n')}\n`);
    return join(dir, name);
  });
  const call = ['results', ...paths, '--policy', 'internal', '--format', 'json', ...more];
  const { stdout, status } = spawnSync(process.execPath, [command, ...call], { encoding: 'utf8' });
  return { run: JSON.parse(stdout) as Run, code: status };
}

const find = (run: Run, id: string, breakdown: Readonly<Record<string, string>> = {}): Result => {
  const found = run.results.find(
    (r) => r.indicator === id && JSON.stringify(r.breakdown) === JSON.stringify(breakdown),
  );
  if (!found) throw new RangeError(`no ${id} ${JSON.stringify(breakdown)}`);
  return found;
};

const staffHead = 'Employee Number,Assignment Category,Staff Group,Pay Scale,Ethnic Origin,Disability,Snapshot Date';
const person = (n: number, ethnicity: string, band = 'Band 5', disability = 'No'): string =>
  `${n},Permanent,Administrative and Clerical,${band},${ethnicity},${disability},31-Mar-2025`;
/** 40 staff in band 5, 30 White and 10 BME, and 10 in band 8a. */
const staff = (senior: (i: number) => string = () => 'A'): readonly string[] => [
  staffHead,
  ...Array.from({ length: 40 }, (_, i) => person(i + 1, i < 30 ? 'A' : 'N', 'Band 5', i % 10 === 0 ? 'Yes' : 'No')),
  ...Array.from({ length: 10 }, (_, i) => person(41 + i, senior(i), 'Band 8a')),
];
const caseHead = 'Case Reference,Employee Number,Case Type,Formal,Date Opened';
const cases = [caseHead, 'C1,1,Disciplinary,Yes,01-Jun-2024', 'C2,31,Disciplinary,Yes,01-Jun-2024'];
const boardHead = 'Employee Number,Role,Voting,Executive,Ethnic Origin,Disability';
const board = [boardHead, 'B1,Chair,Yes,No,A,No', 'B2,Chief Executive,Yes,Yes,N,Yes'];
const recruitmentHead = 'Application Reference,Date Applied,Shortlisted,Appointed,Ethnic Origin,Disability';

/** What is right whatever else is missing: 10 of 50 staff are BME; 1 of 10 against 1 of 40 are disciplined. */
function othersAreRight(t: Test, run: Run, wres3 = true): void {
  t.match(find(run, 'wres.1'), { value: { status: 'ok', value: 0.2 } }, 'the workforce');
  if (wres3) t.match(find(run, 'wres.3'), { value: { status: 'ok', value: 4 } }, 'WRES 3');
}

t.test('no BME staff in a band: 0 of it, a gap in people, and no ratio between tiers', async (t) => {
  const { run, code } = results(t, { 'staff.csv': staff(), 'cases.csv': cases });
  t.equal(code, 0);
  othersAreRight(t, run);
  t.match(find(run, 'wres.1', { block: 'non-clinical', band: '8a' }), {
    value: { status: 'ok', value: 0 },
    difference: -20,
    parts: [
      { group: 'white', n: 10 },
      { group: 'bme', n: 0, base: 10, rate: 0 },
      { group: 'unknown', n: 0 },
    ],
  });
  // Parity is 20 % of 10.
  t.match(find(run, 'model-employer', { band: '8a' }), { value: { status: 'ok', value: 2 } });
  t.match(find(run, 'model-employer', { band: '8b' }).value, { status: 'undefined', why: 'no-group-members' });
  const tier = run.results.find((r) => r.indicator === 'disparity-ratio' && r.breakdown.tier === 'lower-to-upper')!;
  t.match(tier.value, { status: 'undefined' });
});

t.test('no cases at all: a table without any of the kind is no event, not 1 and not 0', async (t) => {
  const grievance = [caseHead, 'C1,1,Grievance,Yes,01-Jun-2024'];
  const { run } = results(t, { 'staff.csv': staff(), 'cases.csv': grievance });
  othersAreRight(t, run, false);
  t.match(find(run, 'wres.3'), {
    value: { status: 'undefined', why: 'no-events' },
    parts: [{ group: 'white', n: 0, base: 40 }, { group: 'bme', n: 0, base: 10 }, { group: 'unknown' }],
  });
  const empty = results(t, { 'staff.csv': staff(), 'cases.csv': [caseHead] }).run;
  othersAreRight(t, empty, false);
  t.match(find(empty, 'wres.3').value, { status: 'undefined', why: 'no-events' });
  t.match(find(empty, 'wdes.3').value.status, /undefined|not-supplied/);
});

t.test('an empty board: nobody to compare, and right figures on the others', async (t) => {
  const { run } = results(t, { 'staff.csv': staff(), 'cases.csv': cases, 'board.csv': [boardHead] });
  othersAreRight(t, run);
  for (const id of ['wres.9', 'wdes.10'])
    for (const part of ['total', 'voting', 'executive'])
      t.match(find(run, id, { part }).value, { status: 'undefined', why: 'no-group-members' }, `${id} ${part}`);
  const filled = results(t, { 'staff.csv': staff(), 'cases.csv': cases, 'board.csv': board }).run;
  // 1 of 2 members against 10 of 50 staff: 30 points.
  t.match(find(filled, 'wres.9', { part: 'total' }).value, { status: 'ok', value: 30 });
});

t.test(
  'everybody of unknown ethnicity: shares of 0 with the unknown share beside them, and nobody to compare',
  async (t) => {
    const unknown = staff(() => 'Z').map((l) => l.replace(/,[AN],/, ',Z,'));
    const { run } = results(t, { 'staff.csv': unknown, 'cases.csv': cases });
    t.match(find(run, 'wres.1'), { value: { status: 'ok', value: 0 }, unknownShare: 1 });
    t.match(find(run, 'wres.3'), { value: { status: 'undefined', why: 'no-group-members' } });
    t.match(
      find(run, 'wres.3').parts.find((p) => p.group === 'unknown'),
      { n: 2, base: 50 },
    );
    t.ok(run.issues.some((i) => i.severity === 'warning' && /ethnicity/.test(i.what) && /100/.test(i.what)));
    // Disability is known, and its figures are right: 4 of 50.
    t.match(find(run, 'wdes.1'), { value: { status: 'ok', value: 0.08 }, unknownShare: 0 });
  },
);

t.test('one applicant: nobody in the other group, and too few to say anything', async (t) => {
  const one = (row: string) => ({
    'staff.csv': staff(),
    'cases.csv': cases,
    'recruitment.csv': [recruitmentHead, row],
  });
  const { run } = results(t, one('A1,01-Jun-2024,Yes,Yes,N,No'));
  othersAreRight(t, run);
  t.match(find(run, 'wres.2'), {
    value: { status: 'undefined', why: 'no-group-members' },
    reading: { evidence: 'not calculable' },
    parts: [{ group: 'white', n: 0, base: 0 }, { group: 'bme', n: 1, base: 1 }, { group: 'unknown' }],
  });
  const nobody = results(t, one('A1,01-Jun-2024,No,No,N,No')).run;
  t.match(find(nobody, 'wres.2').value, { status: 'undefined', why: 'no-group-members' });
});

t.test('a missing table is not supplied on the rows that need it, by its name', async (t) => {
  const { run, code } = results(t, { 'staff.csv': staff(), 'cases.csv': cases });
  t.equal(code, 0);
  othersAreRight(t, run);
  for (const [id, what] of [
    ['wres.2', 'recruitment table'],
    ['wres.4', 'training table'],
    ['wres.5', 'survey table'],
  ] as const)
    t.same(find(run, id).value, { status: 'not-supplied', what }, id);
  t.same(find(run, 'wres.9', { part: 'total' }).value, { status: 'not-supplied', what: 'board table' });
  for (const r of run.results) t.notMatch(JSON.stringify(r.value), /null|NaN/, r.indicator);
});
