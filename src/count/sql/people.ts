import { sql } from 'kysely';
import type { Dimension, Table } from '../../core/request.js';
import type { Compilation, One, Select } from './compilation.js';
import type { Sql } from './dialect.js';
import { comma, dimensionOf, name } from './expressions.js';
import { recodeFields } from './fields.js';
import { select } from './select.js';
import { severalApart } from './several-apart.js';

const dimension = (i: number): Sql => sql`${sql.id(`d${i}`)}`;

/** Whether people who have several rows can be told apart from the others before anything is sorted. */
function hasKeys(from: Table, to: Compilation): from is One {
  if (typeof from === 'string' || !('one' in from) || from.per.length === 0) return false;
  const { types } = select(from.one, from.per, to).scope;
  return from.per.every((c) => types.has(c));
}

/**
 * The rows of a table with its dimensions and nothing else, `d0`, `d1` ..., as few bytes as hold them: of one person a row. Made once, it answers every
 * request by some of these dimensions. For DuckDB.
 */
export function peopleStatement(from: Table, dims: readonly Dimension[], to: Compilation): Sql {
  const wanted = dims.flatMap((how) => recodeFields(how, to.sets));
  const rows = ({ from: rowsOf, scope }: Select): Sql => {
    const each = dims.map((how, i) => {
      const type = sql.raw('exact' in how ? 'integer' : to.dialect.types.group);
      return sql`cast(${dimensionOf(how, scope)} as ${type}) as ${dimension(i)}`;
    });
    return sql`select ${each.length === 0 ? sql`true as nothing` : comma(each)} from ${rowsOf} as people`;
  };
  if (!hasKeys(from, to)) return rows(select(from, wanted, to));
  const { clauses, scope, alike, chosen, single } = severalApart(from, wanted, to);
  return sql`with ${clauses} ${rows({ from: alike(single), scope })} union all ${rows(chosen)}`;
}

/** How many of the rows that `peopleStatement` made are in each combination of some of their dimensions: the groups, then the number. */
export function groupedPeople(table: string, dims: readonly number[]): Sql {
  const by = dims.map(dimension);
  const end = dims.length === 0 ? sql`having count(*) > 0` : sql`group by ${comma(by)}`;
  return sql`select ${comma([...by, sql`cast(count(*) as double) as n`])} from ${name(table)} ${end}`;
}
