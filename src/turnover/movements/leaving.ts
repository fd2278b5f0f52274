import type { Predicate } from '../../core/predicate.js';
import type { Recode } from '../../core/recode.js';
import { setValue } from '../../edition-value.js';
import type { Setting } from '../../plan.js';
import type { Stocks } from '../stocks.js';
import { isOut } from '../switches.js';
import { all, any, not, onOrAfter, onOrBefore, there, yesNo } from './conditions.js';
import { inTraining, on } from './described.js';

/** How somebody's year ended: what the group `leaving` says. Those of `counted` are leavers, those of `taken-out` are in no count at all. */
export const leavingGroups = {
  counted: ['left', 'rejoined', 'moved'],
  takenOut: ['transfer', 'planned-end', 'flexi-retirement'],
  stayed: ['stayed', 'still-employed', 'returned'],
  unexplained: ['missing'],
} as const;

/** Everybody but those who are taken out of stock and leavers alike. */
export const inCount: readonly string[] = [
  ...leavingGroups.counted,
  ...leavingGroups.stayed,
  ...leavingGroups.unexplained,
];

const hired = ['closing.hireDate', 'joined.hireDate'];

/** In post at the start: in its snapshot, or, where there is none, there later or among leavers and not hired after it. */
const wasThere = ({ period, opening }: Stocks): Predicate =>
  opening === 'snapshot'
    ? there('opening')
    : any(
        all(there('closing'), not(onOrAfter(period.from + 1, ...hired))),
        all(there('left'), not(onOrAfter(period.from + 1, 'left.hireDate'))),
      );

/** Days from leaving to the next hire: `next-day`, `within` the edition's days of return, or `after` them. */
const gapOf =
  (setting: Setting) =>
  (...label: readonly string[]): Predicate =>
    any(
      ...hired.map(
        (column): Predicate => ({
          group: {
            days: ['left.terminationDate', column],
            bins: [1, 2, setValue<number>(setting.edition, 'return-days', 'turnover.leaver-rate') + 1],
            labels: ['before', 'next-day', 'within', 'after'],
            otherwise: 'unknown',
          },
          in: label,
        }),
      ),
    );

/**
 * What each person of the year is: `at-opening` and `at-closing` (yes or no), `leaving` (a word of `leavingGroups`; `groups` says that people are
 * counted in each group apart, so that who is gone without a leavers row has moved), and `in-training`.
 * Example: in post at the start, a leavers row of June for a resignation, no record since: yes, no, left, no.
 */
export function stateOf(
  setting: Setting,
  stocks: Stocks,
  sides: ReadonlySet<string>,
  groups: boolean,
): Readonly<Record<string, Recode>> {
  const { period, closing, closingDay } = stocks;
  const left = there('left');
  const atOpening = wasThere(stocks);
  const gap = gapOf(setting);
  const back = gap('next-day', 'within', 'after');
  const before = closingDay === undefined ? [] : [onOrBefore(closingDay - 1, 'left.terminationDate')];
  const remains = sides.has('remaining') ? there('remaining.opening') : all(there('closing'), ...before);
  const leavesLater = onOrAfter(period.to, 'left.terminationDate');
  // Who left before the closing day and is still listed is a row nobody closed, unless an assignment is left or the person came back.
  const atClosing: Predicate =
    closing === 'snapshot'
      ? all(there('closing'), any(not(left), remains, back, leavesLater))
      : all(any(atOpening, there('joined')), any(not(left), remains, back, leavesLater));
  const treatment = on('left', setting.recode('leaving-treatment'));
  const is = (...names: readonly string[]): Predicate => ({ group: treatment, in: names });
  const out = (name: string, as: string): { when: Predicate; gives: string }[] =>
    isOut(setting, name) ? [{ when: is(as), gives: as }] : [];
  const leaving: Recode = {
    cases: [
      { when: all(not(left), not(atClosing)), gives: groups ? 'moved' : 'missing' },
      { when: not(left), gives: 'stayed' },
      { when: gap('next-day'), gives: 'still-employed' },
      ...(isOut(setting, 'retire-and-return')
        ? [{ when: all(gap('within'), is('retirement', 'flexi-retirement')), gives: 'returned' }]
        : []),
      { when: all(not(back), remains), gives: 'still-employed' },
      ...out('transfers', 'transfer'),
      ...out('fixed-term-ends', 'planned-end'),
      ...out('flexi-retirement', 'flexi-retirement'),
      { when: back, gives: 'rejoined' },
    ],
    otherwise: 'left',
  };
  return {
    'at-opening': yesNo(atOpening),
    'at-closing': yesNo(atClosing),
    leaving,
    'in-training': inTraining(setting, sides),
  };
}
