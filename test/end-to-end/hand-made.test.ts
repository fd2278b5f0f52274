import t from 'tap';
import {
  evaluate,
  listRows,
  loadLibrary,
  type Result,
  type Run,
  type RunOptions,
  readExtract,
} from '../../src/index.js';

const library = await loadLibrary();
const policy = library.policies.internal!;

type Table = readonly (readonly (string | number)[])[];
const csv = (rows: Table): string => rows.map((r) => r.join(',')).join('\r\n');

async function read(files: Readonly<Record<string, Table>>) {
  return await readExtract(
    Object.entries(files).map(([name, rows]) => ({ name: `${name}.csv`, bytes: new TextEncoder().encode(csv(rows)) })),
  );
}

async function run(files: Readonly<Record<string, Table>>, options: Partial<RunOptions> = {}): Promise<Run> {
  return await evaluate(await read(files), library, { policy, ...options });
}

const wres = { standards: ['wres'] };

const find = (made: Run, indicator: string, breakdown: Readonly<Record<string, string>> = {}): Result =>
  made.results.find((r) => r.indicator === indicator && JSON.stringify(r.breakdown) === JSON.stringify(breakdown))!;

const header = ['Employee Number', 'Assignment Category', 'Staff Group', 'Pay Scale', 'Ethnic Origin', 'Snapshot Date'];
const person = (n: string, ethnicity: string, category = 'Permanent') => [
  n,
  category,
  'Nursing and Midwifery Registered',
  'XR05',
  ethnicity,
  '31/03/2025',
];
// White 000201 to 000210, BME 000211 to 000215, one unknown, and a bank worker.
const staff: Table = [
  header,
  ...Array.from({ length: 15 }, (_, i) => person(`000${201 + i}`, i < 10 ? 'A' : 'N')),
  person('000216', ''),
  person('000217', 'N', 'Bank'),
];
const leavers: Table = [
  ['Employee Number', 'Assignment Category', 'Termination Date', 'Leaving Reason', 'Staff Group', 'Ethnic Origin'],
  ['000301', 'Permanent', '15/11/2024', 'Voluntary Resignation - Promotion', 'Nursing and Midwifery Registered', 'H'],
];
const cases: Table = [
  ['Case Reference', 'Employee Number', 'Case Type', 'Formal', 'Date Opened', 'Ethnic Origin'],
  ['C1', 201, 'Disciplinary', 'Yes', '01/04/2024', ''], // White, the first day
  ['C2', 202, 'Disciplinary', 'Yes', '31/03/2025', 'A'], // White, the last day
  ['C3', 203, 'Disciplinary', 'Yes', '31/03/2024', ''], // the day before
  ['C4', 204, 'Disciplinary', 'Yes', '01/04/2025', ''], // the day after
  ['C5', 211, 'Disciplinary', 'Yes', '2024-06-01', ''], // BME
  ['C6', 211, 'Disciplinary', 'Yes', '2024-09-01', ''], // the same person again
  ['C7', 212, 'Disciplinary', 'No', '2024-06-01', ''], // informal
  ['C8', 213, 'Grievance', 'Yes', '2024-06-01', ''], // neither standard counts it
  ['C9', 301, 'Disciplinary', 'Yes', '1-Jun-24', ''], // BME by the leavers table
  ['C10', 217, 'Disciplinary', 'Yes', '1-Jun-24', 'N'], // bank
  ['C11', 214, 'Disciplinary', 'Yes', '', ''], // no date
  ['C12', 215, 'Disciplinary', 'Yes', '06/13/2024', ''], // month first: cannot be read
];

t.test('cases: edge days, a second case, a leaver, lost zeros, no date', async (t) => {
  const made = await run({ staff, leavers, cases });
  // White 2 of 10; BME 211 and 301, 2 of 5: (2/5) / (2/10) = 2
  const result = find(made, 'wres.3');
  t.match(result, { value: { status: 'ok', value: 2 } });
  t.match(
    result.parts.find((p) => p.group === 'white'),
    { n: 2, base: 10 },
  );
  t.match(
    result.parts.find((p) => p.group === 'bme'),
    { n: 2, base: 5 },
  );
  t.match(
    made.issues.find((i) => i.id === 'undated-rows'),
    { rows: 2, what: /left out/ },
  );
});

