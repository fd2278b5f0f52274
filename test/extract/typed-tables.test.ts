import t from 'tap';
import { contracts } from '../../schemas/index.js';
import { typeFiles } from '../../src/extract/extract.js';
import { type Profile, profileLists } from '../../src/extract/profile.js';
import { readProfile, writeProfile } from '../../src/extract/profile-file.js';
import type { RawCell } from '../../src/extract/types.js';
import { packageLists } from '../../src/prepared.js';
import { brief, date, opened, tallyOf, typed } from './sheets.js';

const asAt = 20178; // 31 March 2025
const staff = ['Employee Number', 'Assignment Category', 'Staff Group', 'Pay Scale', 'Ethnic Origin'];
const person = (n: RawCell, scale = 'XR05', ethnicity: RawCell = 'A'): RawCell[] => [
  n,
  'Permanent',
  'Students',
  scale,
  ethnicity,
];

t.test('a stage is a yes, a date or another mark; its date is kept beside it', async (t) => {
  const extract = await typed([
    {
      sheet: 'Recruitment',
      rows: [
        [
          'Application Reference',
          'Shortlisted',
          'Date Shortlisted',
          'Appointed',
          'Offer Declined',
          'Date Appointed',
          'Ethnic Origin',
        ],
        ['A1', 'Yes', '02/05/2024', 'Yes', 'No', undefined, 'A'], // 2
        ['A2', '03/05/2024', undefined, undefined, undefined, '01/06/2024', 'H'], // 3: the date is the yes
        ['A3', undefined, date('2024-05-04'), 'No', undefined, undefined, 'H'], // 4
        ['A4', 'No', undefined, undefined, undefined, undefined, undefined], // 5
        ['A5', 'Panel 3', undefined, 1, 'Y', undefined, 'A'], // 6: another mark, said
        ['A6', 0, undefined, 'N', undefined, undefined, 'A'], // 7
        [undefined, 'Yes', undefined, 'Yes', undefined, undefined, 'A'], // 8: no reference, set aside
        ['Total', 4, undefined, 3], // 9
      ],
    },
  ]);
  const { shortlisted, shortlistedOn, appointed, offerDeclined } = extract.tables.recruitment!.columns;
  t.same(shortlisted, [true, true, true, false, true, false]);
  t.same(shortlistedOn, [19845, 19846, 19847, undefined, undefined, undefined]); // 2 May 2024 is 19845
  t.same(appointed, [true, true, false, undefined, true, false]);
  t.same(offerDeclined, [false, undefined, undefined, undefined, true, undefined]);
  t.same(tallyOf(extract, 'Recruitment'), [9, 6, 1, 2]);
  t.same(brief(extract), ['set-aside | 8 | Application Reference | 1', 'mark-assumed-yes | 6 | Shortlisted | 1']);
});

t.test('where only the date of a stage is given, a blank is no', async (t) => {
  const extract = await typed([
    {
      sheet: 'Recruitment',
      rows: [
        ['Application Reference', 'Date Shortlisted', 'Date Appointed', 'Ethnic Origin'],
        ['A1', '02/05/2024', '01/06/2024', 'A'],
        ['A2', '02/05/2024', undefined, 'A'],
      ],
    },
  ]);
  t.same(extract.tables.recruitment?.columns.shortlisted, [true, true]);
  t.same(extract.tables.recruitment?.columns.appointed, [true, false]);
  t.same(brief(extract), []);
});

