import type { CountedRow } from '../../release/counted.js';
import { wholeAndParts } from './by-groups.js';
import type { Family } from './family.js';
import { row } from './row.js';

/** The share of those in post at opening who are still there at closing. Example: 890 of 1,000 are 89%. */
export const stabilityRows = (family: Family): readonly CountedRow[] =>
  wholeAndParts(family, {
    definition: 'stability',
    basis: 'people',
    n: 'retained',
    stocks: ['opening'],
    kind: 'share',
  }).map((ask) => row(family, ask));
