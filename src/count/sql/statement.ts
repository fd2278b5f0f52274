import { sql } from 'kysely';
import type { CountRequest } from '../../core/request.js';
import { type Sql, textOf } from './dialect.js';
import { amount, comma, groupOf, passes } from './expressions.js';
import { measureFields, recodeFields, ruleFields } from './fields.js';
import { type Compilation, select } from './select.js';

/** The fields of its table that a request reads. */
export const requestFields = (request: CountRequest, { sets }: Compilation): readonly string[] => [
  ...Object.values(request.by).flatMap((how) => recodeFields(how, sets)),
  ...ruleFields(request.where, sets),
  ...measureFields(request.measure),
];

/** One request as one statement: a column for each dimension and `n`, an integer. No rows at all give no cells. */
export function countStatement(request: CountRequest, to: Compilation): Sql {
  const { from, scope } = select(request.from, requestFields(request, to), to);
  // Where a name in "group by" is the input's, position is meant; where positions are not known, a name that no input has.
  const { standard } = to.dialect;
  const alias = (d: string, i: number) => sql.id(standard ? d : `_d${i}`);
  const dims = Object.entries(request.by).map(([d, how], i) => sql`${groupOf(how, scope)} as ${alias(d, i)}`);
  const n = sql`${request.measure === 'people' || request.measure === 'rows' ? sql`count(*)` : sql`sum(${amount(request.measure, scope)})`} as n`;
  const where = passes(request.where, scope);
  const groups = dims.map((_, i) => (standard ? sql.raw(String(i + 1)) : sql.id(`_d${i}`)));
  const end = dims.length === 0 ? sql`having count(*) > 0` : sql`group by ${comma(groups)}`;
  return sql`select ${comma([...dims, n])} from ${from} as counted where ${where} ${end}`;
}

/** The statement as text of the compilation's dialect. */
export const countSql = (request: CountRequest, to: Compilation): string =>
  textOf(countStatement(request, to), to.dialect);
