/**
 * An organisation small enough to be counted by hand, and everything it would send: 107 staff, their bank, leavers, recruitment, cases, training, survey and board.
 *
 * A person is three signs: ethnic code (A, B, C are White; Z is not stated; every other letter is BME), disability (Y, N or ? for not declared) and sex (F or M). A number in
 * front repeats it. People are called by their line and place: cl5-9 is the ninth person of line cl5.
 */
export type Table = readonly (readonly (string | number)[])[];

interface Line {
  readonly id: string;
  readonly staffGroup: string;
  readonly pay: string;
  readonly role?: string;
  readonly people: string;
}

const [office, support, nursing, doctors] = [
  'Administrative and Clerical',
  'Additional Clinical Services',
  'Nursing and Midwifery Registered',
  'Medical and Dental',
] as const;

/** The newest snapshot. */
export const staffLines: readonly Line[] = [
  { id: 'nc3', staffGroup: office, pay: 'Band 3', people: '2*ANF AYF ANM A?M CNF HNF NYM NNF R?F' },
  { id: 'nc5', staffGroup: office, pay: 'Band 5', people: 'ANF BNM NNF HYF Z?F' },
  { id: 'nc6', staffGroup: office, pay: 'Band 6', people: 'ANF AYM ANF CNM HNF N?M' },
  { id: 'nc7', staffGroup: office, pay: 'Band 7', people: 'ANM ANF AYF A?M' },
  { id: 'nc8a', staffGroup: office, pay: 'Band 8a', people: 'ANF ANM AYF BNM GNF' },
  { id: 'nc8c', staffGroup: office, pay: 'Band 8c', people: 'ANM A?F' },
  { id: 'ncv', staffGroup: office, pay: 'VSM', people: 'ANF NNM' },
  { id: 'cl2', staffGroup: support, pay: 'Band 2', people: 'ANF AYF ANM A?F 2*NNF HYM KNF' },
  {
    id: 'cl5',
    staffGroup: nursing,
    pay: 'Band 5',
    people: '3*ANF AYF ANM A?F CNF BNF 3*NNF NYF N?F 2*HNF HNM 2*SNF Z?F ZNM',
  },
  { id: 'cl6', staffGroup: nursing, pay: 'Band 6', people: '3*ANF AYF AYM ANF A?F CNM 2*NNF NYF HNF HNM S?F' },
  { id: 'cl7', staffGroup: nursing, pay: 'Band 7', people: '2*ANF ANM AYF PNF ZNF' },
  { id: 'cl8a', staffGroup: nursing, pay: 'Band 8a', people: '2*ANF ANM AYF C?F HNF' },
  { id: 'cl8b', staffGroup: nursing, pay: 'Band 8b', people: 'ANF NNF' },
  // A clinical post whose pay scale is blank: in the block and in no band.
  { id: 'cl-', staffGroup: nursing, pay: '', people: 'ANF' },
  { id: 'md', staffGroup: doctors, pay: 'YC72', role: 'Medical Director', people: 'HNM' },
  { id: 'cd', staffGroup: doctors, pay: 'YC72', role: 'Clinical Director', people: 'ANM' },
  { id: 'con', staffGroup: doctors, pay: 'YC72', role: 'Consultant', people: '2*ANM CNF HNM HNF NYM' },
  { id: 'sas', staffGroup: doctors, pay: 'MC75', role: 'Specialty Doctor', people: 'ANF HNM LNF MYM' },
  { id: 'fy', staffGroup: doctors, pay: 'MN13', role: 'Foundation Year 1', people: 'ANF AYF HNF RNM Z?M' },
];

/** The snapshot of a year before. */
export const staffLinesBefore: readonly Line[] = [
  { id: 'nc5', staffGroup: office, pay: 'Band 5', people: '6*ANF 2*AYF 4*NNF' },
  { id: 'nc8a', staffGroup: office, pay: 'Band 8a', people: 'ANF ANM AYF BNM' },
  { id: 'nc8c', staffGroup: office, pay: 'Band 8c', people: '2*ANM HNF' },
  { id: 'ncv', staffGroup: office, pay: 'VSM', people: 'ANF AYM' },
  { id: 'cl5', staffGroup: nursing, pay: 'Band 5', people: '10*ANF 2*AYF 14*NNF' },
  { id: 'cl6', staffGroup: nursing, pay: 'Band 6', people: '6*ANF 4*NNF' },
  { id: 'cl7', staffGroup: nursing, pay: 'Band 7', people: '3*ANF AYF NNF' },
  { id: 'cl8a', staffGroup: nursing, pay: 'Band 8a', people: '2*ANF ANM 2*AYF HNF' },
  { id: 'cl8b', staffGroup: nursing, pay: 'Band 8b', people: 'ANF' },
  { id: 'con', staffGroup: doctors, pay: 'YC72', role: 'Consultant', people: '4*ANM 3*HNM' },
];

