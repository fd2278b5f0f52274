import type { Rule } from '../../core/predicate.js';
import type { Setting } from '../../plan.js';
import { atDay, dated, there } from '../movements/conditions.js';
import { on } from '../movements/described.js';
import { peopleWhere, personKeys } from '../movements/population.js';
import type { Stocks } from '../stocks.js';
import { isOut } from '../switches.js';
import { type Asked, headcount } from './asked.js';
import { leftOutIds } from './ids.js';

/**
 * Who was left out by the kind of contract, at opening, at closing and among leavers; whoever also has an assignment that counts was not.
 * Example: of 12 people with a bank contract at opening, 5 of them with a permanent one too, 7 are left out.
 */
export function askedOfLeftOut(setting: Setting, { period, openingDay, closingDay }: Stocks): readonly Asked[] {
  const recode = setting.recode('assignment-category');
  const groups = [
    ...(isOut(setting, 'bank') ? ['bank'] : []),
    ...(isOut(setting, 'honorary') ? ['honorary', 'non-executive'] : []),
  ];
  if (groups.length === 0) return [];
  const inPost = (setting.edition.populations.workforce?.value ?? []).filter((r) => r.rule === 'not-in-post');
  const kinds: Rule = { rule: 'counted', keep: { group: recode, in: groups } };
  const asked = (id: string, table: string, when: Rule): Asked =>
    headcount(
      id,
      {
        ...(setting.byOrganisation ? { organisation: on('opening', setting.recode('organisation')) } : {}),
        kind: {
          cases: [
            { when: there('closing'), gives: 'counted' },
            ...groups.map((g) => ({ when: { group: on('opening', recode), in: [g] }, gives: g })),
          ],
          otherwise: 'counted',
        },
      },
      {
        // Of a pair the first table is called opening and the second closing.
        from: {
          pair: [peopleWhere(setting, table, [when], [...inPost, kinds]), peopleWhere(setting, table, [when])],
          on: personKeys(setting),
        },
      },
    );
  return [
    ...(openingDay === undefined ? [] : [asked(leftOutIds.opening, 'staff', atDay(openingDay))]),
    ...(closingDay === undefined ? [] : [asked(leftOutIds.closing, 'staff', atDay(closingDay))]),
    ...(setting.tables.leavers
      ? [asked(leftOutIds.leavers, 'leavers', dated('terminationDate', period.from, period.to))]
      : []),
  ];
}
