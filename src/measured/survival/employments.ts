import type { Day } from '../../core/dates.js';
import type { Predicate, Rule } from '../../core/predicate.js';
import type { Table } from '../../core/request.js';
import { has, oneOfOrBlank, ownOrganisation, people, type Setting } from '../../plan.js';

/** The tables that spells are counted from, as plain data that every engine makes: who is in post, and each employment that ended. */
export interface Employments {
  readonly inPost: Table;
  readonly left: Table;
  /** The rows they are chosen from, and the rules in the order in which a row fails them. */
  readonly rows: Readonly<
    Record<
      'staff' | 'leavers',
      { readonly from: Table; readonly own: readonly Rule[]; readonly rules: readonly Rule[] }
    >
  >;
}

/** The first of two days is not after the second; never so when one is missing. */
const notAfter = (first: string, second: string): Predicate => ({
  group: { days: [first, second], bins: [0], labels: ['after', 'in-order'], otherwise: 'unknown' },
  in: ['in-order'],
});

type One = Extract<Table, { one: Table }>;

/**
 * Somebody is in post by one row, chosen by the edition's orders, since the earliest day of hire of all their rows. Somebody has left by one row for each day
 * of hire, the last day first. A person still in post under the same employment has not left, whichever assignment ended; a person hired again after
 * leaving has two. `starters` only fill in days of hire: the latest one of staff, the latest before the last day of leavers.
 */
export function employments(setting: Setting, snapshot: Day): Employments {
  const population = setting.edition.populations.workforce!.value;
  const who = [...(setting.byOrganisation ? ['organisation'] : []), 'employeeNumber'];
  const own = (table: string): readonly Rule[] => ownOrganisation(setting, table);
  const known: Rule = { rule: 'no-hire-date', keep: { columns: ['hireDate'], known: true } };
  const started = has(setting, 'starters', 'hireDate');
  const each: One = { one: 'starters', per: ['(row)'], where: [...own('starters'), known], first: [] };
  const latest: One = { ...each, per: who, first: [{ column: 'hireDate', descending: true }] };
  const filled = { on: who, take: ['hireDate'] };

  const staff: Table = started ? { lookup: 'staff', ...filled, from: [latest] } : 'staff';
  const staffRules: readonly Rule[] = [
    ...(has(setting, 'staff', 'snapshotDate')
      ? [{ rule: 'other-snapshot', keep: oneOfOrBlank('snapshotDate', snapshot) }]
      : []),
    ...population,
    { rule: 'no-hire-date', keep: { columns: ['hireDate'], between: [-Number.MAX_SAFE_INTEGER, snapshot] } },
  ];
  const chosen = people(setting, 'staff', staff, [...own('staff'), ...staffRules]) as One;
  const inPost: Table = { ...chosen, least: ['hireDate'] };

  const leavers: Table = started
    ? { lookup: 'leavers', ...filled, from: [each], latest: { column: 'hireDate', upTo: 'terminationDate' } }
    : 'leavers';
  const beside: Table = { lookup: leavers, on: who, take: ['hireDate'], from: [inPost], as: 'post' };
  const leaverRules: readonly Rule[] = [
    ...population,
    { rule: 'undated', keep: { columns: ['terminationDate'], known: true } },
    {
      rule: 'after-the-snapshot',
      keep: { columns: ['terminationDate'], between: [-Number.MAX_SAFE_INTEGER, snapshot] },
    },
    { rule: 'no-hire-date', keep: notAfter('hireDate', 'terminationDate') },
    { rule: 'still-in-post', keep: { not: notAfter('post.hireDate', 'terminationDate') } },
  ];
  const ended = people(setting, 'leavers', beside, [...own('leavers'), ...leaverRules]) as One;
  const keyed = ended.per[0] !== '(row)';
  return {
    inPost,
    left: keyed ? { ...ended, per: [...ended.per, 'hireDate'] } : ended,
    rows: {
      staff: { from: staff, own: own('staff'), rules: staffRules },
      leavers: { from: beside, own: own('leavers'), rules: leaverRules },
    },
  };
}