t.test(
  'recruitment counted by stage becomes counts; totals are no data; a hidden count takes its stage with it',
  async (t) => {
    const rows: RawCell[][] = [
      ['Recruitment 1 April 2024 to 31 March 2025'],
      ['Stage', 'Ethnic Origin', 'Count'],
      ['Shortlisted', 'A White - British', '1,200'],
      ['Shortlisted', 'H Indian', 300],
      ['Shortlisted', 'Total', 1500],
      ['Appointed', 'A White - British', 100],
      ['Appointed', 'H Indian', 20],
    ];
    const whole = await typed([{ sheet: 'Recruitment', rows }]);
    t.same(whole.tables.counts?.columns, {
      organisation: [undefined, undefined, undefined, undefined],
      indicator: ['wres.2', 'wres.2', 'wres.2', 'wres.2'],
      period: ['2025-03-31', '2025-03-31', '2025-03-31', '2025-03-31'],
      measure: ['shortlisted', 'shortlisted', 'appointed', 'appointed'],
      group: ['A White - British', 'H Indian', 'A White - British', 'H Indian'],
      count: [1200, 300, 100, 20],
    });
    t.same(tallyOf(whole, 'Recruitment'), [7, 4, 0, 3]);
    // 100 White appointments beside an unknown number of BME ones would read as no BME appointment
    for (const hidden of ['<5', '*', '-', '', { kind: 'error', code: '#VALUE!' } as const, 2.5]) {
      const part = await typed([
        { sheet: 'Recruitment', rows: [...rows.slice(0, 6), ['Appointed', 'H Indian', hidden]] },
      ]);
      t.same(part.tables.counts?.columns.count, [1200, 300], String(hidden));
      t.same(tallyOf(part, 'Recruitment'), [7, 2, 2, 3]);
      t.same(
        part.issues.filter((i) => i.severity === 'error').map((i) => i.row),
        [7, 6],
      );
    }
  },
);

t.test('recruitment with the stages side by side is read as counts', async (t) => {
  const extract = await typed([
    {
      sheet: 'Recruitment 2024-25',
      rows: [
        ['Ethnic Origin', 'Applied', 'Shortlisted', 'Appointed'],
        ['A White - British', '5,000', 1200, 100],
        ['H Indian', 900, 300, '*'],
        ['M Caribbean', 400, 90, 1],
        ['Total', 6300, 1590, 101],
      ],
    },
  ]);
  const { measure, group, count, period } = extract.tables.counts!.columns;
  t.same(
    measure?.map((m, i) => [m, group?.[i], count?.[i]]),
    [
      ['applied', 'A White - British', 5000],
      ['shortlisted', 'A White - British', 1200],
      ['applied', 'H Indian', 900],
      ['shortlisted', 'H Indian', 300],
      ['applied', 'M Caribbean', 400],
      ['shortlisted', 'M Caribbean', 90],
    ],
  );
  t.equal(period?.[0], '2025-03-31');
  // each count is a row: the header and 4 rows of 3 are 13; 3 totals and the header are no data; * takes the other 2 of its stage along
  t.same(tallyOf(extract, 'Recruitment 2024-25'), [13, 6, 3, 4]);
  t.same(brief(extract, 'set-aside'), [
    'set-aside | 2 | Count | 2',
    'set-aside | 3 | Applied / Shortlisted / Appointed | 1',
  ]);
});

t.test(
  'cases without a Formal column are taken as formal, and said; a formal date alone tells formal from informal',
  async (t) => {
    const none = await typed([
      {
        sheet: 'Cases',
        rows: [
          ['Employee Number', 'Case Type', 'Date Opened'],
          ['1', 'Disciplinary', '01/05/2024'],
        ],
      },
    ]);
    t.same(none.tables.cases?.columns.formal, [true]);
    t.match(none.issues, [{ id: 'no-formal-column', severity: 'warning' }]);
    const dated = await typed([
      {
        sheet: 'Cases',
        rows: [
          ['Employee Number', 'Case Type', 'Date Opened', 'Formal Date'],
          ['1', 'Disciplinary', '01/05/2024', '03/05/2024'],
          ['2', 'Disciplinary', '01/05/2024', undefined],
        ],
      },
    ]);
    t.same(dated.tables.cases?.columns.formal, [true, false]);
  },
);

t.test(
  'training without a Mandatory column stays without an answer, and an answer that is none is an error',
  async (t) => {
    const none = await typed([
      {
        sheet: 'Training',
        rows: [
          ['Employee Number', 'Date Attended'],
          ['1', '01/05/2024'],
        ],
      },
    ]);
    t.equal(none.tables.training?.columns.mandatory, undefined);
    t.match(none.issues, [{ id: 'no-mandatory-column', severity: 'warning' }]);
    const odd = await typed([
      {
        sheet: 'Training',
        rows: [
          ['Employee Number', 'Date Attended', 'Mandatory'],
          ['1', '01/05/2024', 'Perhaps'],
          ['2', '01/05/2024', 'Non-mandatory'],
          ['3', 45413, true],
        ],
      },
    ]);
    t.same(odd.tables.training?.columns.mandatory, [undefined, false, true]);
    t.same(odd.tables.training?.columns.attendedOn, [19844, 19844, 19844]); // 1 May 2024, serial 45413
    t.same(brief(odd), ['mark-unclear | 2 | Mandatory | 1']);
  },
);

