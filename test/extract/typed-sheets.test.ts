import fc from 'fast-check';
import t from 'tap';
import type { RawCell } from '../../src/extract/types.js';
import { brief, date, type HandMade, tallyOf, typed } from './sheets.js';

const wide = ['Employee Number', 'Assignment Category', 'Staff Group', 'Pay Scale', 'Ethnic Origin'];
const row = (n: RawCell, ethnicity: RawCell = 'A'): RawCell[] => [n, 'Permanent', 'Students', 'XR05', ethnicity];
const asAt = 20178; // 31 March 2025

t.test('a sheet is known by its name, its file or its columns, and others are left out and said', async (t) => {
  const extract = await typed(
    [
      { file: 'Trust.xlsx', sheet: 'Cover', rows: [['WRES extract'], ['for the board']] },
      { file: 'Trust.xlsx', sheet: 'Staff in Post', rows: [wide, row('1')] },
      {
        file: 'Trust.xlsx',
        sheet: 'Pivot',
        rows: [
          ['Row Labels', 'Count'],
          ['A', 3],
          ['Grand Total', 3],
        ],
      },
      { file: 'Trust.xlsx', sheet: 'Sheet4', rows: [] },
      {
        file: 'Leavers 2024-25.csv',
        sheet: 'Leavers 2024-25',
        rows: [
          ['Employee Number', 'Termination Date'],
          ['9', '30/06/2024'],
        ],
      },
      {
        file: 'export.csv',
        sheet: 'export',
        rows: [
          ['Case Reference', 'Employee Number', 'Case Type', 'Formal', 'Date Opened'],
          ['C1', '1', 'Disciplinary', 'Yes', '01/05/2024'],
        ],
      },
    ],
    { asAt },
  );
  t.same(
    extract.tallies.map((s) => [s.sheet, s.table, s.read, s.kept, s.setAside, s.notData]),
    [
      ['Cover', 'none', 2, 0, 0, 2],
      ['Staff in Post', 'staff', 2, 1, 0, 1],
      ['Pivot', 'none', 3, 0, 0, 3],
      ['Leavers 2024-25', 'leavers', 2, 1, 0, 1],
      ['export', 'cases', 2, 1, 0, 1],
    ],
  );
  t.same(brief(extract, 'sheet-not-used', 'empty-sheet'), [
    'sheet-not-used | - | - | 3',
    'sheet-not-used | - | - | 2',
    'empty-sheet | - | - | 1',
  ]);
  t.notOk(extract.issues.some((i) => i.severity === 'error'));
});

t.test('a file with no table, an empty sheet and a named sheet without its headers are errors', async (t) => {
  const notes = await typed([{ file: 'notes.csv', sheet: 'notes', rows: [['Some notes'], ['about staff']] }]);
  t.match(notes.issues, [{ id: 'no-table', severity: 'error', file: 'notes.csv' }]);
  const empty = await typed([{ rows: [] }]);
  t.match(empty.issues, [{ id: 'empty-sheet', severity: 'error', sheet: 'Sheet1' }]);
  const blank = await typed(
    [
      { sheet: 'Staff', rows: [wide, row('1')] },
      { sheet: 'Leavers', rows: [] },
    ],
    { asAt },
  );
  t.match(blank.issues, [{ id: 'empty-sheet', severity: 'error', sheet: 'Leavers' }]);
  const named = await typed([
    {
      sheet: 'Staff in Post',
      rows: [
        ['Foo', 'Bar', 'Baz', 'Qux'],
        ['1', '2', '3', '4'],
      ],
    },
  ]);
  t.match(named.issues, [{ id: 'no-table', what: /^The name says Staff in Post, but no row/ }]);
  const none = await typed([]);
  t.match(none.issues, [{ id: 'no-files', severity: 'error' }]);
});

