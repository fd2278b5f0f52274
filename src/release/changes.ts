import { type Absent, isNumber, notSupplied, ok, undefinedBecause } from '../core/outcome.js';
import { changeOfEstimates, changeOfGaps, changeOfRatios, changeOfShares, type Estimated } from '../formulas/index.js';
import { breakBy } from '../words/change.js';
import type { CountedRow } from './counted.js';
import { addedSince } from './figures/people-added.js';
import type { Change, ComparedSnapshots, Part, Result } from './result.js';

/** One figure of one year: what it was to be, and what was released of it. */
interface Year {
  readonly row: CountedRow;
  readonly result: Result;
}

type Judged = Pick<Change, 'value' | 'interval' | 'reading'>;

const gone = (absent: Absent): Judged => ({ value: absent, interval: absent, reading: absent });

const partOf = ({ result }: Year, group: string | undefined, of?: Part['of']): Part | undefined =>
  result.parts.find((p) => p.group === group && p.of === of);

/** The count behind a released part; a given percentage is taken on its base, for the test only. */
function countOf(part: Part | undefined): { readonly n: number; readonly base: number } | undefined {
  if (!part || !isNumber(part.base)) return undefined;
  if (isNumber(part.n)) return { n: part.n, base: part.base };
  return isNumber(part.rate) ? { n: part.rate * part.base, base: part.base } : undefined;
}

/** Too few to judge in either year is too few to show a change by. */
function tooFew(years: readonly Year[]): boolean {
  const { fewPeople, fewEvents } = years[0]!.row.judgement;
  if (years.some(({ result: { reading } }) => 'evidence' in reading && reading.evidence === 'too few to judge'))
    return true;
  if (years[0]!.row.figure !== 'share-of-row') return false;
  const counts = years.map((y) => countOf(partOf(y, y.row.compared.over)));
  return counts.some((c) => !c || c.base < fewPeople) || counts.reduce((n, c) => n + (c?.n ?? 0), 0) < fewEvents;
}

function judged(made: ReturnType<typeof changeOfRatios>, years: readonly Year[]): Judged {
  const { value, interval, reading } = made;
  if (reading !== 'not calculable') return { value, interval, reading: tooFew(years) ? 'change not clear' : reading };
  const why = interval.status === 'ok' ? undefinedBecause('infeasible') : interval;
  return { value, interval: why, reading: why };
}

/** Both groups' counts of a year, or undefined when one may not be seen. */
function pairOf(year: Year, of?: readonly [Part['of'], Part['of']]) {
  const { over, under } = year.row.compared;
  const a = countOf(partOf(year, over, of?.[0]));
  const b = countOf(partOf(year, of ? over : under, of?.[1]));
  return a && b ? { over: a, under: b, years: year.row.years } : undefined;
}

const unknownBases = notSupplied('number of people in both years');

function gapChange(before: Year, now: Year, of?: readonly [Part['of'], Part['of']]): Judged {
  const [a, b] = [pairOf(before, of), pairOf(now, of)];
  const level = now.row.judgement.confidence;
  if (a && b) return judged(changeOfGaps({ ...a, years: 1 }, { ...b, years: 1 }, level), [before, now]);
  return { ...gone(unknownBases), value: difference(before, now) };
}

const difference = (before: Year, now: Year): Change['value'] => {
  const [a, b] = [before.result.value, now.result.value];
  return a.status !== 'ok' ? a : b.status !== 'ok' ? b : ok(b.value - a.value);
};

const changeOf: Readonly<Partial<Record<CountedRow['figure'], (before: Year, now: Year) => Judged>>> = {
  'relative-likelihood': (before, now) => {
    const [a, b] = [pairOf(before), pairOf(now)];
    return a && b ? judged(changeOfRatios(a, b, now.row.judgement.confidence), [before, now]) : gone(unknownBases);
  },
  'share-of-row': (before, now) => {
    const [a, b] = [before, now].map((y) => countOf(partOf(y, y.row.compared.over)));
    return a && b ? judged(changeOfShares(a, b, now.row.judgement.confidence), [before, now]) : gone(unknownBases);
  },
  'board-difference': (before, now) => gapChange(before, now, ['board', 'workforce']),
  'survey-percent': (before, now) => {
    if (now.row.compared.under !== undefined) return gapChange(before, now);
    const [a, b] = [before, now].map((y) => countOf(partOf(y, y.row.compared.over)));
    return a && b ? judged(changeOfShares(a, b, now.row.judgement.confidence), [before, now]) : gone(unknownBases);
  },
  'survey-score': (before, now) => ({ ...gone(notSupplied('spread of the scores')), value: difference(before, now) }),
};

