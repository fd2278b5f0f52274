import type { Rule } from '../core/predicate.js';
import type { Recode } from '../core/recode.js';
import type { JoinSide, Table } from '../core/request.js';
import { has, ownOrganisation, type Setting } from '../plan.js';
import { atDay, dated } from './movements/conditions.js';
import { stateOf } from './movements/leaving.js';
import { firstBy, peopleWhere, personKeys, population } from './movements/population.js';
import type { Stocks } from './stocks.js';

/** One row per person of the year, and what can be asked of it. */
export interface Movements {
  readonly table: Table;
  /** `at-opening`, `at-closing`, `leaving`, `in-training`. */
  readonly state: Readonly<Record<string, Recode>>;
  readonly sides: ReadonlySet<string>;
}

/**
 * One row per person who was in post at either end of the year, left or joined in it: the records of the two stocks, the assignment that ended last,
 * the one begun last, and whether an assignment is left that did not end. `group` makes people of each group of a column apart, so that moving
 * between groups is leaving one of them. Everything is one full join, in every engine.
 */
export function movementsOf(setting: Setting, stocks: Stocks, group?: string): Movements {
  const { period, openingDay, closingDay } = stocks;
  const { tables } = setting;
  const more = group === undefined ? [] : [group];
  const keys = [...personKeys(setting), ...more];
  const one = (table: string, when: Rule): Table => {
    const made = peopleWhere(setting, table, [when]);
    return typeof made === 'object' && 'one' in made ? { ...made, per: [...made.per, ...more] } : made;
  };
  const ended = dated('terminationDate', period.from, period.to);
  const sides: JoinSide[] = [];
  const add = (as: string, table: Table): void => void sides.push({ as, table, on: keys });
  if (openingDay !== undefined) add('opening', one('staff', atDay(openingDay)));
  if (closingDay !== undefined) add('closing', one('staff', atDay(closingDay)));
  const withLeavers = tables.leavers !== undefined && has(setting, 'leavers', 'employeeNumber');
  if (withLeavers) add('left', one('leavers', ended));
  if (tables.starters && has(setting, 'starters', 'employeeNumber'))
    add('joined', firstBy(one('starters', dated('hireDate', period.from, period.to)), 'hireDate', 'latest'));
  const stockDay = closingDay ?? openingDay;
  const numbered =
    withLeavers && has(setting, 'staff', 'assignmentNumber') && has(setting, 'leavers', 'assignmentNumber');
  if (stockDay !== undefined && numbered) sides.push(remaining(setting, keys, atDay(stockDay), ended));
  const names = new Set(sides.map((s) => s.as));
  return { table: { join: sides }, sides: names, state: stateOf(setting, stocks, names, group !== undefined) };
}

/** Assignments of the later stock (else of the earlier) that did not end: whoever has one has not left. */
function remaining(setting: Setting, keys: readonly string[], inStock: Rule, ended: Rule): JoinSide {
  const perAssignment = [...keys, 'assignmentNumber'];
  const rules = population(setting);
  const assignments = (table: string, when: Rule): Table => ({
    one: table,
    per: perAssignment,
    where: [...ownOrganisation(setting, table), when, ...rules],
    first: [],
  });
  const pair: Table = { pair: [assignments('staff', inStock), assignments('leavers', ended)], on: perAssignment };
  const own = keys.map((k) => `opening.${k}`);
  return {
    as: 'remaining',
    table: { one: pair, per: own, where: [{ rule: 'ended', keep: { column: 'pair', is: 'left' } }], first: [] },
    on: own,
  };
}