t.test('names of people are not quoted from a sheet without headers', async (t) => {
  // Ward, Role and Title are surnames here and headers elsewhere
  const extract = await typed([
    {
      sheet: 'Staff',
      rows: [
        ['Ward', 'Jo', 'White', '12'],
        ['Role', 'Al', 'White', '13'],
      ],
    },
  ]);
  t.notMatch(JSON.stringify(extract), /'Ward'|'Role'|Jo\b/);
});

t.test('a missing column names what is accepted and the nearest header seen', async (t) => {
  const extract = await typed(
    [{ sheet: 'Staff', rows: [['Emplyee Number', ...wide.slice(1, 4), 'Ethnic Orgin'], row('1'), row('2')] }],
    { asAt },
  );
  t.same(tallyOf(extract, 'Staff'), [3, 0, 2, 1]);
  const [first, second] = extract.issues.filter((i) => i.id === 'missing-column');
  t.match(first?.what, /no column 'Employee Number'.*Nearest header seen: 'Emplyee Number'/);
  t.match(second?.what, /no column 'Ethnic Origin'.*Nearest header seen: 'Ethnic Orgin'/);
});

t.test('of two headers that mean the same the preferred is read, and unknown columns are listed', async (t) => {
  const extract = await typed(
    [
      {
        sheet: 'Staff',
        rows: [
          ['Grade', ...wide, 'Ethnic Origin', 'Shoe Size'],
          ['XR06', ...row('1'), 'B', '44'],
        ],
      },
    ],
    { asAt },
  );
  t.same(extract.tables.staff?.columns.payScale, ['XR05']); // "Pay Scale" is before "Grade" in the list of headers
  t.same(extract.tables.staff?.columns.ethnicity, ['A']); // the first of two
  t.same(
    extract.mapping.filter((m) => m.column === undefined).map((m) => m.header),
    ['Grade', 'Ethnic Origin', 'Shoe Size'],
  );
  t.same(brief(extract), [
    'repeated-column | 1 | Ethnic Origin | 1',
    'repeated-column | 1 | Grade | 1',
    'unknown-columns | 1 | - | 1',
  ]);
});

t.test('a header of two rows, joined across and down', async (t) => {
  const extract = await typed([
    {
      sheet: 'Staff',
      rows: [
        ['As at 31 March 2025'],
        ['Employee', undefined, 'Assignment', undefined, 'Person', undefined, 'Pay Scale'],
        ['Number', 'Name', 'Number', 'Category', 'Ethnic Origin', 'Disability', undefined],
        ['1', 'Jane Doe', '1-2', 'Permanent', 'A', 'No', 'XR05'],
      ],
    },
  ]);
  const { employeeNumber, assignmentNumber, assignmentCategory, ethnicity, payScale, name } =
    extract.tables.staff!.columns;
  t.same(
    [employeeNumber, assignmentNumber, assignmentCategory, ethnicity, payScale],
    [['1'], ['1-2'], ['Permanent'], ['A'], ['XR05']],
  );
  t.equal(name, undefined);
  t.notMatch(JSON.stringify(extract), /Jane/);
  t.same(tallyOf(extract, 'Staff'), [4, 1, 0, 3]);
});

t.test('a header in another order further down is followed', async (t) => {
  const extract = await typed(
    [
      {
        sheet: 'Staff',
        rows: [
          wide,
          row('1', 'A'),
          [wide[0], wide[4], wide[1], wide[2], wide[3]],
          ['2', 'B', 'Bank', 'Students', 'XR06'],
        ],
      },
    ],
    { asAt },
  );
  t.same(extract.tables.staff?.columns.ethnicity, ['A', 'B']);
  t.same(extract.tables.staff?.columns.payScale, ['XR05', 'XR06']);
  t.same(tallyOf(extract, 'Staff'), [4, 2, 0, 2]);
});

