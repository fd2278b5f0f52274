/** A store as little as can be: texts kept under numbers, each commit acknowledged. */
export interface Engine {
  keep(n: number, body: string): Promise<void>;
  numbers(): Promise<readonly number[]>;
  close(): Promise<void>;
}

const make = 'CREATE TABLE IF NOT EXISTS kept (n INTEGER PRIMARY KEY, body TEXT NOT NULL)';

/** The three embedded stores that were compared, each with its own durable setting. */
export const engines: Readonly<Record<string, (at: string) => Promise<Engine>>> = {
  async libsql(at) {
    const { createClient } = await import('@libsql/client');
    const client = createClient({ url: `file:${at}`, intMode: 'number' });
    await client.execute('PRAGMA journal_mode = WAL');
    await client.execute(make);
    return {
      keep: async (n, body) => {
        const transaction = await client.transaction('write');
        await transaction.execute({ sql: 'INSERT INTO kept VALUES (?, ?)', args: [n, body] });
        await transaction.commit();
      },
      numbers: async () => (await client.execute('SELECT n FROM kept ORDER BY n')).rows.map((r) => Number(r[0])),
      close: async () => client.close(),
    };
  },
  async duckdb(at) {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(at);
    const connection = await instance.connect();
    await connection.run(make);
    return {
      keep: async (n, body) => void (await connection.run('INSERT INTO kept VALUES ($1, $2)', [n, body])),
      numbers: async () =>
        (await connection.runAndReadAll('SELECT n FROM kept ORDER BY n')).getRows().map((r) => Number(r[0])),
      close: async () => {
        connection.closeSync();
        instance.closeSync();
      },
    };
  },
  async pglite(at) {
    const { PGlite } = await import('@electric-sql/pglite');
    const db = await PGlite.create(at);
    await db.exec(make);
    return {
      keep: async (n, body) => void (await db.query('INSERT INTO kept VALUES ($1, $2)', [n, body])),
      numbers: async () => (await db.query<{ n: number }>('SELECT n FROM kept ORDER BY n')).rows.map((r) => r.n),
      close: () => db.close(),
    };
  },
};
