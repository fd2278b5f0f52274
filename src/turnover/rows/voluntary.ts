import type { CountedRow } from '../../release/counted.js';
import { addressesOf } from './addresses.js';
import { wholeAndParts } from './by-groups.js';
import { type Family, main } from './family.js';
import { row } from './row.js';

/**
 * Those who resigned over the stock of the leaver rate, with how many leavers gave no reason.
 * Example: 70 resignations of 1,000 at opening and 1,040 at closing are 70 of 1,020, 6.9%.
 */
export function voluntaryRows(family: Family): readonly CountedRow[] {
  const at = addressesOf(family, main);
  return wholeAndParts(
    family,
    { definition: 'D1', basis: 'people', n: 'resigned', stocks: ['opening', 'closing'] },
    {
      more: { leavers: at('left', {}), 'no-reason': at('no-reason', {}) },
      shown: { leavers: { all: 'leavers', 'without-reason': 'no-reason' } },
    },
  ).map((ask) => row(family, ask));
}
