import { yearTo } from '../../core/dates.js';
import { notSupplied } from '../../core/outcome.js';
import { firstFailed } from '../../core/predicate.js';
import type { CountedRow } from '../../release/counted.js';
import { groupsOf } from '../../standard/lists.js';
import * as words from '../../words/retention.js';
import type { Measured, Measurer, Measuring } from '../types.js';
import { absentRow, lackingTable, personOf, type View, viewOf } from '../view.js';
import { countBy, ratioRow, wholeRow } from './groups.js';

/** What a new starter is given: the breakdown it stands under, the column that says yes or no, and that of its day. */
const steps = [
  { id: 'induction', said: 'induction', day: 'inductedOn' },
  { id: 'onboarding', said: 'onboarding', day: 'onboardedOn' },
] as const;

/** The people who started in the year, one row each: their first in the table. */
function startersOf({ setting, lists }: Measuring, view: View): readonly number[] {
  const population = setting.edition.populations.workforce!.value;
  const { from, to } = yearTo(setting.periodEnd);
  const found = new Map<string, number>();
  for (const row of view.rows) {
    const hired = view.at(row, 'hireDate');
    if (typeof hired !== 'number' || hired < from || hired > to) continue;
    if (firstFailed(population, (c) => view.at(row, c), lists) !== undefined) continue;
    const who = personOf(view, row);
    if (!found.has(who)) found.set(who, row);
  }
  return [...found.values()];
}

/**
 * New starters of the year who had their induction, and whose onboarding was completed, over all of them; BME over White, each nationality group over UK. A blank
 * is no induction. Example: 3 of 4 starters from the rest of the world and 8 of 8 from the UK: 0.75.
 */
export const induction: Measurer = (of): Measured => {
  const view = viewOf(of, 'starters');
  if (!view) return lackingTable(of, 'starters');
  const given = steps.filter(({ said, day }) => view.has(said) || view.has(day));
  if (given.length === 0)
    return absentRow(of, notSupplied('Induction Date or Onboarding Completed in the starters table'));
  const { dimension, over, under = '' } = of.indicator.compared;
  const rows = startersOf(of, view);
  const nationality = of.setting.edition.groupings.nationality;
  const made = given.flatMap(({ id, said, day }): readonly CountedRow[] => {
    // A day is a yes, unless the other column says no.
    const had = (row: number): boolean =>
      view.at(row, said) === true || (view.at(row, said) === undefined && typeof view.at(row, day) === 'number');
    const by = (d: string) => countBy(rows, (row) => view.group(row, d), had);
    const counts = by(dimension);
    const whole = wholeRow(of, counts, { working: words.inductionWhole(id) });
    const abroad = nationality
      ? groupsOf(of.setting.edition, 'nationality').filter((g) => g !== 'uk' && g !== nationality.value.otherwise)
      : [];
    const nationalities = nationality ? by('nationality') : new Map<string, never>();
    return [
      { ...whole, breakdown: { step: id } },
      ratioRow(
        of,
        counts,
        of.indicator.compared,
        { step: id, compared: dimension },
        words.inductionRatio(dimension, over, under),
      ),
      ...abroad
        .filter((g) => nationalities.has(g))
        .map((g) =>
          ratioRow(
            of,
            nationalities,
            { dimension: 'nationality', over: g, under: 'uk' },
            { step: id, nationality: g },
            words.inductionRatio('nationality', g, 'uk'),
          ),
        ),
    ];
  });
  return { rows: made, cubes: {}, issues: [], tables: {} };
};