t.test('people are matched by number: zeros lost on one side, suffixes, numbers kept as numbers', async (t) => {
  const extract = await typed(
    [
      {
        sheet: 'Staff',
        rows: [
          ['Assignment Number', ...staff],
          ['00012345-2', ...person(undefined)], // from the assignment number
          ['00067890', ...person('00067890')],
          ['1', ...person(11111111)],
          ['2', ...person('22222222.0')],
        ],
      },
      {
        sheet: 'Training',
        rows: [
          ['Employee Number', 'Date Attended', 'Mandatory'],
          [12345, 45413, 'No'],
          ['67890', 45413, 'No'],
          ['11111111', 45413, 'No'],
          [99, 45413, 'No'],
        ],
      },
    ],
    { asAt },
  );
  t.same(extract.tables.staff?.columns.employeeNumber, ['00012345', '00067890', '11111111', '22222222']);
  t.same(extract.tables.training?.columns.employeeNumber, ['00012345', '00067890', '11111111', '99']);
  t.same(brief(extract), ['leading-zeros | 2 | - | 2', 'person-from-assignment | 2 | - | 1']);
});

t.test('counts: ids as people write them, halves, and what is no count', async (t) => {
  const extract = await typed([
    {
      sheet: 'Counts',
      rows: [
        ['Indicator', 'Period', 'Measure', 'Group', 'Count'],
        ['WRES 3', '2024/25', 'staff', 'bme', '2,505'],
        ['wres.3', '2024/25', 'cases', 'bme', 17.5], // the mean of two years
        ['wres.4', '2024/25', 'staff', 'bme', -3],
        ['What?', '2024/25', 'staff', 'bme', 3],
        ['wres.3', '2024/25', 'staff', 'Total', 2505],
      ],
    },
  ]);
  t.same(extract.tables.counts?.columns.indicator, ['wres.3', 'wres.3']);
  t.same(extract.tables.counts?.columns.count, [2505, 17.5]);
  t.same(tallyOf(extract, 'Counts'), [6, 2, 2, 2]);
});

const lists = await packageLists();
const profileOf = (text: string): Profile => {
  const r = readProfile(text, contracts, lists);
  if (r.status !== 'ok') throw new Error(r.reasons.join('\n'));
  return r.profile;
};

t.test('a profile names columns, maps values and scales, adds counts and accepts warnings', async (t) => {
  const profile = profileOf(`
columns:
  staff:
    Payroll Ref: employeeNumber
    Shoe Size: ignore
values:
  ethnicity:
    Brittish: A
    N: N
pay-scales:
  "QQ77 Local": 8a
counts:
  - { indicator: wres.9, measure: members, group: bme, part: total, count: 2, reason: from the board secretary }
accept:
  - { issue: fte-over-one, reason: known joint posts }
`);
  const extract = await typed(
    [
      {
        sheet: 'Staff',
        rows: [
          ['Payroll Ref', ...staff.slice(1), 'FTE', 'Shoe Size'],
          [...person('1', 'QQ77 Local', 'Brittish'), 1.5, 44],
          [...person('2', 'XR05', 'N'), 1, 44],
        ],
      },
    ],
    { asAt, profile },
  );
  t.same(extract.tables.staff?.columns.employeeNumber, ['1', '2']);
  t.notOk(extract.issues.some((i) => i.severity !== 'note'));
  t.match(extract.issues.find((i) => i.id === 'fte-over-one')?.todo, /accepted in the profile \(known joint posts\)/);
  t.same(brief(extract, 'mapped-code', 'unknown-columns'), [
    'mapped-code | 2 | Pay Scale | 1',
    'mapped-code | 2 | Ethnic Origin | 1',
    'mapped-code | 3 | Ethnic Origin | 1',
  ]);
  t.same(extract.tables.counts?.columns.count, [2]);
  const own = profileLists(profile);
  t.same(
    [...(own.ethnicity?.exact ?? [])],
    [
      ['brittish', 'A'],
      ['n', 'N'],
    ],
  );
  t.same([...(own['pay-scale']?.exact ?? [])], [['qq77 local', '8a']]);
});

