import type { Predicate } from '../../core/predicate.js';
import type { Recode } from '../../core/recode.js';
import { setValue } from '../../edition-value.js';
import { has, type Setting } from '../../plan.js';
import { all, not, there } from '../movements/conditions.js';
import { describedByAll, on } from '../movements/described.js';
import { fteColumns } from '../movements/fte.js';
import type { Movements } from '../movements.js';
import { type Asked, headcount } from './asked.js';
import { cubeIds } from './ids.js';

/** The dimensions over which a cut is standardised; none for a cut by one of them. */
function strataOf(setting: Setting, cut: readonly string[]): readonly string[] | undefined {
  const by = setValue<readonly string[]>(setting.edition, 'standardised-by');
  return cut.some((d) => by.includes(d) || d === 'block' || d === 'grade') ? undefined : by;
}

/** Active by status at both ends, for the definition that counts people who leave active service. */
function activity(setting: Setting, { sides }: Movements): Readonly<Record<string, Recode>> {
  const recode = setting.recode('assignment-status');
  const active = (side: string): Predicate =>
    all(
      there(side),
      { group: on(side, recode), in: ['active', 'acting-up', 'internal-secondment', 'unknown'] },
      not({ columns: [`${side}.fte`], between: [-1, 0] }),
    );
  if (!sides.has('opening') || !sides.has('closing')) return {};
  return {
    active: {
      cases: [
        { when: not(active('opening')), gives: 'not-at-start' },
        { when: active('closing'), gives: 'still-active' },
      ],
      otherwise: 'gone',
    },
  };
}

/**
 * What is counted of the people of the year in one cut: their headcount; their FTE at opening, at closing and on leaving, where staff have FTE; and,
 * where the cut is of neither band nor staff group, their headcount by both too. Example: a cut by ethnic group is five cubes.
 */
export function askedOfCut(setting: Setting, moves: Movements, cut: readonly string[]): readonly Asked[] {
  const { sides, state } = moves;
  const ids = cubeIds(cut);
  const by = { ...state, ...describedByAll(setting, sides, cut) };
  const fte = (['opening', 'closing', 'left'] as const).flatMap((at): readonly Asked[] => {
    const extra = at === 'opening' ? activity(setting, moves) : {};
    const parts = fteColumns[at]
      .filter(({ column }) => sides.has(column.split('.')[0] as string))
      .map(({ when, column }) => ({ where: [when], column }));
    return parts.length > 0 ? [{ id: ids[at], by: { ...by, ...extra }, measure: 'fte', parts }] : [];
  });
  const finer = setting.byOrganisation ? undefined : strataOf(setting, cut);
  return [
    headcount(ids.people, by),
    ...(has(setting, 'staff', 'fte') ? fte : []),
    ...(finer ? [headcount(ids.strata, { ...by, ...describedByAll(setting, sides, finer) }, { hidden: true })] : []),
  ];
}