/** A released figure with both its limits; undefined where it has no interval, or an open one. */
function estimated({ result: { value, interval } }: Year): (Estimated & { readonly level: number }) | undefined {
  if (value.status !== 'ok' || interval.status !== 'ok') return undefined;
  const [low, high] = interval.value;
  return typeof low === 'number' && typeof high === 'number'
    ? { value: value.value, low, high, level: interval.level }
    : undefined;
}

const inPoints = ({ value, low, high }: Estimated): Estimated => ({
  value: 100 * value,
  low: 100 * low,
  high: 100 * high,
});

/** Of two snapshots every other figure that has an interval on both sides: shares and rates in points, ratios as ratios. */
function anyChange(before: Year, now: Year): Judged | undefined {
  const { unit } = now.row;
  if (['people-added', 'statement', 'held-elsewhere'].includes(now.row.figure)) return undefined;
  const [a, b] = [estimated(before), estimated(now)];
  if (!a || !b || a.level !== b.level) return { ...gone(notSupplied('interval of the figure at both snapshots')) };
  const points = unit === 'share' || unit === 'rate';
  const made = points
    ? changeOfEstimates(inPoints(a), inPoints(b), 'difference', a.level)
    : changeOfEstimates(a, b, unit === 'ratio' ? 'ratio' : 'difference', a.level);
  return judged(made, [before, now]);
}

/** The organisations that a sum is without; sums of other organisations are not compared. */
const missing = ({ added }: CountedRow): string => JSON.stringify(added?.without ?? []);

/** Why two years cannot be compared: a break the edition names, or where there are figures another number of years or method. */
function breakOf(before: CountedRow, now: CountedRow): string | undefined {
  const { seriesBreak } = now;
  if (seriesBreak && seriesBreak.since > before.edition) return seriesBreak.what;
  if (before.absent || now.absent) return undefined;
  if (missing(before) !== missing(now)) return breakBy.organisations;
  const then = breakBy.before(before.period.to, now.period.to);
  if (now.years !== before.years) return breakBy.years(before.years, now.years, then);
  return now.method === before.method ? undefined : breakBy.method(before.method, now.method, then);
}

function between(before: Year, now: Year, snapshots: ComparedSnapshots | undefined): Change | undefined {
  const change = changeOf[now.row.figure] ?? (snapshots && anyChange);
  if (!change) return undefined;
  const since = { from: before.row.edition, since: before.row.period.to };
  const broken = snapshots && sameSource(before.row, now.row) ? breakBy.same : breakOf(before.row, now.row);
  if (broken !== undefined)
    return { ...since, ...gone(undefinedBecause('not-comparable')), comparable: false, break: broken };
  const absent = [before, now].map((y) => y.result.value).find((v): v is Absent => v.status !== 'ok');
  const judgedSo = absent ? gone(absent) : change(before, now);
  return judgedSo && { ...since, ...judgedSo, comparable: true };
}

/** Answers to a survey and statements of a year stand at two snapshots of it alike: they are one figure, not two. */
const sameSource = (before: CountedRow, now: CountedRow): boolean =>
  (now.source === 'survey' || now.given !== undefined || now.statement !== undefined) &&
  before.period.to === now.period.to;

const keyOf = ({ indicator, breakdown, compared, turnover, period }: CountedRow, yearsBefore: number): string =>
  JSON.stringify([
    indicator,
    ...(turnover ? [turnover.definition, turnover.basis, ...(turnover.definition === 'D5' ? [period.to] : [])] : []),
    Object.entries(breakdown).sort(([a], [b]) => (a < b ? -1 : 1)),
    compared.over,
    compared.under,
    yearsBefore,
  ]);

/**
 * Adds to each figure its change since the year before, or since the snapshot it is compared with (`snapshots`), made only from what both show. A hidden figure in
 * either hides the change. `rows` and `results` stand in the same order. Source: project decision. Example: 3 of 12 now and 9 of 40 then is 2.5 points.
 *
 */
export function withChanges(
  rows: readonly CountedRow[],
  results: readonly Result[],
  snapshots?: ComparedSnapshots,
): readonly Result[] {
  const years = rows.map((row, i): Year => ({ row, result: results[i]! }));
  const known = new Map(years.map((y) => [keyOf(y.row, y.row.yearsBefore ?? 0), y]));
  return years.map((now) => {
    const before = known.get(keyOf(now.row, (now.row.yearsBefore ?? 0) + 1));
    if (before && now.row.figure === 'people-added')
      return addedSince(now.result, before.result, breakOf(before.row, now.row) !== undefined);
    const change = before && between(before, now, snapshots);
    return change ? { ...now.result, change } : now.result;
  });
}
