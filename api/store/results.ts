import { randomBytes } from 'node:crypto';
import { keyInUse } from '../once.js';
import { problems } from '../problem.js';
import { addLine } from './audit.js';
import { type Entry, enterRelease } from './ledger.js';
import type { Row, Sql } from './sql.js';

/** Released results that were kept: what they were made with, apart from the results themselves. */
export interface Stored {
  readonly id: string;
  readonly created: string;
  /** When they are deleted; always there for exact figures. */
  readonly expires?: string;
  readonly manifest: string;
  readonly policy: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Nothing is hidden in them. */
  readonly exact: boolean;
}

export interface NewResult extends Omit<Stored, 'id' | 'created'> {
  readonly organisation: string;
  readonly body: string;
  readonly by: string;
  /** The line of this release, judged by that many earlier ones. */
  readonly ledger?: Entry;
  readonly once?: { readonly key: string; readonly fingerprint: string };
}

export interface KeptResults {
  /**
   * Kept, with its audit line, when this resolves. The same key with the same request gives what it gave before.
   * Undefined, and nothing kept, when another release came between: judge it again.
   */
  keep(result: NewResult): Promise<Stored | undefined>;
  /** What an idempotency key gave before. Throws 409 when it came with another request. */
  earlier(organisation: string, key: string, fingerprint: string): Promise<Stored | undefined>;
  list(
    organisation: string,
    limit: number,
    after?: string,
  ): Promise<{ readonly results: readonly Stored[]; readonly next?: string; readonly total: number }>;
  /** Throws 404 for what is not there, or of another organisation. */
  get(organisation: string, id: string): Promise<Stored>;
  body(organisation: string, id: string): Promise<string>;
  drop(organisation: string, id: string, by: string): Promise<void>;
  sweep(): Promise<void>;
}

const columns = 'id, created, expires, manifest, policy, options, exact';
export const storedOf = (row: Row): Stored => ({
  id: String(row.id),
  created: String(row.created),
  ...(row.expires === null ? {} : { expires: String(row.expires) }),
  manifest: String(row.manifest),
  policy: String(row.policy),
  options: JSON.parse(String(row.options)) as Readonly<Record<string, unknown>>,
  exact: Number(row.exact) === 1,
});

export function keepResults(sql: Sql, now: () => string): KeptResults {
  const alive = '(expires IS NULL OR expires > ?)';
  const results: KeptResults = {
    async keep({ organisation, once, body, by, ledger, ...given }) {
      const id = `r${randomBytes(18).toString('base64url')}`;
      const created = now();
      return sql.whole(async (inside) => {
        if (once) {
          const [before] = await inside.all(
            'SELECT fingerprint, answer FROM once WHERE organisation = ? AND name = ?',
            [organisation, once.key],
          );
          if (before && before.fingerprint !== once.fingerprint) throw keyInUse();
          if (before) return JSON.parse(String(before.answer)) as Stored;
        }
        if (ledger && !(await enterRelease(inside, organisation, ledger, created))) return undefined;
        const stored: Stored = { id, created, ...given };
        await inside.all(`INSERT INTO results (${columns}, organisation, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
          id,
          created,
          given.expires ?? null,
          given.manifest,
          given.policy,
          JSON.stringify(given.options),
          given.exact ? 1 : 0,
          organisation,
          body,
        ]);
        if (once)
          await inside.all(
            'INSERT INTO once (organisation, name, fingerprint, answer, created) VALUES (?, ?, ?, ?, ?)',
            [organisation, once.key, once.fingerprint, JSON.stringify(stored), created],
          );
        await addLine(inside, {
          at: created,
          organisation,
          action: 'results-kept',
          detail: { result: id, policy: given.policy, by },
        });
        return stored;
      });
    },
    async earlier(organisation, key, fingerprint) {
      const [before] = await sql.all('SELECT fingerprint, answer FROM once WHERE organisation = ? AND name = ?', [
        organisation,
        key,
      ]);
      if (before && before.fingerprint !== fingerprint) throw keyInUse();
      return before && (JSON.parse(String(before.answer)) as Stored);
    },
    async list(organisation, limit, after) {
      const [created, id] = cursorOf(after);
      const rows = await sql.all(
        `SELECT ${columns} FROM results WHERE organisation = ? AND ${alive} AND (created < ? OR (created = ? AND id < ?)) ORDER BY created DESC, id DESC LIMIT ${limit + 1}`,
        [organisation, now(), created, created, id],
      );
      const [{ n } = { n: 0 }] = await sql.all(
        `SELECT count(*) AS n FROM results WHERE organisation = ? AND ${alive}`,
        [organisation, now()],
      );
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        results: rows.slice(0, limit).map(storedOf),
        total: Number(n),
        ...(last ? { next: Buffer.from(`${last.created} ${last.id}`).toString('base64url') } : {}),
      };
    },
    async get(organisation, id) {
      const [row] = await sql.all(`SELECT ${columns} FROM results WHERE organisation = ? AND id = ? AND ${alive}`, [
        organisation,
        id,
        now(),
      ]);
      if (!row) throw problems.notFound('result');
      return storedOf(row);
    },
    async body(organisation, id) {
      const [row] = await sql.all(`SELECT body FROM results WHERE organisation = ? AND id = ? AND ${alive}`, [
        organisation,
        id,
        now(),
      ]);
      if (!row) throw problems.notFound('result');
      return String(row.body);
    },
    async drop(organisation, id, by) {
      await sql.whole(async (inside) => {
        const [row] = await inside.all('SELECT id FROM results WHERE organisation = ? AND id = ?', [organisation, id]);
        if (!row) throw problems.notFound('result');
        await inside.all('DELETE FROM results WHERE organisation = ? AND id = ?', [organisation, id]);
        await addLine(inside, { at: now(), organisation, action: 'results-deleted', detail: { result: id, by } });
      });
    },
    async sweep() {
      await sql.all('DELETE FROM results WHERE expires IS NOT NULL AND expires <= ?', [now()]);
      // A key is remembered for a week.
      const week = new Date(Date.parse(now()) - 7 * 86_400_000).toISOString();
      await sql.all('DELETE FROM once WHERE created < ?', [week]);
    },
  };
  return results;
}

function cursorOf(after: string | undefined): readonly [string, string] {
  if (after === undefined) return ['9999', ''];
  const [created = '', id = ''] = Buffer.from(after, 'base64url').toString().split(' ');
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(created))
    throw problems.wrongRequest([{ detail: 'This is no cursor that the service gave.', parameter: 'cursor' }]);
  return [created, id];
}