t.test('a profile that is wrong says everything that is wrong with it', async (t) => {
  const r = readProfile(
    'columns: { staf: { A: b }, staff: { A: nothing } }\nvalues: { ethnicity: { X: Q9x } }',
    contracts,
    lists,
  );
  t.equal(r.status, 'wrong');
  t.match(r.status === 'wrong' && r.reasons, [/no such table/, /no column "nothing"/, /"Q9x" is no code/]);
  t.match(readProfile('a: [', contracts, lists), { status: 'wrong', reasons: [/it is not YAML/] });
  t.match(readProfile('colums: {}', contracts, lists), { status: 'wrong', reasons: [/colums/] });
  t.match(readProfile('', contracts, lists), { status: 'ok' });
});

t.test(
  'a written profile lists what is not mapped, keeps what is, and can be used before it is filled in',
  async (t) => {
    const sheets = [
      {
        sheet: 'Staff',
        rows: [
          [...staff, 'Shoe Size'],
          [...person('1', 'QQ77 Local', 'Brittish'), 44],
        ],
      },
    ];
    const before = profileOf('values: { ethnicity: { Other thing: Z } }');
    const extract = await typed(sheets, { asAt, profile: before });
    const text = writeProfile(extract, before);
    t.match(text, /Brittish:\s*\n/);
    t.match(text, /QQ77 Local:\s*\n/);
    t.match(text, /Shoe Size:\s*\n/);
    t.match(text, /Other thing: Z/);
    const again = profileOf(text);
    t.same(again.values.ethnicity, { 'Other thing': 'Z' });
    const filled = profileOf(text.replace('Brittish:', 'Brittish: A').replace('QQ77 Local:', 'QQ77 Local: 8a'));
    const after = await typed(sheets, { asAt, profile: filled });
    t.notOk(after.issues.some((i) => i.severity === 'error'));
    t.same(after.unknownValues, []);
  },
);

t.test('what the name of a sheet says for every row is taken from it, and said', async (t) => {
  const cases = await typed([
    {
      sheet: 'Disciplinary cases',
      rows: [
        ['Employee Number', 'Date Opened', 'Formal'],
        ['1', '01/05/2024', 'Yes'],
      ],
    },
  ]);
  t.same(cases.tables.cases?.columns.caseType, ['Disciplinary']);
  t.same(brief(cases), []);
  t.match(
    cases.choices.find((c) => c.id === 'assumed')?.what,
    /no Case Type column; by its name every case is Disciplinary/,
  );
  const both = await typed([
    {
      sheet: 'Disciplinary and capability cases',
      rows: [
        ['Employee Number', 'Date Opened', 'Formal'],
        ['1', '01/05/2024', 'Yes'],
      ],
    },
  ]);
  t.equal(both.tables.cases?.columns.caseType, undefined);
  t.match(both.issues, [{ id: 'missing-column', severity: 'error' }]);
  const training = await typed([
    {
      sheet: 'Non-mandatory training',
      rows: [
        ['Employee Number', 'Date Attended'],
        ['1', '01/05/2024'],
      ],
    },
  ]);
  t.same(training.tables.training?.columns.mandatory, [false]);
});

