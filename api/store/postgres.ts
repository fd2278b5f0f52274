import type { Row, Sql, Statements, Value } from './sql.js';

/** `?` as PostgreSQL numbers them. */
const numbered = (text: string): string => {
  let n = 0;
  return text.replace(/\?/g, () => `$${++n}`);
};

/** The store that several instances share. A lock makes their commits follow one another, so that the audit is one chain. */
export async function postgres(address: string): Promise<Sql> {
  const { default: pg } = await import('pg').catch(() => {
    throw new Error('The package "pg" is not installed; it is needed for a PostgreSQL store: npm install pg');
  });
  const pool = new pg.Pool({
    connectionString: address,
    max: 8,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
  });
  // A connection that breaks while idle is not the end of the service: the next question opens another.
  pool.on('error', () => undefined);
  return {
    async all(text, values = []) {
      // A server that was started again leaves dead connections in the pool: each is met once. What is asked here may be asked twice.
      for (let tries = 0; ; tries++) {
        try {
          return (await pool.query(numbered(text), [...values])).rows as readonly Row[];
        } catch (fault) {
          const { code = '', message } = fault as { readonly code?: string; readonly message: string };
          const broken =
            ['57P01', '57P02', '57P03', 'ECONNRESET', 'EPIPE'].includes(code) || /terminated/i.test(message);
          if (!broken || tries >= 8) throw fault;
        }
      }
    },
    async whole(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      const inside: Statements = {
        all: async (text, values: readonly Value[] = []) =>
          (await client.query(numbered(text), [...values])).rows as readonly Row[],
      };
      try {
        await client.query('BEGIN');
        await client.query("SELECT pg_advisory_xact_lock(hashtext('workforce-equality'))");
        const done = await work(inside);
        await client.query('COMMIT');
        return done;
      } catch (fault) {
        await client.query('ROLLBACK').catch((worse: Error) => {
          broken = worse;
        });
        throw fault;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}
