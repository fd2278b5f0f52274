import { yearTo } from '../../core/dates.js';
import { notSupplied } from '../../core/outcome.js';
import { setValue } from '../../edition-value.js';
import type { CountedRow } from '../../release/counted.js';
import { groupsOf } from '../../standard/lists.js';
import * as words from '../../words/retention.js';
import { between, leaversIn, peopleIn, seenOf } from '../survival/spell.js';
import { dimensionsOf, knownForSurvival, missingForSurvival, observe } from '../survival/spells.js';
import type { Measured, Measurer } from '../types.js';
import { absentRow } from '../view.js';
import { ratioRow } from './groups.js';

const OTHERS = 'all-others';

/**
 * Who works here and who leaves: each group's share of the people employed in the twelve months and of those of them who left, and how much likelier they
 * were to leave than all others. A gap of shares alone misleads, since a group that is growing leaves more; the ratio does not.
 */
export const workforceProfile: Measurer = async (of): Promise<Measured> => {
  const wanted = setValue<readonly string[]>(of.setting.edition, 'profile-by', of.indicator.id);
  const known = await knownForSurvival(of, wanted);
  const missing = missingForSurvival(of, known);
  if (missing.length > 0) return absentRow(of, notSupplied(missing.join('; ')));
  const { from, to } = yearTo(of.setting.periodEnd);
  const found = await observe(of);
  const days = [found.window.from, from, to + 1];
  const edges = { hired: days, ended: days.flatMap((d) => [d - 1, d]) };
  const dimensions = dimensionsOf(of, known, wanted);
  const rows: CountedRow[] = [];
  let next = 0;
  for await (const spells of found.spells(dimensions.map((d) => ({ dimensions: [d], edges })))) {
    const dimension = dimensions[next++]!;
    const year = between(spells, from, to + 1);
    for (const group of groupsOf(of.setting.edition, dimension)) {
      const own = seenOf(year, dimension, group);
      if (own.length === 0) continue;
      const [n, base, all, everybody] = [leaversIn(own), peopleIn(own), leaversIn(year), peopleIn(year)];
      const counts = new Map([
        [group, { n, base }],
        [OTHERS, { n: all - n, base: everybody - base }],
      ]);
      const working = words.profileRow(dimension, group);
      rows.push(ratioRow(of, counts, { dimension, over: group, under: OTHERS }, { [dimension]: group }, working));
    }
  }
  return { rows: rows.map((r) => ({ ...r, engine: found.engine })), cubes: {}, issues: [], tables: {} };
};
