import { listKey } from '../core/recode.js';
import type { Rows, Value } from '../core/rows.js';
import type { PublicData, PublicFigure } from './read.js';

const own = (f: PublicFigure, ...names: readonly string[]): string => {
  const found = Object.entries(f.of).find(([k]) => names.some((n) => listKey(n) === listKey(k)));
  return found?.[1] ?? '';
};

const isAll = (text: string): boolean => /^all\b|^total/i.test(text.trim());
const isUk = (text: string): boolean =>
  /^(british|english|scottish|welsh|northern irish|uk|united kingdom)$/i.test(text.trim());
const isUnknown = (text: string): boolean =>
  /^(unknown|not known|not stated|not recorded)/i.test(text.trim()) || text.trim() === '';

type Sums = Map<string, number>;
const add = (sums: Sums, code: string, n: number): void => void sums.set(code, (sums.get(code) ?? 0) + n);

/**
 * What published files say of each trust: staff and staff of other nationalities (FTE of the latest month, all staff groups; unknown nationality is neither)
 * and leavers over staff in percent. A figure that is hidden at source, or whose mark nobody explains, leaves the trust without that number.
 */
export function trustFigures(files: readonly PublicData[]): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const found = new Map<string, Record<string, number>>();
  const set = (code: string, name: string, n: number): void => {
    found.set(code, { ...found.get(code), [name]: n });
  };
  for (const { layout, figures } of files) {
    if (layout === 'nationality') {
      const last = figures.map((f) => own(f, 'Month')).reduce((a, b) => (monthKey(b) > monthKey(a) ? b : a), '');
      const [staff, abroad]: [Sums, Sums] = [new Map(), new Map()];
      const gone = new Set<string>();
      for (const f of figures) {
        const [code, group, nationality] = [own(f, 'Organisation code'), own(f, 'Staff group'), own(f, 'Nationality')];
        if (own(f, 'Month') !== last || isAll(group) || isAll(nationality)) continue;
        if (f.value.status !== 'ok') gone.add(code);
        else {
          add(staff, code, f.value.value);
          if (!isUk(nationality) && !isUnknown(nationality)) add(abroad, code, f.value.value);
        }
      }
      for (const [code, n] of staff)
        if (!gone.has(code)) {
          set(code, 'staff', n);
          set(code, 'international', abroad.get(code) ?? 0);
        }
    }
    if (layout === 'turnover-monthly') {
      const [left, stock, months]: [Sums, Sums, Sums] = [new Map(), new Map(), new Map()];
      const ends = [...new Set(figures.map((f) => own(f, 'period_end')))].sort().slice(-12);
      const gone = new Set<string>();
      for (const f of figures) {
        const code = own(f, 'org_code');
        if (!isAll(own(f, 'staff_group')) || !ends.includes(own(f, 'period_end'))) continue;
        if (f.what !== 'leavers_hc' && f.what !== 'denom_end_hc') continue;
        if (f.value.status !== 'ok') gone.add(code);
        else if (f.what === 'leavers_hc') add(left, code, f.value.value);
        else {
          add(stock, code, f.value.value);
          add(months, code, 1);
        }
      }
      for (const [code, n] of stock)
        if (!gone.has(code) && months.get(code) === 12 && n > 0)
          set(code, 'turnover', (100 * (left.get(code) ?? 0)) / (n / 12));
    }
  }
  return found;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** `2017-SEP` as 2017.09, so that months can be put in order. */
function monthKey(text: string): number {
  const [, year, month = ''] = /^(\d{4})-?([A-Za-z]{3}|\d{2})/.exec(text) ?? [];
  const named = MONTHS.indexOf(month.toLowerCase()) + 1;
  return year === undefined ? 0 : Number(year) + (named > 0 ? named : Number(month)) / 100;
}

/** The trusts table with its blanks filled from published files. What the table says itself stays. */
export function fillTrusts(table: Rows, files: readonly PublicData[]): Rows {
  const figures = trustFigures(files);
  const codes = table.columns.trust ?? [];
  const columns: Record<string, readonly Value[]> = { ...table.columns };
  for (const name of ['staff', 'international', 'turnover'])
    columns[name] = codes.map((code, row) => table.columns[name]?.[row] ?? figures.get(String(code ?? ''))?.[name]);
  return { ...table, columns };
}
