/** Everything the reading of files says, by id: how bad it is, what is wrong, what to do. Place and row counts stand beside the text. */
export type Message = {
  readonly severity: 'error' | 'warning' | 'note';
  readonly what: string;
  /** The same without numbers of rows, where `what` gives some. */
  readonly plain?: string;
  readonly todo: string;
};

/** A value from a coded column, quoted: 40 characters at most. */
export const quoted = (value: string): string => `'${value.length > 40 ? `${value.slice(0, 39)}…` : value}'`;

/** "a, b or c" */
export const orList = (items: readonly string[], word = 'or'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]}`;

/** 12345 as 12,345. `toLocaleString` would load a library of number formats for it, in a thread that starts afresh for each file. */
const thousands = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
const many = (n: number, one: string, more = `${one}s`): string => `${thousands(n)} ${n === 1 ? one : more}`;
const error = (what: string, todo: string): Message => ({ severity: 'error', what, todo });
const warning = (what: string, todo: string): Message => ({ severity: 'warning', what, todo });
const note = (what: string, todo: string): Message => ({ severity: 'note', what, todo });
const near = (items: readonly string[]): string =>
  items.length === 0 ? '' : ` Nearest known: ${orList(items.map(quoted))}.`;

export const extractWords = {
  'no-files': () => error('No file was given.', 'Name at least one .xlsx or .csv file.'),
  'same-file': (p: { before: string }) =>
    warning(`This file is the same as ${p.before}, byte for byte; it was read once.`, 'Leave one of them out.'),
  'no-table': (p: { named?: string; headers: readonly string[] }) =>
    error(
      p.named === undefined
        ? 'This is no table that can be used: no row among the first 30 looks like the headers of staff in post, leavers, starters, recruitment, cases, training, board or counts.'
        : `The name says ${p.named}, but no row among the first 30 looks like its headers.${p.headers.length > 0 ? ` Nearest seen: ${p.headers.map(quoted).join(', ')}.` : ''}`,
      'Export the report as a plain table with its column names in one row, or name the columns in a profile.',
    ),
  'sheet-not-used': (p: { rows: number }) =>
    note(
      `This sheet is no table that can be used (${many(p.rows, 'row')}); it was left out.`,
      'Nothing, if it is a cover, notes, pivot or summary. If it holds data, give it one header row with the usual column names.',
    ),
  'empty-sheet': (p: { named?: string; only: boolean }) =>
    p.only || p.named !== undefined
      ? error(
          p.named === undefined ? 'The sheet is empty.' : `The sheet is named as ${p.named} but is empty.`,
          'Export the report again, or remove the sheet if it is not needed.',
        )
      : note('The sheet is empty; it was left out.', 'Nothing, if it is meant to be empty.'),
  'no-rows': (p: { title: string; needed: boolean }) =>
    p.needed
      ? error(
          `${p.title} has headers but no rows that can be used.`,
          'Check the filters of the report and export it again.',
        )
      : warning(
          `${p.title} has headers but no rows; it is counted as none.`,
          'Nothing, if there were none. Otherwise check the filters of the report and export it again.',
        ),
  'missing-column': (p: {
    title: string;
    accepted: readonly string[];
    seen: readonly string[];
    without?: string;
    severity: 'error' | 'warning';
  }): Message => ({
    severity: p.severity,
    what: `${p.title} has no column ${orList(p.accepted.map(quoted))}${p.without === undefined ? ', which it needs' : `: ${p.without}`}.${p.seen.length > 0 ? ` Nearest header seen: ${orList(p.seen.map(quoted))}.` : ''}`,
    todo: 'Add the column to the export, rename its header, or name it in a profile.',
  }),
  'unknown-columns': (p: { headers: readonly string[] }) =>
    note(
      `${many(p.headers.length, 'column is', 'columns are')} not used: ${p.headers.slice(0, 20).map(quoted).join(', ')}${p.headers.length > 20 ? ` and ${p.headers.length - 20} more ("check" lists them all)` : ''}.`,
      'Nothing, unless one of them is needed: then name it in a profile.',
    ),
  'near-column': (p: { header: string; known: readonly string[] }) =>
    warning(
      `The column ${quoted(p.header)} is not known and is not used; it looks like ${orList(p.known.map(quoted))}.`,
      'Correct the header, or name the column in a profile.',
    ),
  'repeated-column': (p: { header: string; used: string; same: boolean }) =>
    p.same
      ? warning(
          `The header ${quoted(p.header)} is there more than once; the first was read, this one not.`,
          'Check which is meant and remove or rename the other.',
        )
      : note(
          `${quoted(p.header)} was not read, since ${quoted(p.used)} says the same and is preferred.`,
          'Nothing, if that is right. Otherwise rename the header that should not be read, or name the column in a profile.',
        ),
  'unknown-code': (p: { value: string; kind: string; near: readonly string[] }) =>
    error(
      `${quoted(p.value)} is not a known ${p.kind}.${near(p.near)}`,
      'Map it in a profile, or correct it in ESR. Until then the rows are counted as unknown or unmapped.',
    ),
  'doubtful-code': (p: { value: string; kind: string; note: string; read: string }) =>
    warning(
      p.note === 'broad'
        ? `${quoted(p.value)} names only a broad group of ${p.kind}; it was read as ${quoted(p.read)}.`
        : `${quoted(p.value)} is ${p.note === 'first-letter' ? `not a listed ${p.kind} and was read by its first letter` : p.note === 'stale-code' ? `an old ${p.kind} that should no longer be in use and was read` : `a doubtful ${p.kind} (${p.note}) and was read`}, as ${quoted(p.read)}.`,
      'Check it, and correct it in ESR or map it in a profile.',
    ),
  'mapped-code': (p: { value: string; kind: string; group: string }) =>
    note(`${quoted(p.value)} is read as ${p.kind} ${quoted(p.group)}, as the profile says.`, 'Nothing.'),
  'mark-unclear': () =>
    error('The answer is neither yes nor no; it was read as blank.', 'Write Yes or No, or leave it blank.'),
  'mark-assumed-yes': () =>
    warning(
      'The mark is no known yes, no or date; any mark in this column was read as yes.',
      'Write Yes, No or a date where that is wrong.',
    ),
  'date-impossible': () => error('There is no such date; the cell was read as blank.', 'Correct the date.'),
  'date-unreadable': () =>
    error(
      'The cell is not a date in a form that can be read; it was read as blank.',
      'Write dates as 31/03/2025, 31-Mar-2025 or 2025-03-31.',
    ),
  'date-month-first': () =>
    error(
      'There is no such date when read day first, and it would be one month first; it was read as blank.',
      'Write dates day first, or as 2025-03-31.',
    ),
  'date-order': () =>
    error(
      'The dates of this column are written month first: some can be read no other way. No date written with numbers only was read from it, since 03/04 could be either.',
      'Export the dates day first (31/03/2025), or as 2025-03-31.',
    ),
  'date-month-only': () =>
    note('Only a month or a year is given; it was read as its last day.', 'Nothing, if the day does not matter.'),
  'error-cell': () =>
    error('The cell holds a spreadsheet error; it was read as blank.', 'Correct the formula, or paste the value.'),
  'no-formula-value': () =>
    error(
      'The formula was saved without its result; it was read as blank.',
      'Open the file in Excel, let it calculate, and save it.',
    ),
  'number-unreadable': () => error('The cell is not a number; it was read as blank.', 'Correct the number.'),
  'number-hidden': () =>
    warning(
      'The number is hidden at the source (a mark such as * or <5); it was read as missing, not as 0.',
      'Ask for the figure, or accept that what is made from it is missing.',
    ),
  'number-dash': () =>
    warning(
      'The cell holds a dash, which may mean nothing or hidden; it was read as missing, not as 0.',
      'Write 0 where 0 is meant.',
    ),
  'key-shortened': () =>
    error(
      'The number was shortened by a spreadsheet (1.23E+07), so its last digits are lost; it was read as blank.',
      'Export it again as text.',
    ),
  'set-aside': (p: { why: string; header: string; title: string }) => {
    const start = `A row of ${p.title} cannot be used and was set aside: `;
    const texts: Record<string, Message> = {
      blank: error(`${start}${quoted(p.header)} is blank.`, 'Fill it in, or remove the row.'),
      'no-such-column': error(
        `${start}there is no column ${quoted(p.header)}.`,
        'Add the column, or name it in a profile.',
      ),
      'not-a-key': error(
        `${start}${quoted(p.header)} is not like a number or reference, and nothing else in the row is data.`,
        'Remove the row if it is a note or a second table; otherwise correct it.',
      ),
      'not-a-count': error(`${start}${quoted(p.header)} is not a whole number of 0 or more.`, 'Correct the number.'),
      'number-hidden': error(
        `${start}${quoted(p.header)} is hidden at the source (a mark such as * or <5), which is not 0.`,
        'Ask for the count; every figure that needs it is not calculated until then.',
      ),
      'number-dash': error(
        `${start}${quoted(p.header)} is a dash, which may mean 0 or hidden.`,
        'Write 0 where 0 is meant.',
      ),
      'number-unreadable': error(`${start}${quoted(p.header)} is not a number.`, 'Correct the number.'),
      'error-cell': error(
        `${start}${quoted(p.header)} is a spreadsheet error.`,
        'Correct the formula, or paste the value.',
      ),
      'no-formula-value': error(
        `${start}the formula in ${quoted(p.header)} was saved without its result.`,
        'Open the file in Excel, let it calculate, and save it.',
      ),
      'key-shortened': error(
        `${start}${quoted(p.header)} was shortened by a spreadsheet (1.23E+07), so its last digits are lost.`,
        'Export it again as text.',
      ),
      'part-of-hidden': error(
        `${start}another count of the same measure is missing or hidden, so adding up the rest would be wrong.`,
        'Supply every count of the measure.',
      ),
      'no-indicator': error(`${start}${quoted(p.header)} holds no indicator id.`, 'Write the id, for example wres.3.'),
      'no-snapshot': error(
        `${start}it has no snapshot date, and several snapshots are in the data.`,
        'Fill in the snapshot date.',
      ),
    };
    return (
      texts[p.why] ?? error(`${start}${quoted(p.header)} cannot be read as a date.`, 'Correct the date, day first.')
    );
  },
  'two-organisations': (p: { names: readonly string[]; more: number }) =>
    error(
      `Staff in Post holds ${p.names.length + p.more} organisations where one is expected: ${p.names.map(quoted).join(', ')}${p.more > 0 ? ` and ${p.more} more` : ''}.`,
      'Choose one with --organisation, or give each organisation its own files.',
    ),
  'no-such-organisation': (p: { wanted: string; names: readonly string[] }) =>
    error(
      `No row is of organisation ${quoted(p.wanted)}; the files hold ${orList(p.names.map(quoted), 'and') || 'no organisation by name'}.`,
      'Check --organisation.',
    ),
  'organisation-filled': (p: { organisation: string }) =>
    note(
      `Rows without an organisation were read as ${quoted(p.organisation)}, the only one in the files.`,
      'Nothing, if that is right.',
    ),
  'organisation-blank': () =>
    warning(
      'Rows without an organisation, in files with several, belong to none of them.',
      'Fill in the organisation, or give each organisation its own files.',
    ),
  'organisation-carried': () =>
    note(
      'Blank cells below a group heading were read as the organisation above them.',
      'Nothing, if cells were merged.',
    ),
  'no-snapshot-date': () =>
    error(
      'The snapshot date is not known: there is no Snapshot Date column, and neither the title rows nor the sheet or file name hold a date.',
      'Give it with --as-at, for example --as-at 2025-03-31.',
    ),
  'snapshots-in-title': (p: { dates: readonly string[] }) =>
    warning(
      `The title rows hold several dates (${p.dates.join(', ')}) and none is said to be the snapshot.`,
      'Add a Snapshot Date column, or give it with --as-at.',
    ),
  'no-formal-column': () =>
    warning(
      'The cases have no column that says formal or informal: every case was taken as formal.',
      'Add a Formal column (Yes or No), or remove informal cases from the export.',
    ),
  'no-mandatory-column': () =>
    warning(
      'The training has no column that says mandatory or not: no attendance can be counted as non-mandatory.',
      'Add a Mandatory column (Yes or No).',
    ),
  'person-from-assignment': () =>
    note(
      'The employee number is blank; it was taken from the assignment number (the part before the dash).',
      'Nothing, if assignment numbers follow employee numbers.',
    ),
  'person-from-key': () => note('There is no employee number; the national identifier stands for it.', 'Nothing.'),
  'leading-zeros': (p: { table: string }) =>
    warning(
      `Employee numbers were matched to ${p.table} after leading zeros, which one of the two files has lost.`,
      'Export employee numbers as text.',
    ),
  'fte-over-one': () =>
    warning(
      'A person has more than 1.0 FTE in all; nothing was capped.',
      'Check the assignments and their FTE in ESR.',
    ),
  'fte-negative': () => warning('The FTE is negative.', 'Correct it in ESR.'),
  'no-primary': () =>
    warning(
      'A person with several assignments has none marked as primary; one was chosen by largest FTE, then earliest start.',
      'Mark the primary assignment in ESR.',
    ),
  'several-primaries': () =>
    warning(
      'A person has several assignments marked as primary; one was chosen by largest FTE, then earliest start.',
      'Mark one assignment as primary in ESR.',
    ),
  'hired-after-snapshot': () =>
    warning('The hire date is after the snapshot.', 'Check the hire date, or the snapshot date of the extract.'),
  'repeated-assignment': () =>
    warning(
      'The same assignment is there more than once for one snapshot; the person is counted once.',
      'Export one row for each assignment (the row in force on the snapshot date).',
    ),
  'repeated-application': () =>
    warning(
      'The same application is there more than once; each row is counted.',
      'Export one row for each application, or remove the repeats.',
    ),
  'repeated-count': () =>
    warning(
      'The same count is there more than once; they are added up.',
      'Remove the repeats, unless they are parts of one number.',
    ),
  'ethnicity-blank': (p: { blank: number; rows: number; percent: string }): Message => ({
    severity: 'warning',
    what: `Ethnicity is blank on ${many(p.blank, 'row')} of ${thousands(p.rows)} (${p.percent}%); ${p.blank === 1 ? 'it is' : 'they are'} counted as unknown.`,
    plain: 'Ethnicity is blank on some rows; they are counted as unknown.',
    todo: 'Ask staff to complete their record in ESR.',
  }),
  'occupation-conflict': () =>
    warning(
      'The occupation code and the staff group disagree about medical, clinical or non-clinical; nothing was changed.',
      'Check the position in ESR.',
    ),
  'two-ethnicities': () =>
    warning(
      'A person has different ethnic origins on different rows; the row chosen for the person decides.',
      'Correct the record in ESR.',
    ),
  'profile-unreadable': (p: { reason: string }) =>
    error(
      `The profile cannot be read: ${p.reason}`,
      'Correct the profile; check --write-profile writes one that can be read.',
    ),
  'profile-accepted': (p: { id: string; reason: string }) =>
    note(`The warning '${p.id}' was accepted in the profile: ${p.reason}`, 'Nothing.'),
  'profile-counts': (p: { rows: number; reason: string }) =>
    note(`${many(p.rows, 'count')} typed by hand in the profile: ${p.reason}`, 'Nothing.'),
  'counts-period': () =>
    warning(
      'The counts name no period; they were taken for the year of the snapshot.',
      'Add a Period column, or put the period in the title or the file name.',
    ),
} as const satisfies Record<string, (p: never) => Message>;

/** The kinds of code, in words, by code list. */
export const codeKinds: Readonly<Record<string, string>> = {
  ethnicity: 'ethnic origin',
  'pay-scale': 'pay scale or band',
  'staff-group': 'staff group',
  'assignment-category': 'assignment category',
  'assignment-status': 'assignment status',
  'occupation-code': 'occupation code',
  'medical-role': 'job role',
  'working-time': 'full-time or part-time value',
  'age-band': 'age band',
  'case-type': 'case type',
  'case-outcome': 'case outcome',
  'leaving-reason': 'leaving reason',
  destination: 'destination on leaving',
  disability: 'disability value',
  nationality: 'nationality',
  religion: 'religion or belief',
  'sexual-orientation': 'sexual orientation',
  sex: 'gender',
  'recruitment-stage': 'stage of recruitment',
};
