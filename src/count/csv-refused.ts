import { basename } from 'node:path';

/** DuckDB cannot read a CSV file by the rules; the reader, which forgives more, may. No text of the file is in the message. */
export class CsvRefused extends RangeError {
  readonly table: string;
  constructor(table: string, what: string) {
    super(what);
    this.name = 'CsvRefused';
    this.table = table;
  }
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [/unterminated quote/, 'a quotation mark is not closed, or text follows it'],
  [/unicode|utf-8/i, 'it is not UTF-8'],
  [/state machine/, 'its lines end in different ways (CRLF and LF)'],
  [/line size/i, 'a line is too long'],
];

/**
 * What DuckDB says of a CSV file, without the line it quotes. Any other error is given back as it is.
 * Example: "staff.csv, line 3: 2 values under 3 headers."
 */
export function csvRefused(table: string, error: unknown): unknown {
  const said = error instanceof Error ? error.message : '';
  const file = /^ {2}file = (.*)$/m.exec(said)?.[1];
  if (file === undefined) return error;
  const line = /CSV Error on Line: (\d+)/.exec(said)?.[1];
  const [, expected, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(said) ?? [];
  const why = expected ? `${found} values under ${expected} headers` : reasons.find(([test]) => test.test(said))?.[1];
  const where = line === undefined ? basename(file) : `${basename(file)}, line ${line}`;
  return new CsvRefused(table, `${where}: ${why ?? 'it is not written by the rules of CSV'}.`);
}
