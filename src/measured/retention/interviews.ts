import { yearTo } from '../../core/dates.js';
import { notSupplied } from '../../core/outcome.js';
import { firstFailed } from '../../core/predicate.js';
import * as words from '../../words/retention.js';
import type { Measured, Measurer, Measuring } from '../types.js';
import { absentRow, lackingTable, personOf, viewOf } from '../view.js';
import { type Counts, ratioRow, wholeRow } from './groups.js';

/** The people an interview could have been held with, by group: leavers of the period, or staff at the snapshot. One row a person. */
function peopleOf(
  of: Measuring,
  table: 'leavers' | 'staff',
  dimension: string,
): ReadonlyMap<string, string> | undefined {
  const { setting, lists } = of;
  const view = viewOf(of, table);
  if (!view) return undefined;
  const population = setting.edition.populations.workforce!.value;
  const period = yearTo(setting.periodEnd);
  const found = new Map<string, string>();
  for (const row of view.rows) {
    if (firstFailed(population, (c) => view.at(row, c), lists) !== undefined) continue;
    if (table === 'leavers') {
      const last = view.at(row, 'terminationDate');
      if (typeof last !== 'number' || last < period.from || last > period.to) continue;
    } else {
      const at = view.at(row, 'snapshotDate');
      if (at !== undefined && at !== setting.snapshot) continue;
    }
    found.set(personOf(view, row), view.group(row, dimension));
  }
  return found;
}

/**
 * Interviews held over people they could have been held with, all and by group. An interview of somebody who is not among them is left out: it
 * would be counted without its person.
 */
const interviews =
  (table: 'exit-interviews' | 'stay-interviews', among: 'leavers' | 'staff', whole: string): Measurer =>
  (of): Measured => {
    const view = viewOf(of, table);
    if (!view) return lackingTable(of, table);
    const { dimension, over, under = '' } = of.indicator.compared;
    const people = peopleOf(of, among, dimension);
    if (!people) return lackingTable(of, among);
    if (!view.has('employeeNumber')) return absentRow(of, notSupplied(`Employee Number in the ${table} table`));
    const held = new Set<string>();
    let [counted, strangers] = [0, 0];
    for (const row of view.rows) {
      const who = personOf(view, row);
      if (!people.has(who)) strangers++;
      else {
        counted++;
        if (view.at(row, 'completed') === true) held.add(who);
      }
    }
    const counts = new Map<string, { n: number; base: number }>();
    for (const [who, group] of people) {
      const own = counts.get(group) ?? { n: 0, base: 0 };
      counts.set(group, own);
      own.base++;
      if (held.has(who)) own.n++;
    }
    const sorted: Counts = new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    return {
      rows: [
        wholeRow(of, sorted, { working: whole }),
        ratioRow(
          of,
          sorted,
          of.indicator.compared,
          { compared: dimension },
          words.interviewRatio(dimension, over, under),
        ),
      ],
      cubes: {},
      issues: [],
      tables: { [table]: { counted, excluded: { [`not-among-${among}`]: strangers }, people: true } },
    };
  };

export const exitInterviews = interviews('exit-interviews', 'leavers', words.exitWhole);
export const stayInterviews = interviews('stay-interviews', 'staff', words.stayWhole);
