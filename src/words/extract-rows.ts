import { error, type Message, many, note, orList, quoted, thousands, warning } from './message.js';

/** Messages about organisations, snapshots and people. */
export const rowsWords = {
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