/** Bank workers: the first line and the second worked a shift in the six months to the snapshot, the third had paid training, the last did neither. */
const bankLines: readonly (Line & { readonly shift: string; readonly trained: string })[] = [
  { id: 'b5', staffGroup: nursing, pay: 'Band 5', shift: '01-Feb-2025', trained: '', people: 'A?F ANM 3*NNF NYM' },
  { id: 'b2', staffGroup: office, pay: 'Band 2', shift: '31-Mar-2025', trained: '', people: 'ANF HNF Z?F' },
  { id: 'bt', staffGroup: nursing, pay: 'Band 5', shift: '01-May-2024', trained: '15-Jan-2025', people: 'ANF HNM' },
  { id: 'bx', staffGroup: nursing, pay: 'Band 5', shift: '01-May-2024', trained: '', people: 'ANF 2*NNF' },
];

const each = (people: string): readonly string[] =>
  people.split(' ').flatMap((token) => {
    const [times, one] = token.includes('*') ? token.split('*') : ['1', token];
    return Array.from({ length: Number(times) }, () => one!);
  });
const disability = (sign: string): string => ({ Y: 'Yes', N: 'No' })[sign] ?? 'Not Declared';
const sex = (sign: string): string => (sign === 'F' ? 'Female' : 'Male');
/** Ethnic Origin, Disability, Gender of a person. */
const traits = (person: string): readonly [string, string, string] => [
  person[0]!,
  disability(person[1]!),
  sex(person[2]!),
];

const staffHead = [
  'Employee Number',
  'Primary Assignment',
  'Assignment Category',
  'Staff Group',
  'Job Role',
  'Pay Scale',
  'FTE',
  'Last Shift Date',
  'Last Paid Training Date',
  'Clinical Excellence Award',
  'Ethnic Origin',
  'Disability',
  'Gender',
  'Snapshot Date',
];
/** Of the doctors two White consultants (con-1, cd-1) and one BME consultant (con-4) hold an award. */
const awarded: readonly string[] = ['con-1', 'cd-1', 'con-4'];
const posts = (lines: readonly Line[], on: string): Table =>
  lines.flatMap((l) =>
    each(l.people).map((p, i) => {
      const who = [`${l.id}-${i + 1}`, 'Yes', 'Permanent', l.staffGroup, l.role ?? '', l.pay, 1, '', ''];
      return [...who, awarded.includes(who[0] as string) ? 'Yes' : 'No', ...traits(p), on];
    }),
  );
const now = '31-Mar-2025';
const before = '31-Mar-2024';

export const staff: Table = [
  staffHead,
  ...posts(staffLines, now),
  ...posts(staffLinesBefore, before),
  ...bankLines.flatMap((l) =>
    each(l.people).map((p, i) => {
      const who = [`${l.id}-${i + 1}`, 'Yes', 'Bank', l.staffGroup, '', l.pay, 0, l.shift, l.trained, ''];
      return [...who, ...traits(p), now];
    }),
  ),
  // A second post of cl5-9, with the bank: counted once, as a nurse.
  ['cl5-9', 'No', 'Bank', nursing, '', 'Band 5', 0, now, '', '', ...traits('NNF'), now],
  // Four people who are not of the workforce, all BME, so that counting them would show.
  ['x-1', 'Yes', 'Agency', nursing, '', 'Band 5', 1, '', '', '', ...traits('NYF'), now],
  ['x-2', 'Yes', 'Honorary', doctors, 'Consultant', 'YC72', 1, '', '', '', ...traits('HYM'), now],
  ['x-3', 'Yes', 'Non-Executive Director', office, '', '', 1, '', '', '', ...traits('NYM'), now],
  ['x-4', 'Yes', 'Volunteer', office, '', '', 1, '', '', '', ...traits('NYM'), now],
];

