import { isoDate } from './core/dates.js';
import type { Predicate, Rule } from './core/predicate.js';
import type { CountRequest, Table } from './core/request.js';
import type { Counts } from './counting.js';
import type { CountedRun } from './release/counted.js';

interface Whom {
  readonly source: unknown;
  readonly rules: readonly Rule[];
}

/** A table without the rules that leave rows out and without the columns it borrows, and those rules: what is left says whose rows they are. */
function whom(table: Table): Whom {
  if (typeof table === 'string') return { source: table, rules: [] };
  if ('one' in table) {
    const { source, rules } = whom(table.one);
    return { source: [source, table.per, table.first], rules: [...rules, ...table.where] };
  }
  if ('lookup' in table) {
    const { source, rules } = whom(table.lookup);
    return { source: [source, table.on, table.from.map(whom)], rules };
  }
  if ('join' in table) return { source: table.join.map((s) => [s.as, whom(s.table), s.on]), rules: [] };
  return { source: [table.pair.map(whom), table.on], rules: [] };
}

const text = (rule: { readonly keep: Predicate }): string => JSON.stringify(rule.keep);

/** Says of each cube whom it counts, by the rows it is counted from: the same people asked about for two indicators are one population. */
export const withPeople = (cubes: Counts['cubes']): CountedRun['cubes'] =>
  Object.fromEntries(
    Object.entries(cubes).map(([id, { cube, years, plan, knownBy }]) => {
      const all = plan.requests.map((r: CountRequest) => ({
        ...whom(r.from),
        measure: r.column ?? r.measure,
        where: r.where,
      }));
      const said = (which: typeof all) => {
        const source = JSON.stringify(which.map((w) => [w.source, w.measure]));
        const rules = which.flatMap((w, i) => [...w.rules, ...w.where].map((r) => `${i} ${text(r)}`));
        return { source, rules: [...new Set(rules)].sort() };
      };
      const people = ({ source, rules }: ReturnType<typeof said>): string => JSON.stringify([source, rules]);
      const whole = said(all);
      const parts = all.length > 1 ? all.map((one) => people(said([one]))) : [];
      const day = knownBy === undefined ? {} : { day: isoDate(knownBy) };
      return [id, { cube, years, ...whole, people: people(whole), parts, ...day }];
    }),
  );
