import t from 'tap';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import type { Released, Result, Run } from '../../src/release/result.js';
import { packagePolicy } from '../../src/standard/node.js';

const library = await loadLibrary();

async function run(files: Readonly<Record<string, string>>, by: readonly string[] = []): Promise<Released<Run>> {
  const inputs = Object.entries(files).map(([name, text]) => ({
    name: `${name}.csv`,
    bytes: new TextEncoder().encode(text),
  }));
  const extract = await readExtract(inputs, { lists: library.lists });
  return evaluate(extract, library, { policy: packagePolicy('internal'), standards: ['wdes'], edition: '2025', by });
}

const at = (released: Released<Run>, id: string, breakdown: Readonly<Record<string, string>> = {}): Result => {
  const key = JSON.stringify(breakdown);
  const found = released.results.find((r) => r.indicator === id && JSON.stringify(r.breakdown) === key);
  if (!found) throw new Error(`no ${id} ${key}`);
  return found;
};
const value = (r: Result): unknown =>
  r.value.status === 'ok' ? r.value.value : r.value.status === 'undefined' ? r.value.why : r.value.status;

const header =
  'Employee Number,Primary Assignment,Assignment Status,Assignment Category,Staff Group,Job Role,Pay Scale,Disability,Ethnic Origin,Snapshot Date';
const person = (n: number, group: string, role: string, pay: string, disability: string): string =>
  `${n},Y,Active Assignment,Permanent,${group},${role},${pay},${disability},A,31/03/2025`;
const nurse = (n: number, pay: string, disability: string) =>
  person(n, 'Nursing and Midwifery Registered', 'Staff Nurse', pay, disability);
const clerk = (n: number, pay: string, disability: string) =>
  person(n, 'Administrative and Clerical', 'Officer', pay, disability);

// 20 people: 2 of 10 clerks in band 3 are disabled, none of 10 nurses in band 6.
const staff = [
  header,
  ...Array.from({ length: 10 }, (_, i) => clerk(i + 1, 'Band 3', i < 2 ? 'Yes' : 'No')),
  ...Array.from({ length: 10 }, (_, i) => nurse(i + 11, 'Band 6', 'No')),
].join('\n');

t.test('one table is enough for its own indicators; the others say which table they lack', async (t) => {
  const released = await run({ staff });
  t.equal(value(at(released, 'wdes.1')), 0.1);
  t.equal(value(at(released, 'wdes.1', { block: 'clinical', cluster: '2' })), 0, 'a cluster without disabled staff');
  t.equal(value(at(released, 'wdes.1', { block: 'clinical', cluster: '1' })), 'no-group-members', 'one without staff');
  t.equal(value(at(released, 'wdes.1', { block: 'medical', cluster: '5' })), 'no-group-members');
  const what = (id: string, breakdown?: Readonly<Record<string, string>>) => at(released, id, breakdown).value;
  t.same(what('wdes.2'), { status: 'not-supplied', what: 'recruitment table' });
  t.same(what('wdes.3'), { status: 'not-supplied', what: 'cases table' });
  for (const id of ['4a.patients', '4a.managers', '4a.colleagues', '4b', '5', '6', '7', '8', '9a', 'declaration'])
    t.same(what(`wdes.${id}`), { status: 'not-supplied', what: 'survey table' }, id);
  t.same(what('wdes.9b'), { status: 'not-supplied', what: 'statements table' });
  t.same(what('wdes.10', { part: 'total' }), { status: 'not-supplied', what: 'board table' });
});

t.test('no cases at all, one applicant, a board of one part: each says so on its row', async (t) => {
  const released = await run({
    staff,
    cases: 'Case Reference,Employee Number,Case Type,Formal,Date Opened\nC1,11,Grievance,Yes,01/06/2024',
    recruitment:
      'Application Reference,Date Applied,Shortlisted,Appointed,Disability,Ethnic Origin\nAP1,01/06/2024,10/06/2024,Yes,No,A',
    board: 'Name,Role,Voting,Executive,Disability,Ethnic Origin\nA,Chair,Yes,No,No,A\nB,Director,Yes,No,,A',
  });
  t.equal(value(at(released, 'wdes.3')), 'no-events', 'no case is no ratio of 1');
  t.equal(value(at(released, 'wdes.2')), 'no-group-members', 'no disabled applicant');
  t.equal(value(at(released, 'wdes.10', { part: 'executive' })), 'no-group-members', 'no executive member');
  // 0 of 2 members less 2 of 20 staff
  t.equal(value(at(released, 'wdes.10', { part: 'total' })), -10);
  t.equal(at(released, 'wdes.10', { part: 'total' }).unknownShare, 0.5);
  t.equal(value(at(released, 'wdes.1')), 0.1);
});