t.test('another table below the first is read as its own, and the rows of both add up to the sheet', async (t) => {
  const extract = await typed([
    {
      sheet: 'Data 31-MAR-2025',
      rows: [
        wide, // 1
        row('1'), // 2
        row('2'), // 3
        undefined, // 4
        ['Leavers in the year'], // 5
        ['Employee Number', 'Termination Date', 'Leaving Reason', 'Ethnic Origin'], // 6
        ['3', '30/06/2024', 'Retirement Age', 'A'], // 7
        ['Case Reference', 'Employee Number', 'Case Type', 'Date Opened', 'Formal'], // 8
        ['C1', '1', 'Disciplinary', '01/05/2024', 'Yes'], // 9
        ['C2', '2', 'Disciplinary', '02/05/2024', 'Yes'], // 10
      ],
    },
  ]);
  t.same(
    extract.tallies.map((s) => [s.table, s.read, s.kept, s.setAside, s.notData]),
    [
      ['staff', 5, 2, 0, 3],
      ['leavers', 2, 1, 0, 1],
      ['cases', 3, 2, 0, 1],
    ],
  );
  t.same(extract.tables.staff?.columns.employeeNumber, ['1', '2']);
  t.same(extract.tables.leavers?.columns.employeeNumber, ['3']);
  t.same(extract.tables.cases?.columns.employeeNumber, ['1', '2']);
  t.same(extract.tables.cases?.sources[0]?.rows, [9, 10]);
});

t.test('total lines are not data wherever their numbers stand', async (t) => {
  const extract = await typed(
    [
      {
        sheet: 'Staff',
        rows: [
          ['Directorate', ...wide, 'FTE'],
          ['Medicine', ...row('10000001'), 1],
          ['Medicine Total', 1, undefined, undefined, undefined, undefined, 1],
          ['Surgery', ...row('10000002'), 0.5],
          ['Surgery Total', '1', undefined, undefined, undefined, undefined, '0.50'],
          [undefined, undefined, undefined, undefined, undefined, undefined, 1.5],
          ['Grand Total', 2],
          // A sum saved without its result, one that has lost its cells, and a share of the whole
          ['Total', 2, undefined, undefined, undefined, undefined, { kind: 'missing-formula-value' }],
          ['Total', 2, undefined, undefined, undefined, undefined, { kind: 'error', code: '#REF!' }],
          ['Total', 2, undefined, undefined, undefined, undefined, { kind: 'percent', value: 1 }],
          ['Total number of staff'],
          ['Filters: Assignment Category = Permanent', undefined, 'x'],
        ],
      },
    ],
    { asAt },
  );
  // 12 rows: the header and 9 of totals and filters are not data, 2 are kept
  t.same(tallyOf(extract, 'Staff'), [12, 2, 0, 10]);
  t.same(extract.tables.staff?.columns.directorate, ['Medicine', 'Surgery']);
});

t.test('organisation cells left blank by merging are filled; true blanks are not', async (t) => {
  const headers = ['Directorate', 'Department', ...wide];
  const look = await typed(
    [
      {
        sheet: 'Staff',
        rows: [
          headers,
          ['Medicine', 'Ward 1', ...row('1')],
          [undefined, undefined, ...row('2')],
          [undefined, 'Ward 2', ...row('3')],
          ['Surgery', undefined, ...row('4')],
          [undefined, 'Ward 3', ...row('5')],
        ],
      },
    ],
    { asAt },
  );
  t.same(look.tables.staff?.columns.directorate, ['Medicine', 'Medicine', 'Medicine', 'Surgery', 'Surgery']);
  t.same(look.tables.staff?.columns.department, ['Ward 1', 'Ward 1', 'Ward 2', undefined, 'Ward 3']);
  const real = await typed(
    [
      {
        sheet: 'Staff',
        rows: [headers, ['Medicine', 'W', ...row('1')], ['Medicine', 'W', ...row('2')], [undefined, 'W', ...row('3')]],
      },
    ],
    { asAt },
  );
  t.same(real.tables.staff?.columns.directorate, ['Medicine', 'Medicine', undefined]);
  const right = await typed(
    [
      {
        sheet: 'Staff',
        rows: [
          [...wide, 'Directorate'],
          [...row('1'), 'Medicine'],
          [...row('2'), undefined],
        ],
      },
    ],
    { asAt },
  );
  t.same(right.tables.staff?.columns.directorate, ['Medicine', undefined]);
  const merged = await typed(
    [
      {
        sheet: 'Staff',
        rows: [[...wide, 'Directorate'], [...row('1'), 'Medicine'], row('2'), row('3')],
        merged: [{ top: 2, bottom: 3, left: 5, right: 5 }],
      },
    ],
    { asAt },
  );
  t.same(merged.tables.staff?.columns.directorate, ['Medicine', 'Medicine', undefined]);
});