/** Leavers of the year to the snapshot: of these lv-1 is the subject of a case. Two left senior bands. */
export const leavers: Table = [
  [
    'Employee Number',
    'Assignment Category',
    'Staff Group',
    'Pay Scale',
    'Termination Date',
    'Leaving Reason',
    'Ethnic Origin',
    'Disability',
    'Gender',
  ],
  ...(
    [
      ['lv-1', 'Band 5', '30-Nov-2024', 'NYF'],
      ['lv-2', 'Band 8a', '30-Jun-2024', 'ANF'],
      ['lv-3', 'Band 8a', '31-Mar-2025', 'HNF'],
      ['lv-4', 'Band 6', '01-Apr-2024', 'ANM'],
      ['lv-5', 'Band 8b', '31-Mar-2024', 'ANM'], // the day before the year
    ] as const
  ).map(([n, pay, on, who]) => [
    n,
    'Permanent',
    nursing,
    pay,
    on,
    'Voluntary Resignation - Relocation',
    ...traits(who),
  ]),
];

const applied = (
  count: number,
  who: string,
  post: { readonly pay: string; readonly group?: string; readonly internal?: boolean; readonly abroad?: boolean },
  stage: 'applied' | 'shortlisted' | 'appointed' | 'declined',
  on = '01-Sep-2024',
): Table =>
  Array.from({ length: count }, () => [
    on,
    stage === 'applied' ? 'No' : 'Yes',
    stage === 'appointed' || stage === 'declined' ? 'Yes' : 'No',
    stage === 'declined' ? 'Yes' : 'No',
    post.internal ? 'Yes' : 'No',
    post.abroad ? 'Yes' : 'No',
    post.group ?? nursing,
    post.pay,
    ...traits(who),
  ]);

const band5 = { pay: 'Band 5' };
const abroad = { pay: 'Band 5', abroad: true };
const band6 = { pay: 'Band 6', internal: true };
const consultant = { pay: 'YC72', group: doctors };

/** How many applied for what, who they are and how far they came: the last stage alone is said, so those shortlisted are the last three. */
export const recruitment: Table = [
  [
    'Application Reference',
    'Date Applied',
    'Shortlisted',
    'Appointed',
    'Offer Declined',
    'Internal',
    'International Recruitment',
    'Staff Group',
    'Pay Scale',
    'Ethnic Origin',
    'Disability',
    'Gender',
  ],
  ...[
    ...applied(5, 'ANF', band5, 'applied'),
    ...applied(12, 'ANF', band5, 'shortlisted'),
    ...applied(8, 'ANF', band5, 'appointed'),
    ...applied(1, 'ANF', band5, 'declined'),
    ...applied(9, 'NNF', band5, 'applied'),
    ...applied(16, 'NNF', band5, 'shortlisted'),
    ...applied(4, 'NNF', band5, 'appointed'),
    ...applied(2, 'HNF', abroad, 'shortlisted'),
    ...applied(8, 'HNF', abroad, 'appointed'),
    ...applied(6, 'AYF', band6, 'shortlisted'),
    ...applied(4, 'ANF', band6, 'appointed'),
    ...applied(8, 'HYF', band6, 'shortlisted'),
    ...applied(2, 'HNF', band6, 'appointed'),
    ...applied(2, 'ANM', consultant, 'applied'),
    ...applied(3, 'ANM', consultant, 'shortlisted'),
    ...applied(3, 'AYM', consultant, 'appointed'),
    ...applied(5, 'HNM', consultant, 'applied'),
    ...applied(4, 'H?M', consultant, 'shortlisted'),
    ...applied(1, 'HNM', consultant, 'appointed'),
    ...applied(3, 'Z?F', band5, 'shortlisted'),
    ...applied(1, 'Z?F', band5, 'appointed'),
    // The day before the year.
    ...applied(7, 'ANF', band5, 'appointed', '31-Mar-2024'),
  ].map((row, i) => [`r-${i + 1}`, ...row]),
];

