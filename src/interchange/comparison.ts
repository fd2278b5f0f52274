import { type Absent, notSupplied } from '../core/outcome.js';
import type { Change, Part, Released, Result, Run } from '../release/result.js';
import { cell, figureText, outcomeText } from './csv.js';

/** A figure as it was at one of the two snapshots. */
export interface Side {
  readonly edition: string;
  readonly period: Result['period'];
  readonly value: Result['value'];
  readonly interval: Result['interval'];
  readonly reading: Result['reading'];
  readonly parts: readonly Part[];
  readonly unknownShare: Result['unknownShare'];
  readonly working: string;
}

/** One figure then and now, and its change; a side that has no such row says so. */
export interface ComparedFigure {
  readonly indicator: string;
  readonly organisation: string;
  readonly breakdown: Result['breakdown'];
  readonly definition?: string;
  readonly basis?: string;
  readonly unit: Result['unit'];
  readonly compared: Result['compared'];
  readonly before: Side | Absent;
  readonly after: Side | Absent;
  readonly change: Omit<Change, 'from' | 'since'> | Absent;
}

/** Two snapshots side by side. */
export interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly figures: readonly ComparedFigure[];
  readonly issues: Run['issues'];
  readonly choices: Run['choices'];
  readonly policy: string;
  readonly secondary: Run['secondary'];
}

const keyOf = ({ indicator, organisation, breakdown, compared, definition, basis }: Result): string =>
  JSON.stringify([
    indicator,
    organisation,
    Object.entries(breakdown).sort(([a], [b]) => (a < b ? -1 : 1)),
    compared.over,
    compared.under,
    definition,
    basis,
  ]);

const sideOf = ({ edition, period, value, interval, reading, parts, unknownShare, working }: Result): Side => ({
  edition,
  period,
  value,
  interval,
  reading,
  parts,
  unknownShare,
  working,
});

/** Why a figure that stands at both snapshots has no change: what people were added is a change already. */
const untested: Absent = notSupplied('test of change for this kind of figure');

function changeOf(after: Result | undefined, before: Result | undefined, missing: Absent): ComparedFigure['change'] {
  if (!after || !before) return missing;
  if (!after.change) return untested;
  const { from: _, since: __, ...change } = after.change;
  return change;
}

/** A month of leavers stands beside no other month. */
const isMonth = ({ definition }: Result): boolean => definition === 'D5';

/**
 * Every figure of a run with `comparedWith`: as it was, as it is, and its change with its interval and reading, as the gate released them; nothing is worked out
 * here. Figures come in the order of the run, those of the earlier snapshot alone after them. A side without such a row is `not-supplied`.
 * Throws a RangeError for a run in which no two snapshots were compared.
 * Example: 24/2094 over 33/5438 (1.889) before and 21/2226 over 32/5448 (1.606) after is a change of 0.8504 (0.3985 to 1.8146), `change not clear`.
 */
export function comparisonOf(run: Released<Run>): Comparison {
  const { compared, issues, choices, policy, secondary } = run;
  if (!compared) throw new RangeError('no two snapshots were compared in this run');
  const rows = run.results.filter((r) => !isMonth(r));
  const earlier = new Map(rows.flatMap((r) => (r.yearsBefore === undefined ? [] : [[keyOf(r), r] as const])));
  const newest = rows.filter((r) => r.yearsBefore === undefined);
  const known = new Set(newest.map(keyOf));
  const [noneBefore, noneAfter] = [compared.with, compared.snapshot].map((day) => notSupplied(`such a row at ${day}`));
  const figureOf = (of: Result, after: Result | undefined, before: Result | undefined): ComparedFigure => ({
    indicator: of.indicator,
    organisation: of.organisation,
    breakdown: of.breakdown,
    ...(of.definition === undefined ? {} : { definition: of.definition }),
    ...(of.basis === undefined ? {} : { basis: of.basis }),
    unit: of.unit,
    compared: of.compared,
    before: before ? sideOf(before) : noneBefore!,
    after: after ? sideOf(after) : noneAfter!,
    change: changeOf(after, before, after ? noneBefore! : noneAfter!),
  });
  return {
    before: compared.with,
    after: compared.snapshot,
    figures: [
      ...newest.map((r) => figureOf(r, r, earlier.get(keyOf(r)))),
      ...[...earlier].flatMap(([key, r]) => (known.has(key) ? [] : [figureOf(r, undefined, r)])),
    ],
    issues,
    choices,
    policy,
    secondary,
  };
}

/** A comparison as JSON, as the command line prints it and the service answers. */
export const comparisonJson = (run: Released<Run>): string => `${JSON.stringify(comparisonOf(run), null, 2)}\n`;

const columns = [
  'indicator',
  'organisation',
  'breakdown',
  'definition',
  'unit',
  'over',
  'under',
  'before',
  'edition before',
  'from before',
  'to before',
  'value before',
  'low before',
  'high before',
  'evidence before',
  'after',
  'edition after',
  'from after',
  'to after',
  'value after',
  'low after',
  'high after',
  'evidence after',
  'change',
  'change low',
  'change high',
  'change reading',
  'policy',
] as const;

type Cell = string | number;
const limits = (interval: Result['interval']): readonly Cell[] =>
  interval.status === 'ok' ? interval.value : [figureText(interval), figureText(interval)];

function sideCells(day: string, side: Side | Absent): readonly Cell[] {
  if ('status' in side) return [day, ...Array<string>(7).fill(String(figureText(side)))];
  const { edition, period, value, interval, reading } = side;
  return [
    day,
    edition,
    period.from,
    period.to,
    outcomeText(value),
    ...limits(interval),
    'status' in reading ? figureText(reading) : reading.evidence,
  ];
}

function changeCells(change: ComparedFigure['change']): readonly Cell[] {
  if ('status' in change) return Array<string>(4).fill(String(figureText(change)));
  const { value, interval, reading } = change;
  return [
    outcomeText(value),
    ...limits(interval),
    change.break ?? (typeof reading === 'string' ? reading : figureText(reading)),
  ];
}

/** A comparison as CSV (RFC 4180, UTF-8): one line a figure, numbers unrounded, words where there is none. Throws as `comparisonOf`. */
export function comparisonCsv(run: Released<Run>): string {
  const { before, after, figures, policy } = comparisonOf(run);
  const line = (f: ComparedFigure): string =>
    [
      f.indicator,
      f.organisation,
      Object.entries(f.breakdown)
        .map(([k, v]) => `${k}=${v}`)
        .join('; ') || 'whole',
      [f.definition, f.basis].filter((d) => d !== undefined).join(' ') || 'one',
      f.unit,
      f.compared.over,
      f.compared.under ?? 'workforce',
      ...sideCells(before, f.before),
      ...sideCells(after, f.after),
      ...changeCells(f.change),
      policy,
    ]
      .map(cell)
      .join(',');
  return `${[columns.join(','), ...figures.map(line)].join('\r\n')}\r\n`;
}