t.test(
  'snapshots: the column, else the title, the sheet, the file, --as-at; a row without one among several is set aside',
  async (t) => {
    const several = await typed([
      {
        sheet: 'Staff',
        rows: [
          ['Snapshot Date', ...wide],
          ['31/03/2025', ...row('1')],
          [date('2024-03-31'), ...row('1')],
          [45382, ...row('2')], // serial of 31 March 2024: 45747 - 365
          [undefined, ...row('3')],
        ],
      },
    ]);
    t.same(several.tables.staff?.columns.snapshotDate, [20178, 19813, 19813]); // 20178 - 365 = 19813
    t.same(several.snapshots, [19813, 20178]);
    t.same(tallyOf(several, 'Staff'), [5, 3, 1, 1]);
    const files = await typed([
      { file: 'SIP 31-MAR-2025.csv', sheet: 'a', rows: [wide, row('1')] },
      { file: 'SIP 2024-03.csv', sheet: 'b', rows: [wide, row('1'), row('2')] },
    ]);
    t.same(files.tables.staff?.columns.snapshotDate, [20178, 19813, 19813]);
    t.same(
      files.tables.staff?.sources.map((s) => s.file),
      ['SIP 31-MAR-2025.csv', 'SIP 2024-03.csv'],
    );
    const none = await typed([{ sheet: 'Staff', rows: [wide, row('1')] }]);
    t.same(brief(none), ['no-snapshot-date | - | - | 1']);
    t.same(none.snapshots, []);
  },
);

t.test('dates proved month first are refused; a typing error among day-first dates is only itself', async (t) => {
  const sheet = (...dates: RawCell[]): HandMade => ({
    sheet: 'Staff',
    rows: [[...wide, 'Latest Hire Date'], ...dates.map((d, i) => [...row(String(i + 1)), d])],
  });
  const american = await typed([sheet('03/25/2020', '04/05/2020', '2020-04-01')], { asAt });
  t.same(american.tables.staff?.columns.hireDate, [undefined, undefined, 18353]); // 1 April 2020
  t.same(brief(american), ['date-order | 2 | Latest Hire Date | 2']);
  const slip = await typed([sheet('25/03/2020', '03/25/2020', '26/03/2020', '01/04/2020')], { asAt });
  t.same(slip.tables.staff?.columns.hireDate, [18346, undefined, 18347, 18353]);
  t.same(brief(slip), ['date-month-first | 3 | Latest Hire Date | 1']);
  const leavers = await typed([
    {
      sheet: 'Leavers',
      rows: [
        ['Employee Number', 'Termination Date'],
        ['1', '03/25/2024'],
        ['2', '04/05/2024'],
        ['3', '1 May 2024'],
      ],
    },
  ]);
  // without its date a leaver cannot be placed: 1 and 2 are set aside, 3 is kept
  t.same(tallyOf(leavers, 'Leavers'), [4, 1, 2, 1]);
  t.same(leavers.tables.leavers?.columns.employeeNumber, ['3']);
});

