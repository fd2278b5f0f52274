import { yearTo } from '../../core/dates.js';
import { notSupplied } from '../../core/outcome.js';
import { setValue } from '../../edition-value.js';
import type { CountedRow } from '../../release/counted.js';
import { groupsOf } from '../../standard/lists.js';
import * as words from '../../words/retention.js';
import { between, dimensionsOf, missingForSurvival, type Spell, spellsOf } from '../survival/spells.js';
import type { Measured, Measurer } from '../types.js';
import { absentRow } from '../view.js';
import { ratioRow } from './groups.js';

const OTHERS = 'all-others';

/**
 * Who works here and who leaves: each group's share of the people employed in the twelve months and of those of them who left, and how much likelier they
 * were to leave than all others. A gap of shares alone misleads, since a group that is growing leaves more; the ratio does not.
 */
export const workforceProfile: Measurer = (of): Measured => {
  const missing = missingForSurvival(of);
  if (missing.length > 0) return absentRow(of, notSupplied(missing.join('; ')));
  const wanted = setValue<readonly string[]>(of.setting.edition, 'profile-by', of.indicator.id);
  const { from, to } = yearTo(of.setting.periodEnd);
  const found = spellsOf(of, wanted);
  const year = between(found.spells, from, to + 1);
  const left = (some: readonly Spell[]): number => some.filter((s) => s.kind !== undefined).length;
  const rows = dimensionsOf(of, wanted).flatMap((dimension): readonly CountedRow[] => {
    return groupsOf(of.setting.edition, dimension).flatMap((group) => {
      const own = year.filter((s) => s.groups[dimension] === group);
      if (own.length === 0) return [];
      const [n, base, all] = [left(own), own.length, left(year)];
      const counts = new Map([
        [group, { n, base }],
        [OTHERS, { n: all - n, base: year.length - base }],
      ]);
      const working = words.profileRow(dimension, group);
      return [ratioRow(of, counts, { dimension, over: group, under: OTHERS }, { [dimension]: group }, working)];
    });
  });
  return { rows, cubes: {}, issues: [], tables: {} };
};
