import { addYears, type Day } from '../../core/dates.js';
import { type Absent, notSupplied } from '../../core/outcome.js';
import type { Predicate } from '../../core/predicate.js';
import type { Recode } from '../../core/recode.js';
import type { JoinSide, Table } from '../../core/request.js';
import { has, type Setting } from '../../plan.js';
import { all, atDay, dated, not, there } from '../movements/conditions.js';
import { describedByAll, inTraining, on } from '../movements/described.js';
import { firstBy, peopleWhere, personKeys } from '../movements/population.js';
import { daysIn, type Stocks } from '../stocks.js';
import { isOut } from '../switches.js';
import { type Asked, headcount } from './asked.js';
import { cubeIds } from './ids.js';

/** Why new starters cannot be followed for a year: a table is missing, or is not of the year before. */
function cohortLacking(setting: Setting, first: Day, from: Day): Absent | undefined {
  const { starters, leavers } = setting.tables;
  if (!starters || !has(setting, 'starters', 'employeeNumber')) return notSupplied('starters table');
  if (!leavers) return notSupplied('leavers table');
  if (!daysIn(setting, 'starters', 'hireDate').some((d) => d >= first && d < from))
    return notSupplied('starters of the year before the period');
  if (!daysIn(setting, 'leavers', 'terminationDate').some((d) => d < from))
    return notSupplied('leavers of the year before the period');
  return undefined;
}

/** Whether a new starter left within 365 days, in what way that is no leaving, or stayed. */
function outcomeOf(setting: Setting): Recode {
  const days: Recode = {
    days: ['joined.hireDate', 'left.terminationDate'],
    bins: [0, 366],
    labels: ['before', 'within', 'later'],
    otherwise: 'stayed',
  };
  const still: Predicate = {
    group: {
      days: ['closing.hireDate', 'joined.hireDate'],
      bins: [0, 1],
      labels: ['no', 'same', 'no'],
      otherwise: 'no',
    },
    in: ['same'],
  };
  const within: Predicate = { group: days, in: ['within'] };
  const named = { transfers: 'transfer', 'fixed-term-ends': 'planned-end', 'flexi-retirement': 'flexi-retirement' };
  const out = Object.entries(named).flatMap(([name, as]) => (isOut(setting, name) ? [as] : []));
  return {
    cases: [
      { when: not(there('joined')), gives: 'not-a-starter' },
      { when: still, gives: 'stayed' },
      { when: all(within, { group: on('left', setting.recode('leaving-treatment')), in: out }), gives: 'taken-out' },
      { when: within, gives: 'left' },
    ],
    otherwise: 'stayed',
  };
}

/**
 * New starters of the year before, and whether they left within a year of starting, in each cut; or why that is not known.
 * Example: of a year from 1 April 2024, those who started from 1 April 2023 to 31 March 2024.
 */
export function askedOfFirstYear(
  setting: Setting,
  { period, closingDay }: Stocks,
  cuts: readonly (readonly string[])[],
): readonly Asked[] | Absent {
  const first = addYears(period.from, -1);
  const lacking = cohortLacking(setting, first, period.from);
  if (lacking) return lacking;
  const keys = personKeys(setting);
  const one = (table: string, column: string, to: Day): Table =>
    firstBy(peopleWhere(setting, table, [dated(column, first, to)]), column, 'earliest');
  const join: readonly JoinSide[] = [
    { as: 'joined', table: one('starters', 'hireDate', period.from - 1), on: keys },
    { as: 'left', table: one('leavers', 'terminationDate', period.to), on: keys },
    ...(closingDay === undefined
      ? []
      : [{ as: 'closing', table: peopleWhere(setting, 'staff', [atDay(closingDay)]), on: keys }]),
  ];
  const own = new Set(['joined']);
  return cuts.map((cut) =>
    headcount(
      cubeIds(cut).firstYear,
      {
        outcome: outcomeOf(setting),
        'in-training': inTraining(setting, own),
        ...describedByAll(setting, own, cut),
      },
      { from: { join } },
    ),
  );
}