t.test('when nobody has said, shares are of the unknown and ratios have no groups', async (t) => {
  const nobody = staff.replaceAll(',Yes,A', ',Not Declared,A').replaceAll(',No,A', ',,A');
  const released = await run({
    staff: nobody,
    cases:
      'Case Reference,Employee Number,Case Type,Formal,Date Opened,Ground\nC1,11,Capability,Yes,01/06/2024,Performance',
  });
  t.equal(value(at(released, 'wdes.1')), 0);
  t.equal(at(released, 'wdes.1').unknownShare, 1);
  t.equal(value(at(released, 'wdes.3')), 'no-group-members');
  t.ok(released.issues.some((i) => i.id === 'unknown-share' && /disability is unknown for 100\.0%/.test(i.what)));
});

t.test('a recruitment system that forgets disability after shortlisting is noticed', async (t) => {
  // The unknown are 6.3% of those shortlisted and 44.5% of those appointed: NHS Digital 2018/19, in thousandths.
  const counts = (measure: string, disabled: number, others: number, unknown: number): string[] =>
    [
      ['disabled', disabled],
      ['non-disabled', others],
      ['unknown', unknown],
    ].map(([group, n]) => `wdes.2,${measure},${group},${n}`);
  const table = (appointed: readonly string[]): string =>
    ['Indicator,Measure,Group,Count', ...counts('shortlisted', 2900, 90800, 6300), ...appointed].join('\n');
  const doubtful = await run({ counts: table(counts('appointed', 55, 500, 445)) });
  // (500/90800) / (55/2900) = 0.290348
  t.ok(Math.abs((value(at(doubtful, 'wdes.2')) as number) - 0.290348) < 5e-7);
  t.match(
    doubtful.issues.find((i) => i.id === 'unknown-share-differs')?.what,
    'WDES 2: the share whose disability is unknown differs by more than 5 points between the shortlisted and the appointed.',
  );
  const sound = await run({ counts: table(counts('appointed', 30, 900, 70)) });
  t.notOk(sound.issues.some((i) => i.id === 'unknown-share-differs'));
});

t.test('a capability case without a ground counts, and is mentioned', async (t) => {
  const cases = (ground: string): string =>
    `Case Reference,Employee Number,Case Type,Formal,Date Opened,Ground\nC1,1,Capability,Yes,01/06/2024,${ground}\nC2,11,Capability,Yes,01/06/2024,Performance`;
  const mentioned = (r: Released<Run>): boolean => r.issues.some((i) => i.id === 'ground-not-stated');
  const blank = await run({ staff, cases: cases('') });
  // (0.5/2) / (0.5/18) = 9
  t.equal(value(at(blank, 'wdes.3')), 9);
  t.equal(mentioned(blank), true);
  const stated = await run({ staff, cases: cases('Ill Health') });
  t.equal(value(at(stated, 'wdes.3')), 0, 'ill health is taken away');
  t.equal(value(at(stated, 'wdes.capability-any-ground')), 9, 'and stays in the series beside it');
  t.equal(mentioned(stated), false);
});

t.test('clusters as a breakdown are the rows of the table, added over the blocks', async (t) => {
  const doctor = (n: number, role: string, pay: string, disability: string): string =>
    person(n, 'Medical and Dental', role, pay, disability);
  const table = [
    header,
    clerk(1, 'Band 2', 'Yes'),
    clerk(2, 'Band 5', 'No'),
    clerk(3, 'Band 8b', 'No'),
    clerk(4, 'Very Senior Manager', 'Yes'),
    nurse(5, 'NHS|XR04|Review Body Band 4', 'No'),
    nurse(6, 'NHS|XR07|Review Body Band 7', 'Yes'),
    nurse(7, 'Band 8c', 'No'),
    doctor(8, 'Consultant', 'NHS|YC72|Consultant', 'No'),
    doctor(9, 'Medical Director', 'NHS|YC72|Consultant', 'Yes'),
    doctor(10, 'Medical Director', 'Very Senior Manager', 'No'),
    doctor(11, 'Specialty Doctor', 'Local', 'No'),
    doctor(12, 'Foundation Year 1', 'Local', 'Yes'),
  ].join('\n');
  const released = await run({ staff: table }, ['cluster']);
  const rows = released.results.filter((r) => r.indicator === 'wdes.1' && 'cluster' in r.breakdown);
  const base = (r: Result | undefined): number => Number(r?.parts[0]?.base ?? 0);
  const sizes: Record<string, number> = {};
  for (const r of rows.filter((row) => 'block' in row.breakdown))
    sizes[r.breakdown.cluster as string] = (sizes[r.breakdown.cluster as string] ?? 0) + base(r);
  t.same(sizes, { 1: 2, 2: 2, 3: 1, 4: 3, 5: 2, 6: 1, 7: 1 });
  for (const [cluster, n] of Object.entries(sizes))
    t.equal(
      base(rows.find((r) => JSON.stringify(r.breakdown) === JSON.stringify({ cluster }))),
      n,
      `cluster ${cluster}`,
    );
  // a medical director on very senior pay is in clinical cluster 4, on a consultant's pay in cluster 5
  t.equal(base(at(released, 'wdes.1', { block: 'clinical', cluster: '4' })), 2);
  t.equal(base(at(released, 'wdes.1', { block: 'medical', cluster: '5' })), 2);
});
