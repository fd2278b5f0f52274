import type { Recode } from '../../core/recode.js';
import type { Setting } from '../../plan.js';
import { describedBy, describedByAll, on } from '../movements/described.js';
import type { Movements } from '../movements.js';
import type { Stocks } from '../stocks.js';
import { type Asked, headcount } from './asked.js';
import { cubeIds, onceIds } from './ids.js';
import { months } from './months.js';

/**
 * What only the leavers table tells: reasons, destinations, the kind of reason in each cut, length of service at leaving and the months.
 * Example: of two cuts, six cubes.
 */
export function askedOfLeavers(
  setting: Setting,
  stocks: Stocks,
  moves: Movements,
  cuts: readonly (readonly string[])[],
): readonly Asked[] {
  const { sides, state } = moves;
  const dims = (names: readonly string[]): Readonly<Record<string, Recode>> => ({
    ...state,
    ...describedByAll(setting, sides, names),
  });
  const of = (names: readonly string[]): Readonly<Record<string, Recode>> =>
    Object.fromEntries(names.map((d) => [d, on('left', setting.recode(d))]));
  return [
    headcount(onceIds.reason, { ...dims(['ethnicity']), ...of(['reason-kind', 'reason']) }),
    headcount(onceIds.destination, { ...dims(['ethnicity']), ...of(['destination', 'left-nhs']) }),
    ...cuts.map((cut) => headcount(cubeIds(cut).reasonKind, { ...dims(cut), ...of(['reason-kind']) })),
    headcount(onceIds.service, {
      ...dims([]),
      'service-at-leaving': describedBy(setting, new Set(['left']), 'service'),
    }),
    headcount(onceIds.month, { ...dims([]), ...months(stocks, moves) }),
  ];
}
