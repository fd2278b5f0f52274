import { notSupplied, ok, undefinedBecause } from '../../core/outcome.js';
import type { CountedRow } from '../../release/counted.js';
import { monthly } from '../../release/series.js';
import * as words from '../../words/retention.js';
import type { Measured, Measurer } from '../types.js';
import { frameOf, lackingTable, monthOf, periodOf, plain, viewOf } from '../view.js';

/** Agency spend over the pay bill in twelve months, the pounds, and the share month by month. A ledger figure: it is never split by group. */
export const agencySpend: Measurer = (of): Measured => {
  const view = viewOf(of, 'agency');
  if (!view) return lackingTable(of, 'agency');
  const period = periodOf(of, view, 'month');
  const months = new Map<string, { spend: number; pay: number }>();
  const year = { spend: 0, pay: 0, unpaid: 0 };
  let outside = 0;
  for (const row of view.rows) {
    const [day, spend, pay] = ['month', 'agencySpend', 'payBill'].map((c) => view.at(row, c));
    if (typeof day !== 'number' || typeof spend !== 'number') continue;
    const month = months.get(monthOf(day)) ?? { spend: 0, pay: 0 };
    months.set(monthOf(day), month);
    month.spend += spend;
    if (typeof pay === 'number') month.pay += pay;
    if (day < period.from || day > period.to) {
      outside++;
      continue;
    }
    year.spend += spend;
    if (typeof pay === 'number') year.pay += pay;
    else year.unpaid++;
  }
  const frame = { ...frameOf(of, period), compared: { dimension: of.indicator.compared.dimension, over: 'all' } };
  const share =
    year.pay > 0 && year.unpaid === 0
      ? ok(year.spend / year.pay)
      : year.pay > 0 || year.spend > 0
        ? notSupplied('pay bill of every month')
        : undefinedBecause('no-events');
  const part = { group: 'all', n: year.spend, base: year.pay, rate: share.status === 'ok' ? share.value : share };
  const rows: readonly CountedRow[] = [
    {
      ...frame,
      unit: 'share',
      measured: plain({
        value: share,
        working: words.agencyShare,
        parts: [part],
        series: monthly(
          [...months].flatMap(([month, m]) => (m.pay > 0 ? [{ month, value: m.spend / m.pay }] : [])),
          'decrease',
        ),
      }),
    },
    {
      ...frame,
      unit: 'pounds',
      breakdown: { measure: 'pounds' },
      measured: plain({ value: ok(year.spend), working: words.agencyPounds, parts: [part] }),
    },
  ];
  return {
    rows,
    cubes: {},
    issues: [],
    tables: { agency: { counted: view.rows.length - outside, excluded: { 'outside-period': outside } } },
  };
};
