import { addLine, lineOf } from './audit.js';
import { storedOf } from './results.js';
import type { Sql } from './sql.js';

/** Everything the store holds of one organisation; no secret of a key. */
export async function exportOrganisation({ all }: Sql, organisation: string) {
  const of = [organisation];
  const results = await all('SELECT * FROM results WHERE organisation = ? ORDER BY created, id', of);
  const keys = await all(
    'SELECT id, role, scopes, label, created, expires, revoked FROM keys WHERE organisation = ? ORDER BY created, id',
    of,
  );
  const ledger = await all('SELECT line FROM ledger WHERE organisation = ? ORDER BY n', of);
  const questions = await all(
    'SELECT created, asked FROM questions WHERE organisation = ? ORDER BY created, about, name',
    of,
  );
  const audit = await all('SELECT * FROM audit WHERE organisation = ? ORDER BY seq', of);
  return {
    organisation,
    results: results.map((r) => ({
      ...storedOf(r),
      results: JSON.parse(String(r.body)) as Readonly<Record<string, unknown>>,
    })),
    keys: keys.map((k) => Object.fromEntries(Object.entries(k).filter(([, v]) => v !== null))),
    ledger: ledger.map((l) => JSON.parse(String(l.line)) as Readonly<Record<string, unknown>>),
    questions: questions.map(({ created, asked }) => ({
      created: String(created),
      asked: JSON.parse(String(asked)) as Readonly<Record<string, unknown>>,
    })),
    audit: audit.map(lineOf),
  };
}

/** Deletes all of it. The audit keeps that something was done and when, so that the chain stays whole, but no longer who or what. */
export function deleteOrganisation(
  sql: Sql,
  organisation: string,
  at: string,
): Promise<{ readonly results: number; readonly keys: number; readonly audit: number }> {
  const of = [organisation];
  return sql.whole(async (inside) => {
    const number = async (table: 'results' | 'keys' | 'audit'): Promise<number> =>
      Number((await inside.all(`SELECT count(*) AS n FROM ${table} WHERE organisation = ?`, of))[0]?.n ?? 0);
    const deleted = { results: await number('results'), keys: await number('keys'), audit: await number('audit') };
    for (const table of ['results', 'keys', 'once', 'ledger', 'questions'])
      await inside.all(`DELETE FROM ${table} WHERE organisation = ?`, of);
    await inside.all('UPDATE audit SET salt = NULL, detail = NULL WHERE organisation = ?', of);
    await addLine(inside, {
      at,
      organisation,
      action: 'organisation-deleted',
      detail: { results: deleted.results, keys: deleted.keys },
    });
    return deleted;
  });
}
