import { DuckDBInstance } from '@duckdb/node-api';

const text = (value: string): string => (value === '' ? 'null' : `'${value.replaceAll("'", "''")}'`);

/** Writes rows of text, headers first, to a Parquet file; an empty text is missing. */
export async function parquetFile(
  path: string,
  [headers = [], ...rows]: readonly (readonly string[])[],
): Promise<void> {
  const db = await DuckDBInstance.create(':memory:');
  const connection = await db.connect();
  const columns = headers.map((h) => `"${h}"`).join(', ');
  await connection.run(`create table t (${headers.map((h) => `"${h}" varchar`).join(', ')})`);
  for (let from = 0; from < rows.length; from += 500)
    await connection.run(
      `insert into t (${columns}) values ${rows
        .slice(from, from + 500)
        .map((r) => `(${r.map(text).join(', ')})`)
        .join(', ')}`,
    );
  await connection.run(`copy t to '${path.replaceAll("'", "''")}' (format parquet)`);
  connection.closeSync();
  db.closeSync();
}
