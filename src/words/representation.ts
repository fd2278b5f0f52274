import { people, percent, percentOf } from './numbers.js';
import { PERCENT_FROM } from './report-numbers.js';
import type { GroupCount } from './sentences.js';

const bases: Readonly<Record<string, string>> = {
  own: 'the organisation’s own share',
  national: 'the national share',
  local: 'the share of the local population',
  fixed: 'a fixed share',
};

const more = (n: number): string => `${people(n)} ${n === 1 ? 'person' : 'people'}`;

/** Example: "22 people short of parity", "at parity", "5 people above parity". */
export const gapSize = (gap: number, surplus: number): string =>
  gap > 0 ? `${more(gap)} short of parity` : surplus > 0 ? `${more(surplus)} above parity` : 'at parity';

/** Example: "38 of 240 staff (15.8%) are BME. Parity with the organisation's own share (25.0%) is 60 people: 22 people short of parity." */
export const representationWorking = (
  g: GroupCount,
  parity: number,
  basis: string,
  parityHeadcount: number,
  gap: number,
  surplus: number,
): string =>
  `${people(g.n)} of ${people(g.base)} staff${g.base >= PERCENT_FROM ? ` (${percentOf(g.n, g.base)})` : ''} are ${g.label}. Parity with ${bases[basis] ?? basis} (${percent(parity)}) is ${more(parityHeadcount)}: ${gapSize(gap, surplus)}.`;
