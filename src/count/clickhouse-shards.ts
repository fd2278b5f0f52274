import { sql } from 'kysely';
import type { SqlTable } from './sql/compilation.js';
import { clickhouse, type Sql } from './sql/dialect.js';

/** Where a Distributed table has its rows: a table of each shard of a cluster. */
export interface Spread {
  readonly cluster: string;
  readonly relation: Sql;
}

/**
 * Reads where the rows of a Distributed table are from its engine as the server writes it; undefined for a table that has its own rows. Example:
 * `Distributed(people, hr, staff, rand())` is table `hr.staff` of every shard of the cluster `people`.
 */
export function spreadOf(engine: string): Spread | undefined {
  const [cluster, database, table] = (/^Distributed\((.*)$/s.exec(engine)?.[1] ?? '')
    .split(/[,)]/)
    .map((part) => part.trim().replace(/^['"`]|['"`]$/g, ''));
  if (!cluster || !table) return undefined;
  return { cluster, relation: database ? sql`${sql.id(database, table)}` : sql`${sql.id(table)}` };
}

/**
 * A statement run by every shard of a cluster over its own tables, and what they answer, one after the other. A join's subquery is sent with the query
 * and run where the query is, so only its answer moves; the table it is joined to has one row on every server.
 */
export const onShards = (cluster: string, statement: string): string => {
  const name = clickhouse.text(cluster);
  return `select * from (select * from cluster(${name}, system, one) all inner join (select toUInt8(0) as dummy, * from (${statement})) using dummy)`;
};

type Tables = Readonly<Record<string, SqlTable>>;

/**
 * What one shard has and another has not, in words; undefined when they have the same tables with the same columns. Of a shard that lacks one the people
 * would be left out, or said to be unknown, without a word. Example: 'no table leavers'.
 */
export function lackedBeside(own: Tables, other: Tables): string | undefined {
  for (const [name, { columns }] of Object.entries(other)) {
    const there = own[name];
    if (!there) return `no table ${name}`;
    for (const [column, { type }] of Object.entries(columns)) {
      const mine = there.columns[column];
      if (!mine) return `no column ${column} in ${name}`;
      if (mine.type !== type) return `${mine.type} in the column ${column} of ${name} and not ${type}`;
    }
  }
  return undefined;
}
