import type { ReleasedIssue } from '../../src/index.js';

/** Progress and messages go to stderr; results alone go to stdout. Lines of progress are only for a terminal or long work. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

const place = ({ file, sheet, row, column }: ReleasedIssue): string =>
  [
    file,
    sheet === undefined || sheet === file || sheet === file?.replace(/\.[^.]*$/, '') ? undefined : sheet,
    row === undefined ? undefined : `row ${row}`,
    column === undefined ? undefined : `column '${column}'`,
  ]
    .filter(Boolean)
    .join(', ');

/** How many rows an issue is about, when its own words do not say. */
const rowsOf = ({ rows = 1, what }: ReleasedIssue): string => {
  if (typeof rows !== 'number') return '';
  const said = [String(rows), rows.toLocaleString('en-GB')].some((n) =>
    new RegExp(`\\b${n} (rows|columns)\\b`).test(what),
  );
  return rows > 1 && !said ? ` ${rows.toLocaleString('en-GB')} rows.` : '';
};

/** Issues as lines for a person: where, what, what to do. */
export function issueLines(issues: readonly ReleasedIssue[], most = 40): readonly string[] {
  const shown = issues
    .slice(0, most)
    .map(
      (i) =>
        `${i.severity}: ${place(i) ? `${place(i)}: ` : ''}${i.what}${rowsOf(i)} ${i.todo.replace(/^Nothing(?=[.,:])/, 'Nothing to do')}`,
    );
  return issues.length > most
    ? [...shown, `... and ${issues.length - most} more; "check --json" lists them all.`]
    : shown;
}

export const inputHasErrors = (issues: readonly ReleasedIssue[]): boolean => issues.some((i) => i.severity === 'error');