t.test('two organisations are an error until one is chosen, and all rows stay', async (t) => {
  const sheets = [
    {
      sheet: 'Staff',
      rows: [
        ['Organisation', ...wide],
        ['RXX', ...row('1')],
        ['RYY', ...row('1')],
        ['RYY', ...row('2')],
      ],
    },
  ];
  const both = await typed(sheets, { asAt });
  t.match(both.issues, [{ id: 'two-organisations', severity: 'error', row: 3, what: /'RXX', 'RYY'/ }]);
  t.same(both.organisations, ['RXX', 'RYY']);
  const one = await typed(sheets, { asAt, organisation: 'RYY' });
  t.same(brief(one), []);
  t.equal(one.tables.staff?.length, 3);
  const other = await typed(sheets, { asAt, organisation: 'RZZ' });
  t.match(other.issues, [{ id: 'no-such-organisation', what: /'RZZ'.*'RXX' and 'RYY'/ }]);
});

t.test('data-quality warnings count people or rows', async (t) => {
  const headers = [
    'Employee Number',
    'Assignment Number',
    'Primary Assignment',
    'FTE',
    'Ethnic Origin',
    'Latest Hire Date',
    'Occupation Code',
    'Staff Group',
    'Pay Scale',
    'Assignment Category',
  ];
  const line = (
    n: string,
    a: string,
    p: string,
    fte: RawCell,
    e: RawCell,
    hired = '01/04/2020',
    code = 'N6H',
  ): RawCell[] => [n, a, p, fte, e, hired, code, 'Nursing and Midwifery Registered', 'XR05', 'Permanent'];
  const extract = await typed(
    [
      {
        sheet: 'Staff',
        rows: [
          headers,
          line('1', '1', 'Yes', 0.66667, 'A'), // 2: 0.66667 + 0.33333 is 1.0 and no more
          line('1', '1-2', 'No', 0.33333, 'A White - British'), // 3: the same origin written otherwise
          line('2', '2', 'Yes', 0.8, 'A'), // 4: 0.8 + 0.4 = 1.2
          line('2', '2-2', 'Yes', 0.4, 'H'), // 5: two primaries, two origins
          line('3', '3', 'No', 0.5, undefined), // 6: no primary, blank
          line('3', '3-2', 'No', -0.5, undefined), // 7: negative, blank
          line('4', '4', 'Yes', 1, 'A', '01/04/2025'), // 8: hired the day after
          line('5', '5', 'Yes', 1, 'A', '01/04/2020', 'G2D'), // 9: an administrative code on a nurse
          line('6', '6', 'Yes', 0.5, 'A'), // 10
          line('6', '6', 'No', 0.5, 'A'), // 11: the same assignment again
        ],
      },
    ],
    { asAt },
  );
  t.same([...brief(extract)].sort(), [
    'ethnicity-blank | 6 | - | 2',
    'fte-negative | 7 | FTE | 1',
    'fte-over-one | 4 | FTE | 1',
    'hired-after-snapshot | 8 | - | 1',
    'no-primary | 6 | - | 1',
    'occupation-conflict | 9 | - | 1',
    'repeated-assignment | 11 | - | 1',
    'several-primaries | 4 | - | 1',
    'two-ethnicities | 4 | - | 1',
  ]);
  t.match(extract.issues.find((i) => i.id === 'ethnicity-blank')?.what, /2 rows of 10 \(20\.0%\)/);
});

const cell: fc.Arbitrary<RawCell> = fc.oneof(
  fc.constantFrom<RawCell>(
    undefined,
    '',
    ' ',
    'Total',
    'Grand Total',
    'Report run on 1/1/2025',
    '-',
    '*',
    '<5',
    '#N/A',
    'Yes',
    '31/03/2025',
    '03/25/2025',
    'A',
    'XR05',
    'Employee Number',
    'Ethnic Origin',
    0,
    1,
    45747,
    1.5,
    true,
  ),
  fc.constantFrom<RawCell>(
    date('2025-03-31'),
    { kind: 'error', code: '#REF!' },
    { kind: 'percent', value: 0.5 },
    { kind: 'missing-formula-value' },
  ),
  fc.string({ maxLength: 8 }),
  fc.integer({ min: 1, max: 99_999_999 }),
);

