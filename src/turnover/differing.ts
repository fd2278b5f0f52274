import type { Cube } from '../core/cube.js';
import type { Recode } from '../core/recode.js';
import { has, type Setting } from '../plan.js';
import type { CountedIssue } from '../release/counted.js';
import { describedDifferently } from '../words/turnover.js';
import { groupsIn } from './cuts.js';
import { on } from './movements/described.js';

/** What describes a person in turnover figures and may differ between two records; age and length of service differ by themselves. */
const attributes = ['ethnicity', 'nationality', 'disability', 'sex', 'band', 'staff-group', 'working-time'] as const;

/** Whether the record at the start of the year and the leavers row put somebody into two groups, for each attribute both tables have. */
export function differing(setting: Setting, sides: ReadonlySet<string>): Readonly<Record<string, Recode>> {
  if (!sides.has('opening') || !sides.has('left')) return {};
  const { groupings } = setting.edition;
  const of = attributes.flatMap((dimension): readonly (readonly [string, Recode])[] => {
    if (!groupings[dimension]) return [];
    const recode = setting.recode(dimension);
    const columns = 'columns' in recode ? recode.columns : [];
    if (!['staff', 'leavers'].every((table) => columns.some((c) => has(setting, table, c)))) return [];
    const [start, end] = [on('opening', recode), on('left', recode)];
    const cases = groupsIn(setting.edition, dimension).map((group) => ({
      when: { all: [{ group: start, in: [group] }, { not: { group: end, in: [group] } }] },
      gives: 'differs',
    }));
    const both = ['opening', 'left'].map((side) => ({ columns: [`${side}.employeeNumber`], known: true as const }));
    return [[dimension, { cases: [{ when: { not: { all: both } }, gives: 'same' }, ...cases], otherwise: 'same' }]];
  });
  return Object.fromEntries(of);
}

/**
 * One warning for each attribute in which people of the opening stock and their leavers row differ: the figures use the record at the start. Example: 3 of those
 * who left were recorded as White at the start and as BME in the leavers table.
 */
export const differingIssues = (cube: Cube): readonly CountedIssue[] =>
  cube.dims.flatMap((dimension) => {
    const people = cube.cells.reduce((n, c) => n + (c.key[dimension] === 'differs' ? c.n : 0), 0);
    return people === 0 ? [] : [{ ...describedDifferently(dimension, people), table: 'leavers' }];
  });
