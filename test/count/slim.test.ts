import t from 'tap';
import { slim } from '../../src/count/sql/slim.js';

// What is left of a statement when no subquery gives a column that nothing reads.
const cases: Readonly<Record<string, readonly [string, string]>> = {
  'a column that nothing reads': ['select a from (select a, b as c, d from t)', 'select a from (select a from t)'],
  'and what only it was made of, however deep': [
    'select a from (select a, x from (select a, b + 1 as x, c from t))',
    'select a from (select a from (select a from t))',
  ],
  'what a clause of its own needs stays, by the name it has there': [
    'select a from (select a, f(b) as k from t order by k limit 1 by k)',
    'select a from (select a, f(b) as k from t order by k limit 1 by k)',
  ],
  'a column that is only ordered by is there without being given': [
    'select a from (select a, b from (select a, b, c from t) order by b)',
    'select a from (select a from (select a, b from t) order by b)',
  ],
  'both sides of a join keep its key': [
    'select x from (select k, a as x, b as y from t) any left join (select k, c as z from u) using k',
    'select x from (select k, a as x from t) any left join (select k from u) using k',
  ],
  'selects one below another keep the same places': [
    'select b from (select a as a, b as b from t union all select c as a, d as b from u)',
    'select b from (select b as b from t union all select d as b from u)',
  ],
  'all columns of a table are those that are read': [
    'select "a", "k" from (select *, f("b") as "k" from "t")',
    'select "a", "k" from (select "a", f("b") as "k" from "t")',
  ],
  'and what is made beside them is not looked for below': [
    'select "a", "k" from (select *, f("b") as "k" from (select * from "t" where "c" > 1))',
    'select "a", "k" from (select *, f("b") as "k" from (select "b", "a" from "t" where "c" > 1))',
  ],
  'rows that are only counted': [
    'select count(*) from (select * from "t" where "a" > 1)',
    'select count(*) from (select 1 from "t" where "a" > 1)',
  ],
  'a list to look among is left as it is': [
    "select a from t where b in (select c from u where d = ') from (select')",
    "select a from t where b in (select c from u where d = ') from (select')",
  ],
};
for (const [what, [before, after]] of Object.entries(cases)) t.equal(slim(before), after, what);
