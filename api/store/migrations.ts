import { randomBytes } from 'node:crypto';
import type { Sql } from './sql.js';

/** Each step once, in order; a step that has been released is never changed. Times are texts (ISO 8601, UTC), so that they sort alike everywhere. */
const steps: readonly (readonly string[])[] = [
  [
    `CREATE TABLE keys (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, role TEXT NOT NULL, scopes TEXT NOT NULL, label TEXT NOT NULL,
      hash TEXT NOT NULL, created TEXT NOT NULL, expires TEXT NOT NULL, revoked TEXT)`,
    `CREATE TABLE results (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, created TEXT NOT NULL, expires TEXT, manifest TEXT NOT NULL,
      policy TEXT NOT NULL, options TEXT NOT NULL, exact INTEGER NOT NULL, body TEXT NOT NULL)`,
    'CREATE INDEX results_of ON results (organisation, created, id)',
    `CREATE TABLE once (organisation TEXT NOT NULL, name TEXT NOT NULL, fingerprint TEXT NOT NULL, answer TEXT NOT NULL, created TEXT NOT NULL,
      PRIMARY KEY (organisation, name))`,
    `CREATE TABLE audit (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, organisation TEXT NOT NULL, action TEXT NOT NULL, digest TEXT NOT NULL,
      chain TEXT NOT NULL, salt TEXT, detail TEXT)`,
    'CREATE INDEX audit_of ON audit (organisation, seq)',
  ],
  // Earlier releases: what is kept later must not undo them.
  [
    'CREATE TABLE ledger (organisation TEXT NOT NULL, n INTEGER NOT NULL, line TEXT NOT NULL, PRIMARY KEY (organisation, n))',
  ],
  // Questions that were answered about the same files, in whichever instance: they stand beside the next.
  [
    `CREATE TABLE questions (organisation TEXT NOT NULL, about TEXT NOT NULL, name TEXT NOT NULL, created TEXT NOT NULL, asked TEXT NOT NULL,
      PRIMARY KEY (organisation, about, name))`,
  ],
];

/** Brings the store to this version's form. Throws for a store that a newer version has written. Returns the secret that all instances share. */
export async function migrate(sql: Sql): Promise<Uint8Array> {
  return sql.whole(async ({ all }) => {
    await all('CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
    const [found] = await all("SELECT value FROM meta WHERE name = 'version'");
    const from = found ? Number(found.value) : 0;
    if (from > steps.length)
      throw new Error(
        `The store was written by a newer version of the service (form ${from}; this one knows ${steps.length}). Use that version.`,
      );
    for (const step of steps.slice(from)) for (const text of step) await all(text);
    if (!found) await all("INSERT INTO meta (name, value) VALUES ('version', ?)", [String(steps.length)]);
    else if (from < steps.length) await all("UPDATE meta SET value = ? WHERE name = 'version'", [String(steps.length)]);
    const [secret] = await all("SELECT value FROM meta WHERE name = 'secret'");
    if (secret) return Buffer.from(secret.value as string, 'base64url');
    const made = randomBytes(32);
    await all("INSERT INTO meta (name, value) VALUES ('secret', ?)", [made.toString('base64url')]);
    return made;
  });
}
