import type { Predicate } from '../../core/predicate.js';
import type { Recode } from '../../core/recode.js';
import { known } from '../movements/conditions.js';
import type { Movements } from '../movements.js';
import { monthEnds, type Stocks } from '../stocks.js';

/** The months of the year: when somebody was first in stock, how many month-ends were seen, and the month of leaving. */
export function months(stocks: Stocks, { state }: Movements): Readonly<Record<string, Recode>> {
  const ends = monthEnds(stocks.period);
  const starts = ends.slice(0, -1).map((d) => d + 1);
  const labels = ends.map((_, i) => String(i + 1));
  const opening: Predicate = { group: state['at-opening']!, in: ['yes'] };
  const month = (column: string): Recode => ({ column, bins: starts, labels, otherwise: '1' });
  return {
    'first-month': {
      cases: [
        { when: opening, gives: '0' },
        ...['left', 'closing', 'joined'].map((s) => ({ when: known(`${s}.hireDate`), gives: month(`${s}.hireDate`) })),
      ],
      otherwise: '12',
    },
    'last-month-end': {
      cases: [
        {
          when: { group: state.leaving!, in: ['left'] },
          gives: { column: 'left.terminationDate', bins: ends, labels: ['0', ...labels], otherwise: '12' },
        },
      ],
      otherwise: '12',
    },
    'month-left': {
      cases: [{ when: known('left.terminationDate'), gives: month('left.terminationDate') }],
      otherwise: 'none',
    },
  };
}