export const cases: Table = [
  ['Case Reference', 'Employee Number', 'Case Type', 'Formal', 'Ground', 'Date Opened'],
  ['d1', 'cl5-1', 'Disciplinary', 'Yes', '', '01-Apr-2024'], // White, the first day
  ['d2', 'cl5-1', 'Disciplinary', 'Yes', '', '01-Oct-2024'], // the same person again
  ['d3', 'nc6-2', 'Disciplinary', 'Yes', '', '31-Mar-2025'], // White, the last day
  ['d4', 'con-1', 'Disciplinary', 'Yes', '', '05-May-2024'], // White
  ['d5', 'cl5-9', 'Disciplinary', 'Yes', '', '05-May-2024'], // BME
  ['d6', 'cl5-10', 'Disciplinary', 'Yes', '', '05-May-2024'], // BME
  ['d7', 'cl6-9', 'Disciplinary', 'Yes', '', '05-May-2024'], // BME
  ['d8', 'lv-1', 'Disciplinary', 'Yes', '', '05-May-2024'], // BME, has left since
  ['d9', 'cl5-20', 'Disciplinary', 'Yes', '', '05-May-2024'], // not stated
  ['d10', 'cl6-1', 'Disciplinary', 'Yes', '', '31-Mar-2024'], // the day before
  ['d11', 'cl6-2', 'Disciplinary', 'No', '', '05-May-2024'], // informal
  ['d12', 'x-1', 'Disciplinary', 'Yes', '', '05-May-2024'], // agency
  ['d13', 'b5-3', 'Disciplinary', 'Yes', '', '05-May-2024'], // bank, BME
  ['d14', 'b5-4', 'Disciplinary', 'Yes', '', '06-Jun-2024'], // bank, BME
  ['d15', 'b2-1', 'Disciplinary', 'Yes', '', '06-Jun-2024'], // bank, White
  ['q1', 'b5-5', 'Dismissal', 'Yes', '', '06-Jun-2024'], // bank, BME
  ['q2', 'bt-1', 'Dismissal', 'Yes', '', '06-Jun-2024'], // bank, White
  ['c1', 'nc3-3', 'Capability', 'Yes', 'Performance', '05-May-2024'], // disabled, this year
  ['c2', 'cl6-4', 'Capability', 'Yes', 'Performance', '05-May-2024'], // disabled, this year
  ['c3', 'cl7-4', 'Capability', 'Yes', 'Performance', '05-May-2023'], // disabled, the year before
  ['c4', 'cl5-4', 'Capability', 'Yes', 'Ill Health', '05-May-2024'], // disabled, ill health
  ['c5', 'nc3-1', 'Capability', 'Yes', 'Performance', '05-May-2024'], // not disabled, this year
  ['c6', 'cl6-3', 'Capability', 'Yes', '', '05-May-2023'], // not disabled, no ground, the year before
  ['c7', 'cl6-1', 'Capability', 'Yes', 'Ill Health', '05-May-2023'], // not disabled, ill health
  ['c8', 'nc3-5', 'Capability', 'Yes', 'Performance', '05-May-2024'], // not declared
  ['c9', 'cl6-2', 'Capability', 'Yes', 'Performance', '31-Mar-2023'], // before both years
  ['g1', 'cl6-3', 'Grievance', 'Yes', '', '05-May-2024'],
];

const course = (who: readonly string[], mandatory = 'No', on = '10-Oct-2024'): Table =>
  who.map((n) => [n, mandatory === 'No' ? 'Leading change' : 'Fire safety', mandatory, on]);
const from = (line: string, first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => `${line}-${first + i}`);

export const training: Table = [
  ['Employee Number', 'Course Name', 'Mandatory', 'Date Attended'],
  ...course(from('cl5', 1, 8)), // 8 White
  ...course(from('nc7', 1, 4)), // 4 White
  ...course(from('cl5', 9, 12)), // 4 BME
  ...course(from('cl6', 9, 10)), // 2 BME
  ...course(['cl5-19']), // not stated
  ...course(['cl5-1', 'cl5-9'], 'No', '11-Nov-2024'), // again: still one person each
  ...course(from('nc3', 1, 10), 'Yes'), // mandatory
  ...course(from('cl6', 1, 6), 'No', '31-Mar-2024'), // the day before
  ...course(['b5-1', 'x-1']), // bank, agency
];

/** Voting, executive, and who. */
export const board: Table = [
  ['Role', 'Voting', 'Executive', 'Ethnic Origin', 'Disability', 'Gender'],
  ['Chair', 'Yes', 'No', ...traits('ANF')],
  ['Non-executive 1', 'Yes', 'No', ...traits('AYM')],
  ['Non-executive 2', 'Yes', 'No', ...traits('NNF')],
  ['Non-executive 3', 'Yes', 'No', ...traits('ANM')],
  ['Chief executive', 'Yes', 'Yes', ...traits('ANF')],
  ['Finance director', 'Yes', 'Yes', ...traits('ANM')],
  ['Medical director', 'Yes', 'Yes', ...traits('HNM')],
  ['Nursing director', 'Yes', 'Yes', ...traits('A?F')],
  ['Strategy director', 'No', 'Yes', ...traits('AYF')],
  ['Estates director', 'No', 'Yes', ...traits('Z?M')],
];

