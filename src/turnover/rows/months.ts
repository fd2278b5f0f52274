import { isoDate } from '../../core/dates.js';
import type { Counted, CountedRow } from '../../release/counted.js';
import { onceIds } from '../count/ids.js';
import { monthEnds } from '../stocks.js';
import { addressesOf, leaversIn, refTo } from './addresses.js';
import { everybody, type Measure } from './ask.js';
import { type Family, main } from './family.js';
import { row } from './row.js';

/** A row over month-ends, which are counted for everybody only. */
function ofEverybody(family: Family, measure: Measure, n: Counted, stocks: readonly string[]): CountedRow {
  const made = row(family, { ...everybody, ...measure });
  const month = addressesOf(family, []);
  const everyone = addressesOf(family, main);
  const { dimension, over } = family.indicator.compared;
  return {
    ...made,
    groups: [{ group: 'all', n, base: month(stocks[0] as string, {}) }],
    also: {
      ...Object.fromEntries(stocks.map((s) => [`all ${s}`, month(s, {})])),
      everyone: everyone('opening', {}),
      unknown: everyone('opening', { [dimension]: ['unknown'] }),
    },
    compared: { dimension, over },
    turnover: { ...made.turnover!, stocks },
  };
}

/** D6: leavers of the year over the mean of the month-ends. Example: 120 leavers over a mean of 1,000 are 12%. */
export const meanOfMonths = (family: Family, measure: Measure): CountedRow =>
  ofEverybody(family, measure, addressesOf(family, main)('left', {}), measure.stocks);

/** D5: the leavers of each month over those there at its end. Example: 9 leavers of June over 1,000 on 30 June are 0.9%. */
export function monthRows(family: Family): readonly CountedRow[] {
  const { stocks, leavers, cubes } = family.counts;
  if (stocks.absent || leavers || !cubes[onceIds.month]) return [];
  const ends = monthEnds(stocks.period);
  const measure: Measure = { definition: 'D5', basis: 'people', n: 'left', plain: true, stocks: [] };
  return ends.map((end, i): CountedRow => {
    const left = leaversIn(family, { 'month-left': [String(i + 1)] });
    return {
      ...ofEverybody(family, measure, refTo(family, onceIds.month, left), [`month ${i + 1}`]),
      period: { from: isoDate(i === 0 ? stocks.period.from : (ends[i - 1] as number) + 1), to: isoDate(end) },
    };
  });
}