t.test('a table that two standards count is reconciled over both, with the reason that says most', async (t) => {
  const made = await run({ staff, leavers, cases });
  // 12 cases: 4 counted (C1, C2, C5, C9), C6 merged, 7 excluded; the header is not data.
  t.match(
    made.reconciliation.find((r) => r.table === 'cases'),
    {
      read: 13,
      counted: 4,
      merged: 1,
      excluded: { 'outside-period': 2, 'not-formal': 1, bank: 1, undated: 2 },
      setAside: 0,
      notData: 1,
    },
  );
  const rows = await listRows(await read({ staff, leavers, cases }), library, { policy }, 'bank');
  t.same(
    rows.map((r) => `${r.table} ${r.row}`),
    ['staff 18', 'cases 11'],
  );
});

t.test('cases of which none has a date belong to the file: all count', async (t) => {
  const bare = cases.slice(0, 3).map((r) => r.filter((_, i) => i !== 4));
  const result = find(await run({ staff, cases: bare }, wres), 'wres.3');
  t.match(
    result.parts.find((p) => p.group === 'white'),
    { n: 2, base: 10 },
  );
});

t.test('no column of a group is no figure of 0', async (t) => {
  const made = await run({ staff });
  t.match(find(made, 'wdes.1').value, { status: 'not-supplied', what: 'disability column in the staff table' });
  t.notOk(made.issues.some((i) => i.what.includes('disability is unknown')));
  const bare = await run({ staff: staff.map((r) => r.filter((_, i) => i !== 4)) }, wres);
  t.equal(find(bare, 'wres.1').value.status, 'not-supplied');
  t.match(bare.issues, [{ id: 'missing-column', severity: 'error', what: /no figures by ethnicity/ }]);
});

t.test('a board of roles: each row is a member; parts that nothing tells are not supplied', async (t) => {
  const board: Table = [
    ['Employee Number', 'Role', 'Voting', 'Executive', 'Ethnic Origin'],
    ['', 'Chair', 'Y', 'N', 'A'],
    ['', 'Non-executive', 'Y', 'N', 'A'],
    ['', 'Non-executive', 'N', 'N', 'H'],
    ['201', 'Chief executive', 'Y', 'Y', ''],
    ['', 'Total', '', '', ''],
  ];
  // White 3 (two rows, and 201 by the staff record), BME 1: 25% less 5 of 16 (31.25%) = -6.25 points
  const made = await run({ staff, board }, wres);
  t.match(find(made, 'wres.9', { part: 'total' }).value, { status: 'ok', value: -6.25 });
  t.match(
    made.reconciliation.find((r) => r.table === 'board'),
    { read: 6, counted: 4, setAside: 0, notData: 2 },
  );
  const roles = board.map((r) => [r[1]!, r[4]!]);
  const bare = await run({ staff, board: roles }, wres);
  // The chief executive's ethnicity is blank now: 1 of 4 all the same.
  t.match(find(bare, 'wres.9', { part: 'total' }).value, { status: 'ok', value: -6.25 });
  t.equal(find(bare, 'wres.9', { part: 'voting' }).value.status, 'not-supplied');
});

t.test('counts alone: the period they name settles the edition, and other periods are left out', async (t) => {
  const counts: Table = [
    ['Indicator', 'Period', 'Measure', 'Group', 'Count'],
    ['wres.3', '2024-25', 'cases', 'BME', 9],
    ['wres.3', '2024-25', 'staff', 'BME', 725],
    ['wres.3', '2024-25', 'cases', 'White', 17],
    ['wres.3', '2024-25', 'staff', 'White', 2505],
    ['wres.3', '2023-24', 'cases', 'White', 99],
  ];
  const made = await run({ counts }, wres);
  const result = find(made, 'wres.3');
  t.equal(result.edition, '2025');
  // (9/725) / (17/2505) = 22545/12325
  t.match(result.value, { status: 'ok', value: 22545 / 12325 });
  t.match(made.reconciliation, [
    { table: 'counts', read: 6, counted: 4, excluded: { 'outside-period': 1 }, notData: 1 },
  ]);
  t.notOk(
    made.issues.some((i) => i.id === 'doubtful-code'),
    'White is a group there, not a doubtful code',
  );
});

t.test('with no usable table the results are empty', async (t) => {
  const made = await run({
    notes: [
      ['Hello', 'world'],
      ['not a', 'table'],
    ],
  });
  t.same(made.results, []);
  t.match(made.issues, [{ id: 'no-table', severity: 'error' }]);
});

t.test('a warning of the counting is accepted in a profile like one of the reading', async (t) => {
  const made = await run({ staff }, { ...wres, accepted: { 'unknown-share': 'known since May' } });
  t.match(
    made.issues.find((i) => i.id === 'unknown-share'),
    { severity: 'note', todo: /known since May/ },
  );
});
