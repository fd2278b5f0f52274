import t from 'tap';
import { contracts, tableNames } from '../../schemas/index.js';
import { rowSchema } from '../../schemas/row.js';
import type { TableName } from '../../schemas/table.js';
import { listKey } from '../../src/core/recode.js';
import { lists } from './read.js';

const columnOf = (table: TableName, header: string): string | undefined =>
  Object.entries(contracts[table].columns).find(([, spec]) =>
    spec.headers.some((known) => listKey(known) === listKey(header)),
  )?.[0];

t.test('one header means one column of a table', async (t) => {
  for (const table of tableNames) {
    const meant = new Map<string, string>();
    for (const [column, spec] of Object.entries(contracts[table].columns))
      for (const header of spec.headers) {
        const key = listKey(header);
        t.notOk(meant.has(key), `${table}: "${header}" means ${column}, and ${meant.get(key)}`);
        meant.set(key, column);
      }
  }
});

t.test('columns are read by lists that exist, and stages keep their date in a date column', async (t) => {
  for (const table of tableNames)
    for (const [column, spec] of Object.entries(contracts[table].columns)) {
      if (spec.list !== undefined) t.ok(spec.list in lists, `${table}.${column} names the list ${spec.list}`);
      if (spec.type === 'code') t.type(spec.list, 'string', `${table}.${column} is a code with a list`);
      if (spec.dateColumn !== undefined)
        t.equal(contracts[table].columns[spec.dateColumn]?.type, 'date', `${table}.${spec.dateColumn}`);
    }
});

// The headers that outsiders are promised, table by table.
const promised: Readonly<Partial<Record<TableName, string>>> = {
  staff:
    'Employee Number, Assignment Number, Primary Assignment, Assignment Status, Assignment Category, Staff Group, Job Role, Occupation Code, Pay Scale, FTE, Ethnic Origin, Nationality, Disability, Gender, Age Band, Date Of Birth, Latest Hire Date, Organisation, Directorate, Snapshot Date',
  leavers:
    'Employee Number, Assignment Number, Termination Date, Leaving Reason, Destination On Leaving, Ethnic Origin',
  starters: 'Employee Number, Latest Hire Date, Recruitment Source, Ethnic Origin',
  recruitment:
    'Application Reference, Vacancy Reference, Date Applied, Shortlisted, Interviewed, Offered, Offer Declined, Appointed, Started, Internal, International Recruitment, Staff Group, Pay Scale, Ethnic Origin, Disability, Gender',
  'recruitment-counts': 'Stage, Ethnic Origin, Disability, Gender, Count',
  cases:
    'Case Reference, Employee Number, Case Type, Formal, Date Opened, Date Closed, Outcome, Ground, Ethnic Origin, Disability',
  training: 'Employee Number, Course Name, Mandatory, Date Attended, Ethnic Origin',
  board: 'Name, Employee Number, Role, Voting, Executive, Ethnic Origin, Disability',
  counts: 'Indicator, Period, Block, Band, Part, Measure, Group, Count',
};

t.test('every promised header is understood', async (t) => {
  for (const [table, headers] of Object.entries(promised))
    for (const header of headers.split(', ')) t.ok(columnOf(table as TableName, header), `${table}: ${header}`);
});

t.test('a sheet of promised headers has one column for each of them', async (t) => {
  for (const [table, headers] of Object.entries(promised)) {
    const columns = headers.split(', ').map((header) => columnOf(table as TableName, header));
    t.equal(new Set(columns).size, columns.length, table);
  }
});

// Header as printed by a layout, and the column it means.
const layouts: readonly (readonly [string, string])[] = [
  ['Unique Nhs Identifier', 'personKey'],
  ['NHSUniqueID', 'personKey'],
  ['Ocs Code', 'organisation'],
  ['ODS code', 'organisation'],
  ['EMPLOYING_ORG_CODE', 'organisation'],
  ['EMPLOYEE_NUMBER', 'employeeNumber'],
  ['Emp No', 'employeeNumber'],
  ['Asg Number', 'assignmentNumber'],
  ['[Assignment Number]', 'assignmentNumber'],
  ['[Staff Group]', 'staffGroup'],
  ['[Org L6]', 'orgL6'],
  ['OrgL4', 'orgL4'],
  ['Primary Assignment Flag', 'isPrimary'],
  ['Status', 'assignmentStatus'],
  ['Asg Type Of Contract', 'assignmentCategory'],
  ['Full Time/Part Time', 'employeeCategory'],
  ['OCC_CODE', 'occupationCode'],
  ['Grade', 'payScale'],
  ['AfC Band', 'payScale'],
  ['Contracted Wte', 'fte'],
  ['CONTRACTED_FTE', 'fte'],
  ['Tm Year Month', 'snapshotDate'],
  ['Date Of Birth', 'dateOfBirth'],
  ['Employee Birth Date', 'dateOfBirth'],
  ['Registration Number', 'registrationNumber'],
  ['Assignment Effective Start Date', 'effectiveStart'],
  ['CSD NHS', 'nhsEntryDate'],
  ['User Person Type', 'personType'],
  ['DESTINATION_ON_LEAVING', 'destination'],
  ['Date Of Leaving Org', 'terminationDate'],
  ['END_DATE_ORG', 'terminationDate'],
  ['NI Number', 'nationalInsurance'],
];

t.test('the layouts in use are understood', async (t) => {
  for (const [header, column] of layouts) t.equal(columnOf('staff', header), column, header);
  t.equal(columnOf('leavers', 'Assignment Status'), 'statusAtLeaving');
  t.equal(columnOf('leavers', 'Leaver Wte'), 'fte');
  t.equal(columnOf('training', 'Class Start Date'), 'attendedOn');
  t.equal(columnOf('cases', 'Ill Health'), 'ground');
});

t.test('a typed row is checked by its contract', async (t) => {
  const row = rowSchema(contracts.cases);
  t.ok(row.safeParse({ employeeNumber: '00123', formal: true, openedOn: 19_900, caseType: 'Disciplinary' }).success);
  t.notOk(row.safeParse({ formal: true }).success, 'a case needs an employee number');
  t.notOk(row.safeParse({ employeeNumber: '1', openedOn: '2024-06-01' }).success, 'a date is a day number');
  t.notOk(row.safeParse({ employeeNumber: '1', Formal: true }).success, 'a misspelt key');
});

t.test('no typed row has a place for a name, a birth date or a registration number', async (t) => {
  for (const table of tableNames)
    for (const [column, spec] of Object.entries(contracts[table].columns))
      t.equal(column in rowSchema(contracts[table]).shape, spec.type !== 'personal', `${table}.${column}`);
  t.equal(columnOf('board', 'Name'), 'member');
  t.equal(contracts.board.columns.member?.type, 'token');
});
