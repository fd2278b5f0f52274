import { isoDate } from '../../core/dates.js';
import type { Where } from '../../edition-value.js';
import type { Counted, CountedRow } from '../../release/counted.js';
import { onceIds } from '../count/ids.js';
import { leaversIn, refTo } from './addresses.js';
import { everybody, type Measure } from './ask.js';
import { wholeAndParts } from './by-groups.js';
import type { Family } from './family.js';
import { row } from './row.js';

/**
 * The share of the starters of the year before who left within a year of starting, with the leavers of the year who had served less than one.
 * Example: 30 of 150 starters are 20%.
 */
export function firstYearRows(family: Family): readonly CountedRow[] {
  const { counts } = family;
  const from = isoDate(counts.stocks.period.from);
  const cohort = {
    from: from.replace(/^\d+/, (y) => String(Number(y) - 1)),
    to: isoDate(counts.stocks.period.from - 1),
  };
  const measure: Measure = {
    definition: 'first-year',
    basis: 'people',
    n: 'left-in-first-year',
    stocks: ['started'],
    kind: 'share',
    extra: { period: cohort },
  };
  const none = counts.starters ?? counts.leavers;
  if (none) return [{ ...row(family, { ...everybody, ...measure }), absent: none }];
  const ofService = (groups: Where): Counted => refTo(family, onceIds.service, leaversIn(family, groups));
  return wholeAndParts(family, measure, {
    more: { 'leavers under a year': ofService({ 'service-at-leaving': ['under-1'] }), leavers: ofService({}) },
    shown: { underOneYear: { n: 'leavers under a year', leavers: 'leavers' } },
  }).map((ask) => row(family, ask));
}
