/**
 * The rows of a comma-separated text as records by header (RFC 4180: quotes doubled inside quotes, LF or CRLF). Strict: a row with more
 * or fewer cells than the header, text after a closing quote, or an open quote at the end throws a SyntaxError that names the line.
 * Example: parseCsv('a,b\n1,"x, y"\n') is [{ a: '1', b: 'x, y' }].
 */
export function parseCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  const rows: string[][] = [];
  let row: string[] = [];
  let line = 1;
  while (cell.lastIndex < text.length || row.length > 0) {
    const at = cell.exec(text);
    if (!at) throw new SyntaxError(`line ${line}: a quote is not closed, or text follows a closed one`);
    const [all, quoted, plain, end] = at;
    row.push(quoted === undefined ? plain! : quoted.replace(/""/g, '"'));
    line += all.split('\n').length - 1;
    if (end === ',') continue;
    rows.push(row);
    row = [];
    if (end === '') break;
  }
  const [header, ...body] = rows;
  if (!header) return [];
  return body.map((cells, i) => {
    if (cells.length !== header.length)
      throw new SyntaxError(`row ${i + 2}: ${cells.length} cells where the header has ${header.length}`);
    return Object.fromEntries(header.map((name, j) => [name, cells[j]!]));
  });
}
