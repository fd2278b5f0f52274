import type { Rule } from '../../core/predicate.js';
import type { Table } from '../../core/request.js';
import { ownOrganisation, people, type Setting } from '../../plan.js';
import { isOut } from '../switches.js';

const without = (rules: readonly Rule[], names: ReadonlySet<string>): readonly Rule[] =>
  rules.filter((r) => !names.has(r.rule));

/** The rules for whose assignments count, less those of kinds of contract that a switch lets in. */
export function population(setting: Setting): readonly Rule[] {
  const rules = setting.edition.populations.workforce?.value ?? [];
  const letIn = ['bank', 'honorary'].filter((name) => !isOut(setting, name));
  const names = new Set(letIn.flatMap((n) => (n === 'honorary' ? ['honorary', 'non-executive'] : [n])));
  return without(rules, names);
}

/** What a person is in every table: an employee number, within an organisation where several are counted apart. */
export const personKeys = (setting: Setting): readonly string[] => [
  ...(setting.byOrganisation ? ['organisation'] : []),
  'employeeNumber',
];

/** One row per person of a table, of the rows that some rules keep and, unless told otherwise, of assignments that count. */
export const peopleWhere = (
  setting: Setting,
  table: string,
  where: readonly Rule[],
  rules: readonly Rule[] = population(setting),
): Table => people(setting, table, table, [...ownOrganisation(setting, table), ...where, ...rules]);

/** One row per person, the earliest or latest by a date before the edition's own order. Example: of two assignments begun in the year, the later. */
export const firstBy = (table: Table, column: string, order: 'earliest' | 'latest'): Table =>
  typeof table === 'object' && 'one' in table
    ? { ...table, first: [{ column, descending: order === 'latest' }, ...table.first] }
    : table;
