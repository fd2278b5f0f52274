import { chmod, open } from 'node:fs/promises';
import type { Client } from '@libsql/client';
import { inTurn, type Sql, type Statements, type Value } from './sql.js';

/** A file only this user can read, made before anything is written to it. */
async function privateFile(path: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  await file.close();
  await chmod(path, 0o600);
}

/**
 * The store of one machine: an SQLite file by libSQL, in write-ahead mode, every commit forced to the disk before it is acknowledged.
 * Chosen by bench/store: see docs/api.md.
 */
export async function embedded(path: string): Promise<Sql> {
  const { createClient } = await import('@libsql/client');
  await privateFile(path);
  async function connect(): Promise<Client> {
    const made = createClient({ url: `file:${path}`, intMode: 'number' });
    // Statements take turns, so there is one connection, and what is set here holds for all of them.
    await made.execute('PRAGMA busy_timeout = 100');
    await made.execute('PRAGMA journal_mode = WAL');
    await made.execute('PRAGMA synchronous = FULL');
    return made;
  }
  let client: Client | undefined;
  /** Waits while another process writes, without holding up this one; some seconds at most. */
  async function patiently<T>(work: (client: Client) => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        client ??= await connect();
        return await work(client);
      } catch (fault) {
        if ((fault as { readonly code?: string }).code !== 'SQLITE_BUSY' || tries >= 50) throw fault;
        // A statement that met the lock stays open in its connection and would keep every later commit from ending.
        client?.close();
        client = undefined;
        await new Promise((later) => setTimeout(later, 20));
      }
    }
  }
  const turn = inTurn();
  const rows = (found: { readonly columns: readonly string[]; readonly rows: readonly ArrayLike<unknown>[] }) =>
    found.rows.map((r) => Object.fromEntries(found.columns.map((c, i) => [c, r[i] as Value])));
  await patiently((c) => c.execute('SELECT 1'));
  return {
    all: (text, values = []) =>
      turn(async () => rows(await patiently((c) => c.execute({ sql: text, args: [...values] })))),
    whole: (work) =>
      turn(async () => {
        const transaction = await patiently((c) => c.transaction('write'));
        const inside: Statements = {
          all: async (text, values = []) => rows(await transaction.execute({ sql: text, args: [...values] })),
        };
        try {
          const done = await work(inside);
          await transaction.commit();
          return done;
        } finally {
          transaction.close();
        }
      }),
    close: async () => client?.close(),
  };
}