t.test('a table without a telling name is known by its columns', async (t) => {
  const one = async (headers: string[], row: RawCell[]) => {
    const extract = await typed([{ file: 'export.csv', sheet: 'export', rows: [headers, row] }], { asAt });
    return extract.tallies.map((s) => s.table);
  };
  t.same(await one([...staff, 'Latest Hire Date'], [...person('1'), '01/04/2020']), ['staff']);
  t.same(
    await one([...staff, 'Termination Date', 'Leaving Reason'], [...person('1'), '01/04/2024', 'Retirement Age']),
    ['leavers'],
  );
  t.same(await one([...staff, 'Latest Hire Date', 'Recruitment Source'], [...person('1'), '01/04/2020', 'NHS']), [
    'starters',
  ]);
  t.same(await one(['Employee Number', 'Course Name', 'Date Attended', 'Mandatory'], ['1', 'X', '01/05/2024', 'No']), [
    'training',
  ]);
  t.same(
    await one(['Case Ref', 'Employee Number', 'Case Type', 'Date Opened'], ['C1', '1', 'Grievance', '01/05/2024']),
    ['cases'],
  );
  t.same(await one(['Name', 'Role', 'Voting', 'Executive', 'Ethnic Origin'], ['x', 'Chair', 'Yes', 'No', 'A']), [
    'board',
  ]);
  t.same(await one(['Application Reference', 'Shortlisted', 'Appointed', 'Ethnic Origin'], ['A1', 'Yes', 'No', 'A']), [
    'recruitment',
  ]);
  t.same(await one(['Stage', 'Ethnic Origin', 'Count'], ['Shortlisted', 'A', 3]), ['counts']);
  t.same(await one(['Indicator', 'Measure', 'Group', 'Count'], ['wres.3', 'staff', 'bme', 3]), ['counts']);
});

t.test('a summary beside the staff themselves is left out, not taken for staff', async (t) => {
  const extract = await typed([
    { file: 'Staff in Post 31-MAR-2025.xlsx', sheet: 'Data', rows: [staff, person('1'), person('2')] },
    {
      file: 'Staff in Post 31-MAR-2025.xlsx',
      sheet: 'Summary',
      rows: [
        ['Staff Group', 'Pay Scale', 'Ethnic Origin', 'Headcount', 'FTE'],
        ['Students', 'XR05', 'A', 2, 2],
        ['Total', undefined, undefined, 2, 2],
      ],
    },
  ]);
  t.same(
    extract.tallies.map((s) => [s.sheet, s.table, s.read, s.kept]),
    [
      ['Data', 'staff', 3, 2],
      ['Summary', 'none', 3, 0],
    ],
  );
  t.notOk(extract.issues.some((i) => i.severity === 'error'));
});

t.test('an organisation written in two ways is one', async (t) => {
  const extract = await typed(
    [
      {
        sheet: 'Staff',
        rows: [
          ['Organisation', ...staff],
          ['RXX', ...person('1')],
          ['rxx ', ...person('2')],
        ],
      },
    ],
    { asAt },
  );
  t.same(extract.organisations, ['RXX']);
  t.same(brief(extract), []);
});

t.test('notes and a second small table under the data are not people', async (t) => {
  const extract = await typed(
    [
      {
        sheet: 'Staff',
        rows: [
          staff, // 1
          person('10000001'), // 2
          undefined, // 3
          ['* Bank staff are left out'], // 4: a note
          ['Checked by the workforce team', undefined, 'see the second sheet'], // 5: nothing in it is data
          ['Band', 'Headcount'], // 6: headers of another table
          ['Band 5', 10], // 7: no number, nothing else is data
          ['Band 6', 4], // 8
          ['Total', 14], // 9
          ['10000002'], // 10: a person of whom nothing else is known
        ],
      },
    ],
    { asAt },
  );
  t.same(extract.tables.staff?.columns.employeeNumber, ['10000001', '10000002']);
  t.same(tallyOf(extract, 'Staff'), [10, 2, 3, 5]); // not data: 1, 3, 4, 6, 9
  t.same(brief(extract, 'set-aside', 'unknown-code'), ['set-aside | 5 | Employee Number | 3']);
});

t.test('a file given twice, under another name, is read once', async (t) => {
  const files = [1, 2].map(() => opened([{ file: 'SIP 31-MAR-2025.csv', sheet: 'a', rows: [staff, person('1')] }])[0]!);
  const extract = await typeFiles(files);
  t.equal(extract.tables.staff?.length, 1);
  t.match(extract.issues, [{ id: 'same-file', severity: 'warning' }]);
});

t.test('a number that could be two people after leading zeros is left alone', async (t) => {
  const extract = await typed(
    [
      { sheet: 'Staff', rows: [staff, person('0012'), person('012'), person('0077')] },
      {
        sheet: 'Training',
        rows: [
          ['Employee Number', 'Date Attended', 'Mandatory'],
          ['12', 45413, 'No'],
          ['77', 45413, 'No'],
        ],
      },
    ],
    { asAt },
  );
  t.same(extract.tables.training?.columns.employeeNumber, ['12', '0077']);
});

