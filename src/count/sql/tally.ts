import { sql } from 'kysely';
import type { CountRequest, Table, Tally } from '../../core/request.js';
import { baseOf } from '../tables.js';
import type { Compilation } from './compilation.js';
import type { Runner } from './counter.js';
import { textOf } from './dialect.js';
import { test } from './expressions.js';
import { ruleFields } from './fields.js';
import { select } from './select.js';
import { passStatement } from './statement.js';

/** Whether each row of a table is a row of its base table. */
const keepsRows = (table: Table): boolean =>
  typeof table === 'string' || ('lookup' in table && keepsRows(table.lookup));

/**
 * Where the rows of the request's base table went, counted by the engine: the same numbers as `tally` of rows in memory. For requests whose rules all come before
 * one row per person is chosen, as those of the standards do; a RangeError for others, which need the rows in memory.
 */
export async function sqlTally(
  request: CountRequest,
  to: Compilation,
  run: Runner,
  ready: (compile: (to: Compilation) => unknown) => Promise<void>,
): Promise<Tally> {
  const { from } = request;
  const chosen = typeof from === 'object' && 'one' in from ? from : undefined;
  const rows = chosen ? chosen.one : from;
  if (!keepsRows(rows) || (chosen && request.where.length > 0))
    throw new RangeError(`${request.id}: its rows can only be followed in memory`);
  const rules = chosen ? chosen.where : request.where;
  await ready((own) => select(rows, ruleFields(rules, own.sets), own));
  const { from: table, scope } = select(rows, ruleFields(rules, to.sets), to);
  const whens = rules.map((r, i) => sql`when not ${test(r.keep, scope)} then ${i}`);
  const reason = whens.length === 0 ? sql`-1` : sql`case ${sql.join(whens, sql` `)} else -1 end`;
  const reasons = sql`select reason, count(*) from (select ${reason} as reason from ${table} as followed) as reasons group by reason`;
  // Shards answer one after the other.
  const found = new Map<number, number>();
  for (const [r, n] of await run(textOf(reasons, to.dialect)))
    found.set(Number(r), (found.get(Number(r)) ?? 0) + Number(n));
  const kept = found.get(-1) ?? 0;
  const people = passStatement({ from, dims: [], counts: [{ where: request.where, measure: 'people' }] }, to);
  const counted = (await run(textOf(people, to.dialect))).reduce((sum, [n]) => sum + Number(n ?? 0), 0);
  const excluded: Record<string, number> = {};
  for (const [i, { rule }] of rules.entries()) if (found.has(i)) excluded[rule] = (excluded[rule] ?? 0) + found.get(i)!;
  const all = [...found.values()].reduce((a, b) => a + b, 0);
  return { table: baseOf(from), rows: all, counted, merged: kept - counted, excluded };
}
