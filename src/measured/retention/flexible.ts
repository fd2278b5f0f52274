import { isoDate } from '../../core/dates.js';
import { notSupplied } from '../../core/outcome.js';
import type { CountedRow } from '../../release/counted.js';
import { monthly } from '../../release/series.js';
import * as words from '../../words/retention.js';
import type { Measured, Measurer } from '../types.js';
import { absentRow, lackingTable, monthOf, periodOf, viewOf } from '../view.js';
import { countBy, groupOfPeople, heldPeople, ratioRow, wholeRow } from './groups.js';

/** Fewest decided requests in a month for its share to be drawn: of fewer, one request more or less is the whole picture. Source: project decision. */
const FEWEST = 10;

const seriesOf = (months: ReadonlyMap<string, { readonly n: number; readonly base: number }>) =>
  [...months.values()].some(({ base }) => base < FEWEST)
    ? notSupplied('ten decided requests or more in every month')
    : monthly(
        [...months].map(([month, { n, base }]) => ({ month, value: n / base })),
        'increase',
      );

/** Requests for flexible working that were approved, in full or in part, of those decided; withdrawn and pending ones are in neither number. By group, and month by month. */
export const flexibleWorking: Measurer = (of): Measured => {
  const view = viewOf(of, 'flexible-working');
  if (!view) return lackingTable(of, 'flexible-working');
  const held = heldPeople(of, view, [of.indicator.compared.dimension, 'disability', 'sex']);
  if (held.length > 0) return absentRow(of, notSupplied(words.rowsHeld(held)));
  const period = periodOf(of, view, 'requestedOn');
  const outcome = (row: number): string => view.group(row, 'request-outcome');
  const excluded: Record<string, number> = { 'outside-period': 0, 'not-decided': 0 };
  const decided: number[] = [];
  const months = new Map<string, { n: number; base: number }>();
  for (const row of view.rows) {
    const [on, result] = [view.at(row, 'requestedOn'), outcome(row)];
    const approved = result === 'approved' || result === 'partly';
    if (!approved && result !== 'refused') {
      excluded['not-decided']!++;
      continue;
    }
    if (typeof on === 'number') {
      const month = months.get(monthOf(on)) ?? { n: 0, base: 0 };
      months.set(monthOf(on), month);
      month.base++;
      if (approved) month.n++;
      if (on < period.from || on > period.to) {
        excluded['outside-period']!++;
        continue;
      }
    }
    decided.push(row);
  }
  const yes = (row: number): boolean => outcome(row) !== 'refused';
  const compare = (dimension: string, over: string, under: string): CountedRow =>
    ratioRow(
      of,
      countBy(decided, groupOfPeople(of, view, dimension), yes),
      { dimension, over, under },
      { compared: dimension },
      words.flexibleRatio(dimension, over, under),
    );
  const { dimension, over, under = '' } = of.indicator.compared;
  const counts = countBy(decided, groupOfPeople(of, view, dimension), yes);
  return {
    rows: [
      wholeRow(of, counts, {
        working: words.flexibleWhole,
        series: seriesOf(months),
        behindSeries: [...months.values()].flatMap(({ n, base }) => [n, base - n]),
      }),
      compare(dimension, over, under),
      compare('disability', 'disabled', 'non-disabled'),
      compare('sex', 'female', 'male'),
    ].map((row) => ({ ...row, period: { from: isoDate(period.from), to: isoDate(period.to) } })),
    cubes: {},
    issues: [],
    tables: { 'flexible-working': { counted: decided.length, excluded, people: true } },
  };
};
