import { chartKind, chartSpec } from '../chart/index.js';
import { standardOf } from '../core/ids.js';
import type { Released, Result, Run } from '../release/result.js';
import { type Labels, labels } from '../words/labels.js';
import { type IndicatorText, indicatorBeside, indicatorText } from '../words/report-indicators.js';
import { dateText } from '../words/report-sentences.js';
import { standardPlace } from '../words/standards.js';
import type { FigureBlock, ReportOptions, TableBlock, Text } from './types.js';

/** All that the sections need: the results of one organisation by indicator, the words, and the numbering of figures and tables. */
export interface Context {
  readonly run: Released<Run>;
  readonly options: ReportOptions;
  readonly labels: Labels;
  readonly organisation: string;
  /** The standards in the order a board reads them, each one's indicators in the order of the run. */
  readonly byIndicator: ReadonlyMap<string, readonly Result[]>;
  /** The results of indicators that nothing was supplied for; they have no section of their own. */
  readonly missing: readonly (readonly Result[])[];
  /** The same figure of the year before the newest. */
  readonly before: (result: Result) => Result | undefined;
  readonly textOf: (result: Result) => IndicatorText & { readonly questions: readonly string[] };
  readonly group: (result: Result, id: string) => string;
  readonly table: (table: Omit<TableBlock, 'kind' | 'id' | 'name'>) => TableBlock;
  readonly figure: (
    indicator: string | readonly string[],
    caption: string,
    howToRead: Text,
    kind?: 'trend' | 'monthly',
  ) => FigureBlock | undefined;
  /** The same figure in every year of the run, newest first. */
  readonly years: (result: Result) => readonly Result[];
}

const keyOf = ({ indicator, breakdown, compared }: Result): string =>
  JSON.stringify([indicator, Object.entries(breakdown).sort(), compared.over, compared.under]);

const nothingSupplied = (results: readonly Result[]): boolean =>
  results.every(
    ({ value, parts }) =>
      value.status === 'not-supplied' && parts.every((p) => typeof p.n !== 'number' && p.n.status === 'not-supplied'),
  );

export const UNKNOWN_WARNING = 0.05;

/** One organisation's results of a run of several, each as it would stand alone: what it is of needs no key in the breakdown. */
function ofOne(run: Released<Run>, organisation: string): Released<Run> {
  if (!run.results.some((r) => 'organisation' in r.breakdown)) return run;
  const results = run.results.flatMap((r): Result[] => {
    const { organisation: own, ...breakdown } = r.breakdown;
    return own === undefined || r.organisation !== organisation ? [] : [{ ...r, breakdown }];
  });
  return { ...run, results };
}

/** Throws a RangeError when the run holds several organisations and none is named. */
export function makeContext(all: Released<Run>, options: ReportOptions): Context {
  const organisations = [...new Set(all.results.map((r) => r.organisation))];
  if (options.organisation === undefined && organisations.length > 1)
    throw new RangeError(`name one organisation to report on: ${organisations.slice(0, 10).join(', ')}`);
  const organisation = options.organisation ?? organisations[0] ?? '';
  const run = options.organisation === undefined ? all : ofOne(all, organisation);
  const words = labels(options.wording, options.ownLabels);
  const found = new Map<string, Result[]>();
  for (const result of run.results) {
    if (result.organisation !== organisation || result.yearsBefore !== undefined) continue;
    found.set(result.indicator, [...(found.get(result.indicator) ?? []), result]);
  }
  const place = (id: string): number => standardPlace(standardOf(id));
  const ordered = [...found].sort(([a], [b]) => place(a) - place(b));
  const byIndicator = new Map(ordered.filter(([, results]) => !nothingSupplied(results)));
  const earlier = new Map(
    run.results.flatMap((r) =>
      r.yearsBefore === 1 && r.organisation === organisation ? [[keyOf(r), r] as const] : [],
    ),
  );
  let tables = 0;
  let figures = 0;
  return {
    run,
    options,
    labels: words,
    organisation,
    byIndicator,
    missing: ordered.map(([, results]) => results).filter(nothingSupplied),
    years: (r) =>
      run.results
        .filter((other) => other.organisation === organisation && keyOf(other) === keyOf(r))
        .sort((a, b) => (a.yearsBefore ?? 0) - (b.yearsBefore ?? 0)),
    before: (r) => earlier.get(keyOf(r)),
    textOf: (r) => {
      const known = indicatorText(r.indicator, r.unit, options.indicators?.[r.indicator]);
      return {
        ...known,
        title: words.reword(known.title),
        questions: known.questions.map(words.reword),
        ...(known.definition === undefined ? {} : { definition: words.reword(known.definition) }),
      };
    },
    group: (r, id) => words.group(r.compared.dimension, id),
    table: (table) => {
      tables += 1;
      return { kind: 'table', id: `table-${tables}`, name: `Table ${tables}.`, ...table };
    },
    figure: (indicator, caption, howToRead, kind) => {
      const first = byIndicator.get(typeof indicator === 'string' ? indicator : (indicator[0] ?? ''))?.[0];
      if (first === undefined || (kind !== 'monthly' && chartKind(first) === undefined)) return undefined;
      figures += 1;
      const draw = (width: 'wide' | 'narrow') =>
        chartSpec(run, {
          indicator,
          width,
          labels: words,
          organisation,
          ...(kind ? { [kind]: true as const } : {}),
          ...(options.band ? { band: options.band } : {}),
          ...(options.indicators ? { indicators: options.indicators } : {}),
        });
      return {
        kind: 'figure',
        id: `figure-${figures}`,
        name: `Figure ${figures}.`,
        caption,
        wide: draw('wide'),
        narrow: draw('narrow'),
        howToRead,
      };
    },
  };
}

/** The result that speaks for an indicator: the whole, else all members, else the first. */
export const mainResult = (results: readonly Result[]): Result =>
  results.find((r) => Object.keys(r.breakdown).length === 0) ??
  results.find((r) => r.breakdown.part === 'total' && Object.keys(r.breakdown).length === 1) ??
  results[0]!;

/** "In the year to 31 March 2025", or both ends when the period is no year. */
export function periodText({ period }: Result): string {
  const years = Number(period.to.slice(0, 4)) - Number(period.from.slice(0, 4));
  const next = new Date(Date.parse(period.to) + 86_400_000).toISOString().slice(5, 10);
  return years === 1 && period.from.slice(5) === next
    ? `In the year to ${dateText(period.to)}`
    : `From ${dateText(period.from)} to ${dateText(period.to)}`;
}

export const eyebrowOf = (context: Context, result: Result): string =>
  `${indicatorBeside(result.indicator)} · ${context.textOf(result).title}`;

export const sectionId = (indicator: string): string => indicator.replace(/[^a-z0-9]+/gi, '-');

/** Whether a result sets the survey beside the record. */
export const isDeclaration = (result: Result): boolean =>
  result.unit === 'points' &&
  result.source === undefined &&
  !result.parts.some((p) => p.of === 'board') &&
  result.parts.some((p) => p.of === 'workforce');
