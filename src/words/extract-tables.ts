import { error, type Message, many, note, orList, quoted, warning } from './message.js';

/** Messages about files, sheets and columns. */
export const tablesWords = {
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
} as const satisfies Record<string, (p: never) => Message>;
