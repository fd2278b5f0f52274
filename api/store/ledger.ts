import type { Sql, Statements } from './sql.js';

/** What an organisation was given before, oldest first: text of lines, and how many there are. */
export interface Past {
  readonly text: string;
  readonly lines: number;
}

/** A question that was answered: what it was about, its own name, and its words as JSON. */
export interface Question {
  readonly about: string;
  readonly name: string;
  readonly asked: string;
}

/** What to enter before a release leaves: judged by the first `after` lines; its line, unless all of it was given before; the question, when it is new. */
export interface Entry {
  readonly after: number;
  readonly line?: string;
  readonly question?: Question;
}

/** Earlier releases of organisations: what leaves later must not undo them. Instances that share a store share them. */
export interface Releases {
  past(organisation: string): Promise<Past>;
  /** Questions about the same thing that were answered, oldest first. */
  questions(organisation: string, about: string): Promise<readonly Omit<Question, 'about'>[]>;
  /** Enters a release. False, and nothing entered, when another came between. */
  enter(organisation: string, entry: Entry): Promise<boolean>;
}

/** The same inside work that is kept whole or not at all. */
export async function enterRelease(
  { all }: Statements,
  organisation: string,
  { after, line, question }: Entry,
  now: string,
): Promise<boolean> {
  const [{ n } = { n: 0 }] = await all('SELECT count(*) AS n FROM ledger WHERE organisation = ?', [organisation]);
  if (Number(n) !== after) return false;
  if (line !== undefined)
    await all('INSERT INTO ledger (organisation, n, line) VALUES (?, ?, ?)', [organisation, after + 1, line]);
  if (question)
    await all(
      'INSERT INTO questions (organisation, about, name, created, asked) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      [organisation, question.about, question.name, now, question.asked],
    );
  return true;
}

export const keepReleases = (sql: Sql, now: () => string): Releases => ({
  async past(organisation) {
    const lines = await sql.all('SELECT line FROM ledger WHERE organisation = ? ORDER BY n', [organisation]);
    return { text: lines.map((l) => String(l.line)).join(''), lines: lines.length };
  },
  async questions(organisation, about) {
    const rows = await sql.all(
      'SELECT name, asked FROM questions WHERE organisation = ? AND about = ? ORDER BY created, name',
      [organisation, about],
    );
    return rows.map(({ name, asked }) => ({ name: String(name), asked: String(asked) }));
  },
  enter: (organisation, entry) => sql.whole((inside) => enterRelease(inside, organisation, entry, now())),
});
