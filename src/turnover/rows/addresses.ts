import { notSupplied } from '../../core/outcome.js';
import type { Where } from '../../edition-value.js';
import type { Counted } from '../../release/counted.js';
import { cubeIds, onceIds } from '../count/ids.js';
import { groupsIn } from '../cuts.js';
import { inCount, leavingGroups } from '../movements/leaving.js';
import type { Family } from './family.js';

/** How the year ended for leavers, and for everybody in the count. */
export const gone: readonly string[] = leavingGroups.counted;
export const present: readonly string[] = [...inCount];

/** Cells of a cube by its id, or what was not supplied for it to be counted. */
export const refTo = ({ counts: { cubes } }: Family, cube: string, where: Where): Counted =>
  cubes[cube]
    ? { cube, where }
    : notSupplied(cube.startsWith('turnover/fte') ? 'FTE in the staff table' : 'staff table');

/** Whether a cell is of the groups. */
export const within = (key: Readonly<Record<string, string>>, groups: Where): boolean =>
  Object.entries(groups).every(([d, g]) => g.includes(key[d] as string));

/** Whether somebody is counted at an address. */
export const occurs = ({ counts: { cubes } }: Family, counted: Counted): boolean =>
  'cube' in counted && (cubes[counted.cube]?.cube.cells.some((c) => c.n > 0 && within(c.key, counted.where)) ?? false);

/** The leavers of the total, of some groups. */
export const leaversIn = ({ trainees }: Family, groups: Where): Where => ({
  ...groups,
  leaving: gone,
  'in-training': trainees,
});

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

/**
 * The addresses of one stock, or of the leavers, of some people in a cut: a function of the name of a number and of whose it is. `training` are the
 * groups of doctors in training that are among them. Example: `opening` of women is the cells of the cut at opening, in the count, of sex female.
 */
export function addressesOf(
  family: Family,
  cut: readonly string[],
  basis: 'people' | 'fte' = 'people',
  training: readonly string[] = family.trainees,
): (name: string, where: Where) => Counted {
  const { counts, setting } = family;
  const ids = cubeIds(cut);
  const of = (name: 'opening' | 'closing' | 'left'): string => (basis === 'fte' ? ids[name] : ids.people);
  // Doctors in training leave when their rotation ends: among them that is leaving.
  const rotation = training.includes('no') ? [] : ['planned-end'];
  const [left, here] = [
    [...gone, ...rotation],
    [...present, ...rotation],
  ];
  const inPost = [...present, 'planned-end'];
  return (name, where) => {
    const at = (cube: string, more: Where): Counted =>
      refTo(family, cube, { ...where, 'in-training': training, ...more });
    const active = (groups: readonly string[]): Counted =>
      counts.cubes[ids.opening]?.cube.dims.includes('active')
        ? at(ids.opening, { active: groups })
        : notSupplied('staff snapshots at both ends of the year');
    switch (name) {
      case 'left':
        return at(of('left'), { leaving: left });
      case 'opening':
        return at(of('opening'), { 'at-opening': ['yes'], leaving: here });
      case 'closing':
        return at(of('closing'), { 'at-closing': ['yes'], leaving: here });
      case 'joined':
        return at(ids.people, { 'at-opening': ['no'], leaving: here });
      case 'missing':
        return at(ids.people, { leaving: leavingGroups.unexplained });
      case 'retained':
        return at(ids.people, {
          'at-opening': ['yes'],
          'at-closing': ['yes'],
          leaving: [...leavingGroups.stayed, 'rejoined'],
        });
      case 'active':
        return active(['gone', 'still-active']);
      case 'inactive':
        return active(['gone']);
      case 'resigned':
        return at(ids.reasonKind, { leaving: gone, 'reason-kind': ['voluntary'] });
      case 'no-reason':
        return at(ids.reasonKind, { leaving: gone, 'reason-kind': ['unknown'] });
      case 'dismissed':
        return at(onceIds.reason, {
          leaving: gone,
          reason: groupsIn(setting.edition, 'reason').filter((r) => r.startsWith('dismissal')),
        });
      case 'fixed-term-ended':
        return at(onceIds.reason, { leaving: [...gone, 'planned-end'], 'reason-kind': ['planned-end'] });
      // Those whose term ended were in post: they are left out of the stocks of the leaver rate alone.
      case 'opening with ends':
        return at(ids.people, { 'at-opening': ['yes'], leaving: inPost });
      case 'closing with ends':
        return at(ids.people, { 'at-closing': ['yes'], leaving: inPost });
      case 'started':
        return at(ids.firstYear, { outcome: ['left', 'stayed'] });
      case 'left-in-first-year':
        return at(ids.firstYear, { outcome: ['left'] });
      default: {
        const m = Number(name.slice('month '.length));
        return at(onceIds.month, {
          leaving: present,
          'first-month': numbers(0, m),
          'last-month-end': numbers(m, 12),
        });
      }
    }
  };
}
