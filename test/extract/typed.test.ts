import t from 'tap';
import { brief, date, tallyOf, typed } from './sheets.js';

const headers = [
  'Employee Number',
  'Assignment Number',
  'Primary Assignment',
  'Assignment Category',
  'Staff Group',
  'Pay Scale',
  'FTE',
  'Ethnic Origin',
  'Latest Hire Date',
];
const person = (n: string, more: Partial<Record<string, unknown>> = {}) =>
  headers.map((h) => {
    if (h in more) return more[h] as never;
    return {
      'Employee Number': n,
      'Assignment Number': n,
      'Primary Assignment': 'Yes',
      'Assignment Category': 'Permanent',
      'Staff Group': 'Nursing and Midwifery Registered',
      'Pay Scale': 'NHS|XR05|Review Body Band 5',
      FTE: '1.0',
      'Ethnic Origin': 'A White - British',
      'Latest Hire Date': '01-APR-2020',
    }[h] as string;
  });

t.test('titles, blank rows, totals and a header printed again are not data, and the rows add up', async (t) => {
  const extract = await typed([
    {
      sheet: 'Staff in Post 31-MAR-2025',
      rows: [
        ['Staff in Post'], // 1 title
        ['Report run on 14/04/2025'], // 2 title
        undefined, // 3 blank
        headers, // 4 header
        person('10000001'), // 5
        person('10000002'), // 6
        headers, // 7 header again
        person('10000003'), // 8
        person('', { 'Assignment Number': '' }), // 9 no number: set aside
        ['Grand Total', undefined, undefined, undefined, undefined, undefined, 4], // 10
        undefined, // 11
        ['Report run on 14/04/2025 by A Person'], // 12
      ],
    },
  ]);
  // read 12 rows; kept 5, 6, 8; set aside 9; not data 1-4, 7, 10-12 = 8; 3 + 1 + 8 = 12
  t.same(tallyOf(extract, 'Staff in Post 31-MAR-2025'), [12, 3, 1, 8]);
  t.same(extract.tables.staff?.columns.employeeNumber, ['10000001', '10000002', '10000003']);
  t.same(extract.snapshots, [20178]);
  t.same(extract.tables.staff?.sources[0]?.rows, [5, 6, 8]);
  t.same(brief(extract), ['set-aside | 9 | Employee Number / Assignment Number | 1']);
});

t.test('an unknown code is one issue with its first row and how many rows, and its rows stay', async (t) => {
  const extract = await typed(
    [
      {
        sheet: 'Staff in Post',
        rows: [
          headers,
          person('1001', { 'Ethnic Origin': 'Brittish' }),
          person('1002', { 'Ethnic Origin': 'brittish ' }),
          person('1003', { 'Latest Hire Date': date('2020-04-01') }),
        ],
      },
    ],
    { asAt: 20178 },
  );
  t.same(tallyOf(extract, 'Staff in Post'), [4, 3, 0, 1]);
  t.same(brief(extract), ['unknown-code | 2 | Ethnic Origin | 2']);
  t.match(extract.issues[0]?.what, /'Brittish' is not a known ethnic origin\. Nearest known: 'British'/);
  t.same(extract.tables.staff?.columns.hireDate, [18353, 18353, 18353]); // 1 April 2020
  t.same(extract.tables.staff?.columns.fte, [1, 1, 1]);
  t.same(extract.tables.staff?.columns.isPrimary, [true, true, true]);
});
