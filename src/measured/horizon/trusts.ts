import { notSupplied, ok } from '../../core/outcome.js';
import { setValue } from '../../edition-value.js';
import type { CountedRow } from '../../release/counted.js';
import * as words from '../../words/horizon.js';
import type { Measured, Measurer } from '../types.js';
import { absentRow, frameOf, lackingTable, plain, viewOf } from '../view.js';
import { type Reading, type Region, sampleTrusts, type Trust } from './sample.js';

const numbers = ['minoritised', 'international', 'staff', 'stability', 'turnover'] as const;

/** The readings of the rule to show: every named one of the edition, and the chosen one when it is none of them. */
function readings(named: Readonly<Record<string, Reading>>, chosen: Reading): readonly (readonly [string, Reading])[] {
  const same = (r: Reading): boolean =>
    r.size === chosen.size && r.leaving === chosen.leaving && r.middle === chosen.middle;
  return [...Object.entries(named), ...(Object.values(named).some(same) ? [] : ([['chosen', chosen]] as const))];
}

const items = (regions: readonly Region[]): NonNullable<NonNullable<CountedRow['measured']>['items']> =>
  regions.flatMap(({ region, trusts }) =>
    trusts
      .filter((p) => p.status !== 'not-selected')
      .map(({ trust, status, why }) => ({ trust: trust.trust, name: trust.name, region, status, why })),
  );

/**
 * The sample of a policy scan: for each reading of the rule, the trusts selected in each region, with ties, regions of one trust and trusts without a figure named in
 * `items`. Published figures of organisations: nobody is counted, and nothing is hidden.
 */
export const trustSample: Measurer = (of): Measured => {
  const view = viewOf(of, 'trusts');
  if (!view) return lackingTable(of, 'trusts');
  const trusts = view.rows.map((row): Trust => {
    const text = (c: string): string => String(view.at(row, c) ?? '');
    const found = numbers.flatMap((c) => {
      const n = view.at(row, c);
      return typeof n === 'number' ? [[c, n] as const] : [];
    });
    return { trust: text('trust'), name: text('trustName'), region: text('region'), ...Object.fromEntries(found) };
  });
  const id = of.indicator.id;
  const value = <V>(name: string): V => setValue<V>(of.setting.edition, name, id);
  const chosen: Reading = { size: value('size'), leaving: value('leaving'), middle: value('middle') };
  const frame = { ...frameOf(of), compared: { dimension: 'trusts', over: 'selected' } };
  const rows = readings(value('readings'), chosen).flatMap(([name, reading]): readonly CountedRow[] => {
    const regions = sampleTrusts(trusts, reading);
    const count = (some: readonly Region[], status: string): number =>
      some.flatMap((r) => r.trusts).filter((p) => p.status === status).length;
    const row = (breakdown: CountedRow['breakdown'], some: readonly Region[]): CountedRow => {
      const all = some.flatMap((r) => r.trusts).length;
      const part = (group: string) => ({
        group,
        n: count(some, group),
        base: all,
        rate: all === 0 ? 0 : count(some, group) / all,
      });
      return {
        ...frame,
        breakdown,
        measured: plain({
          value: ok(count(some, 'selected')),
          interval: notSupplied('interval: all trusts are in the frame'),
          working: words.sampled(count(some, 'selected'), all, reading, name),
          parts: ['selected', 'tie', 'only-trust', 'not-supplied'].map(part),
          items: items(some),
        }),
      };
    };
    return [row({ reading: name }, regions), ...regions.map((r) => row({ reading: name, region: r.region }, [r]))];
  });
  if (rows.length === 0) return absentRow(of, notSupplied('trusts with a region'));
  return { rows, cubes: {}, issues: [], tables: { trusts: { counted: view.rows.length, excluded: {} } } };
};