const answered = (count: number, who: string, ...answers: readonly string[]): Table =>
  Array.from({ length: count }, () => [2024, ...traits(who), ...answers]);

/** Respondents: who, then the public, managers, colleagues, reported, progression, discrimination, pressure, valued, adjustments. */
export const responses: Table = [
  [
    'Survey Year',
    'Ethnic Origin',
    'Long Term Condition',
    'Gender',
    'Q14a',
    'Q14b',
    'Q14c',
    'Q14d',
    'Q15',
    'Q16b',
    'Q11e',
    'Q4b',
    'Q31b',
  ],
  ...answered(8, 'ANF', 'Never', 'Never', 'Never', '', 'Yes', 'No', 'No', 'Satisfied', ''),
  ...answered(4, 'AYF', '1-2', 'Never', '1-2', 'Yes, I reported it', "Don't know", 'No', 'Yes', 'Neither', 'Yes'),
  ...answered(4, 'AYM', 'Never', 'Never', 'Never', '', 'No', 'No', 'Yes', 'Dissatisfied', 'No'),
  ...answered(4, 'ANM', '3-5', '1-2', '1-2', 'No', 'Yes', 'Yes', 'No', 'Very satisfied', ''),
  ...answered(6, 'NNF', '1-2', '1-2', 'Never', 'No', 'No', 'Yes', 'No', 'Satisfied', ''),
  ...answered(
    6,
    'NYF',
    'Never',
    '1-2',
    '1-2',
    "Don't know",
    'Yes',
    'No',
    'Yes',
    'Dissatisfied',
    'No adjustment required',
  ),
  ...answered(4, 'HNM', 'Never', 'Never', 'Never', '', "Don't know", 'No', 'No', 'Neither', ''),
  ...answered(2, 'Z?F', '1-2', '1-2', '1-2', 'No', 'No', 'Yes', 'Yes', 'Dissatisfied', ''),
];

/** Figures that come as rates: the engagement score, and the surveys of bank workers and of doctors, which have names and no numbers. */
export const survey: Table = [
  ['Survey Year', 'Question', 'Group', 'Percentage', 'Score', 'Respondents'],
  [2024, 'Staff engagement', 'Disabled', '', 6.5, 14],
  [2024, 'Staff engagement', 'Non-disabled', '', 7.25, 22],
  ...(['5', '6', '7', '8'] as const).flatMap((n) => [
    [2024, `bank-wres.survey-${n}`, 'BME', 30 + Number(n), '', 40],
    [2024, `bank-wres.survey-${n}`, 'White', 20, '', 30],
    [2024, `medical-wres.survey-${n}`, 'BME', 10, '', 25],
    [2024, `medical-wres.survey-${n}`, 'White', 12.5 + Number(n), '', 24],
  ]),
];

export const statements: Table = [
  ['Statement', 'Period', 'Answer', 'Text'],
  ['wdes.9b', '2025', 'Yes', 'A network of disabled staff meets the board twice a year.'],
];

export const files: Readonly<Record<string, Table>> = {
  staff,
  leavers,
  recruitment,
  cases,
  training,
  board,
  'survey-responses': responses,
  survey,
  statements,
};

/** The same organisation with its groups exchanged: White with BME (one code for one), disabled with not disabled. */
export function exchanged(table: Table): Table {
  const [head = [], ...rows] = table;
  const at = (name: string): number => head.indexOf(name);
  const ethnicity: Readonly<Record<string, string>> = { A: 'N', B: 'H', C: 'K', Z: 'Z' };
  const yes: Readonly<Record<string, string>> = { Yes: 'No', No: 'Yes' };
  const survey: Readonly<Record<string, string>> = {
    BME: 'White',
    White: 'BME',
    Disabled: 'Non-disabled',
    'Non-disabled': 'Disabled',
  };
  return [
    head,
    ...rows.map((row) =>
      row.map((cell, i) => {
        const text = String(cell);
        if (i === at('Ethnic Origin')) return ethnicity[text] ?? 'A';
        if (i === at('Disability') || i === at('Long Term Condition')) return yes[text] ?? cell;
        return i === at('Group') ? (survey[text] ?? cell) : cell;
      }),
    ),
  ];
}

const field = (cell: string | number): string => {
  const text = String(cell);
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
export const csv = (table: Table): string => `${table.map((row) => row.map(field).join(',')).join('\n')}\n`;
