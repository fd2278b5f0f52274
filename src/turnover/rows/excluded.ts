import type { Counted } from '../../release/counted.js';
import { cubeIds, leftOutIds } from '../count/ids.js';
import { isOut } from '../switches.js';
import { addressesOf, refTo } from './addresses.js';
import type { Further } from './ask.js';
import { type Family, main } from './family.js';

/** Ways of leaving that a switch takes out of stock and leavers alike. */
const takenOut: Readonly<Record<string, readonly string[]>> = {
  'fixed-term-ends': ['planned-end'],
  transfers: ['transfer'],
  'flexi-retirement': ['flexi-retirement'],
  'retire-and-return': ['returned'],
};

/** Kinds of contract that a switch leaves out. */
const contracts: Readonly<Record<string, readonly string[]>> = {
  bank: ['bank'],
  honorary: ['honorary', 'non-executive'],
};

/**
 * Whom the switches leave out, and of how many: each switch with its leavers and those there at the ends of the year.
 * Example: `excluded transfers` shows its `leavers` and `opening` by the counts `transfers leavers` and `transfers opening`.
 */
export function excluded(family: Family): Required<Further> {
  const { setting, counts, trainees } = family;
  const found: Record<string, Record<string, Counted>> = {};
  const people = cubeIds(main).people;
  for (const [name, groups] of Object.entries(takenOut)) {
    if (!isOut(setting, name)) continue;
    const where = { leaving: groups, 'in-training': trainees };
    found[name] = {
      leavers: refTo(family, people, where),
      opening: refTo(family, people, { ...where, 'at-opening': ['yes'] }),
    };
  }
  if (isOut(setting, 'doctors-in-training')) {
    const own = addressesOf(family, main, 'people', ['yes']);
    found['doctors-in-training'] = {
      leavers: own('left', {}),
      opening: own('opening', {}),
      closing: own('closing', {}),
    };
  }
  for (const [name, kind] of Object.entries(contracts))
    for (const k of ['leavers', 'opening', 'closing'] as const) {
      const cube = leftOutIds[k];
      if (isOut(setting, name) && counts.cubes[cube]) found[name] = { ...found[name], [k]: { cube, where: { kind } } };
    }
  const names = Object.entries(found).map(([name, numbers]) => [name, Object.keys(numbers)] as const);
  return {
    more: Object.fromEntries(
      Object.entries(found).flatMap(([name, numbers]) =>
        Object.entries(numbers).map(([k, counted]) => [`${name} ${k}`, counted]),
      ),
    ),
    shown: Object.fromEntries(
      names.map(([name, keys]) => [`excluded ${name}`, Object.fromEntries(keys.map((k) => [k, `${name} ${k}`]))]),
    ),
  };
}
