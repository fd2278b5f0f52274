import type { CountedRow } from '../../release/counted.js';
import { wholeAndParts } from './by-groups.js';
import { type Family, main } from './family.js';
import { row } from './row.js';

const rates = [
  { id: 'dismissal', n: 'dismissed', stocks: ['opening', 'closing'] },
  { id: 'fixed-term-end', n: 'fixed-term-ended', stocks: ['opening with ends', 'closing with ends'] },
] as const;

/**
 * Dismissals and ends of fixed terms as rates of the staff, with each ethnic group's: leaving them out of voluntary turnover would hide a disparity.
 * Example: 6 dismissals of 1,000 at opening and 1,040 at closing are 6 of 1,020, 0.6%.
 */
export const involuntaryRows = (family: Family): readonly CountedRow[] =>
  rates.flatMap(({ id, n, stocks }) =>
    wholeAndParts(family, { definition: 'D1', basis: 'people', n, stocks, plain: true }, {}, [main]).map((ask) => {
      const made = row(family, ask);
      return {
        ...made,
        breakdown: { 'rate-of': id, ...made.breakdown },
        turnover: { ...made.turnover!, what: id },
      };
    }),
  );