t.test('rounded parts of a full-time post are full time', async (t) => {
  const extract = await typed(
    [
      {
        sheet: 'Staff',
        rows: [
          [...staff, 'FTE'],
          ...[0.66667, 0.16667, 0.16667].map((fte) => [...person('1'), fte]), // 1.00001
          ...[0.5, 0.50004].map((fte) => [...person('2'), fte]), // 1.00004 is more
        ],
      },
    ],
    { asAt },
  );
  t.same(brief(extract), ['fte-over-one | 5 | FTE | 1']);
});

t.test('applications and counts that are there twice are said', async (t) => {
  const extract = await typed([
    {
      sheet: 'Recruitment',
      rows: [
        ['Application Reference', 'Vacancy Reference', 'Shortlisted', 'Appointed', 'Ethnic Origin'],
        ['A1', 'V1', 'Yes', 'No', 'A'],
        ['A1', 'V2', 'Yes', 'No', 'A'], // the same candidate for another post
        ['A1', 'V1', 'Yes', 'Yes', 'A'],
      ],
    },
    {
      sheet: 'Counts',
      rows: [
        ['Indicator', 'Measure', 'Group', 'Count'],
        ['wres.3', 'staff', 'bme', 3],
        ['wres.3', 'staff', 'BME', 4],
        ['wres.3', 'staff', 'white', 4],
      ],
    },
  ]);
  t.same(brief(extract), ['repeated-application | 4 | - | 1', 'repeated-count | 3 | - | 1']);
});

t.test('an ESR outbound interface file is read by position, without names', async (t) => {
  const at = (fields: Readonly<Record<number, string>>): string[] =>
    Array.from({ length: 40 }, (_, i) => fields[i] ?? '');
  const per = (n: string) =>
    at({
      0: 'PER',
      1: 'x',
      2: n,
      3: 'Mx',
      4: 'Zsecret',
      5: 'Zsecret',
      8: 'Female',
      9: '19800101',
      10: 'QQ123456C',
      11: '20200401',
    });
  const asg = (n: string, hours: string) =>
    at({
      0: 'ASG',
      2: n,
      3: '20200401',
      4: '47121231',
      5: 'Active Assignment',
      20: 'PT',
      21: 'Permanent',
      22: '1',
      23: hours,
      24: 'Week',
      25: '37.5',
      32: '638 L8 Out of Hours Nursing',
      35: 'Community Nurse',
      36: 'N6H',
      38: 'NHS|XR05|Review Body Band 5',
      39: 'Nursing and Midwifery Registered|Community Nurse',
    });
  const extract = await typed([
    {
      file: 'GO_000_ASG_20250331.csv',
      sheet: 'GO_000_ASG_20250331',
      rows: [
        ['HDR', 'GO_000_ASG_20250331.DAT'],
        per('10000001'),
        asg('10000001', '25'),
        asg('10000001-2', '12.5'),
        per('10000002'),
        asg('10000002', '37.5'),
        ['FTR', 'GO_000_ASG_20250331.DAT', '5'],
      ],
    },
  ]);
  const { employeeNumber, fte, staffGroup, payScale, hireDate, effectiveEnd, isPrimary } =
    extract.tables.staff!.columns;
  t.same(employeeNumber, ['10000001', '10000001', '10000002']);
  t.same(fte, [0.66667, 0.33333, 1]);
  t.same(
    [staffGroup?.[0], payScale?.[0], hireDate?.[0], isPrimary?.[0]],
    ['Nursing and Midwifery Registered', 'NHS|XR05|Review Body Band 5', 18353, true],
  );
  t.same(effectiveEnd, [undefined, undefined, undefined]); // the end of time
  t.same(extract.snapshots, [20178]);
  t.same(tallyOf(extract, 'GO_000_ASG_20250331'), [7, 3, 0, 4]);
  t.match(
    extract.issues.filter((i) => i.severity === 'error'),
    [{ id: 'missing-column', what: /'Ethnic Origin'/ }],
  );
  t.notMatch(JSON.stringify(extract), /Zsecret|QQ123456C|19800101/);
});