t.test(
  'whatever the rows hold, read = kept + set aside + not data, and every kept row has every column',
  async (_t) => {
    const tables = {
      Staff: ['Snapshot Date', 'Organisation', ...wide, 'FTE', 'Latest Hire Date', 'Last Name'],
      Leavers: ['Employee Number', 'Termination Date', 'Leaving Reason', 'Ethnic Origin'],
      Recruitment: ['Application Reference', 'Shortlisted', 'Date Shortlisted', 'Appointed', 'Ethnic Origin'],
      'Recruitment Counts': ['Stage', 'Ethnic Origin', 'Count'],
      Cases: ['Employee Number', 'Case Type', 'Date Opened', 'Formal'],
      Board: ['Name', 'Role', 'Voting', 'Ethnic Origin'],
      Counts: ['Indicator', 'Measure', 'Group', 'Count'],
    };
    const sheet = fc.constantFrom(...Object.entries(tables)).chain(([name, headers]) =>
      fc.record({
        sheet: fc.constant(name),
        title: fc.array(fc.array(cell, { maxLength: 2 }), { maxLength: 3 }),
        body: fc.array(
          fc.oneof(
            { weight: 9, arbitrary: fc.array(cell, { maxLength: headers.length + 1 }) },
            fc.constant(headers as RawCell[]),
          ),
          { maxLength: 40 },
        ),
        headers: fc.constant(headers),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(sheet, { minLength: 1, maxLength: 3 }), async (sheets) => {
        const extract = await typed(
          sheets.map(({ sheet, title, headers, body }, i) => ({
            sheet: `${sheet} ${i}`,
            rows: [...title, headers, ...body],
          })),
        );
        for (const s of extract.tallies) {
          if (s.read !== s.kept + s.setAside + s.notData || Math.min(s.kept, s.setAside, s.notData) < 0) return false;
        }
        for (const rows of Object.values(extract.tables)) {
          if (Object.values(rows.columns).some((c) => c.length !== rows.length)) return false;
          if (rows.sources.reduce((n, s) => n + s.rows.length, 0) !== rows.length) return false;
        }
        const kept = extract.tallies.filter((s) => s.table !== 'none');
        for (const table of new Set(kept.map((s) => s.table)))
          if (
            kept.filter((s) => s.table === table).reduce((n, s) => n + s.kept, 0) !==
            (extract.tables[table]?.length ?? 0)
          )
            return false;
        return extract.issues.every((i) => i.what.length > 0 && i.todo.length > 0);
      }),
      { numRuns: 300, seed: 7 },
    );
  },
);

t.test('nothing of a personal column is anywhere in what comes out', async (t) => {
  const extract = await typed(
    [
      {
        sheet: 'Staff',
        rows: [
          [
            'First Name',
            'Last Name',
            'NI Number',
            'Date Of Birth',
            'Home Address',
            'Email',
            'Registration Number',
            ...wide,
          ],
          [
            'Zsecreta',
            'Zsecretb',
            'QQ123456C',
            '01/02/1967',
            'Zsecretc Road',
            'zsecretd@example.nhs.uk',
            '99Z9999E',
            ...row('1', 'Bogus'),
          ],
          ['Zsecrete', 'Zsecretf', 'QQ123457C', '31/02/1967', 'Zsecretg Road', '#N/A', 'x', ...row(undefined)],
        ],
      },
      {
        sheet: 'Board',
        rows: [
          ['Name', 'Role', 'Voting', 'Executive', 'Ethnic Origin'],
          ['Zsecreth', 'Chair', 'Yes', 'No', 'A'],
          ['Zsecreti', 'CEO', 'Yes', 'Yes', 'Nonsense'],
        ],
      },
    ],
    { asAt },
  );
  t.notMatch(JSON.stringify(extract), /zsecret|QQ12345|1967|99Z9999E/i);
  t.same(extract.tables.board?.columns.member, ['1', '2']);
});
