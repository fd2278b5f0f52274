import { error, type Message, near, note, quoted, warning } from './message.js';

/** Messages about codes, dates, numbers and rows set aside. */
export const valuesWords = {
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
} as const satisfies Record<string, (p: never) => Message>;
