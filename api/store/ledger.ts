import type { Sql, Statements } from './sql.js';

/** What an organisation was given before, oldest first: text of lines, and how many there are. */
export interface Past {
  readonly text: string;
  readonly lines: number;
}

/** Earlier releases of organisations: what leaves later must not undo them. */
export interface Releases {
  past(organisation: string): Promise<Past>;
  /** Enters a release that was judged by the first `after` lines. False, and nothing entered, when another came between. */
  enter(organisation: string, after: number, line: string): Promise<boolean>;
}

/** The same inside work that is kept whole or not at all. */
export async function enterLine(
  { all }: Statements,
  organisation: string,
  after: number,
  line: string,
): Promise<boolean> {
  const [{ n } = { n: 0 }] = await all('SELECT count(*) AS n FROM ledger WHERE organisation = ?', [organisation]);
  if (Number(n) !== after) return false;
  await all('INSERT INTO ledger (organisation, n, line) VALUES (?, ?, ?)', [organisation, after + 1, line]);
  return true;
}

export const keepReleases = (sql: Sql): Releases => ({
  async past(organisation) {
    const lines = await sql.all('SELECT line FROM ledger WHERE organisation = ? ORDER BY n', [organisation]);
    return { text: lines.map((l) => String(l.line)).join(''), lines: lines.length };
  },
  enter: (organisation, after, line) => sql.whole((inside) => enterLine(inside, organisation, after, line)),
});
