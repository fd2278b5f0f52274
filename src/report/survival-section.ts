import { isNumber } from '../core/outcome.js';
import type { Estimate, Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { numberText, percentNumber, percentText, rangeText } from '../words/report-numbers.js';
import { dateText } from '../words/report-sentences.js';
import { closing, evidenceText, partLines, ratioLines, sizeText } from './cells.js';
import { type Context, eyebrowOf, mainResult, sectionId } from './context.js';
import { generalHeading, generalLead } from './general-section.js';
import { keep, strong, text, word } from './text.js';
import type { Block, Section, TableRow, Text } from './types.js';

/** Whether a result says how long people stay. */
export const isSurvival = ({ indicator }: Result): boolean => indicator === 'turnover.survival';

/** The columns of the short table; what an edition adds is in the data. */
const HORIZONS = ['1-year', '2-years', '5-years', 'median'] as const;

const years = (n: number): string => numberText(n, 1);
const percent = (n: number): string => percentText(percentNumber(n));

/** A share still in post, or a median in years, with its limits; an open upper limit is said to be. */
function estimateLines(estimate: Estimate | undefined, horizon: string): readonly Text[] {
  if (!estimate) return [text(word('not calculable'))];
  const { value, interval } = estimate;
  if (!isNumber(value)) return [text(word(absentWord(value)))];
  const said = horizon === 'median' ? years : percent;
  return [
    text(strong(said(value))),
    ...(interval.status === 'ok' ? [text(keep(`(${rangeText(interval.value[0], interval.value[1], said)})`))] : []),
  ];
}

/** The groups with a curve of their own, in the order in which they are compared; each once. */
function curves(results: readonly Result[]) {
  const found = new Map<string, { readonly dimension: string; readonly group: string; of: Record<string, Estimate> }>();
  for (const r of results) {
    const { horizon } = r.breakdown;
    if (horizon === undefined || !r.estimates || 'kind' in r.breakdown) continue;
    for (const [group, estimate] of Object.entries(r.estimates)) {
      const key = `${r.compared.dimension} ${group}`;
      // The finer groups' White and unknown are those of the coarser one.
      if (/^ethnicity-/.test(r.compared.dimension) && found.has(`ethnicity ${group}`)) continue;
      const own = found.get(key) ?? { dimension: r.compared.dimension, group, of: {} };
      found.set(key, own);
      const known = own.of[horizon];
      if (!known || !isNumber(known.value)) own.of[horizon] = estimate;
    }
  }
  return [...found.values()];
}

function curveTable(context: Context, results: readonly Result[], title: string): readonly Block[] {
  const rows = curves(results).map(
    ({ dimension, group, of }): TableRow => ({
      head: text(`${capital(context.labels.dimension(dimension))}: ${context.labels.group(dimension, group)}`),
      cells: HORIZONS.map((h) => (h === 'median' && !of[h] ? [text(word('in the data'))] : estimateLines(of[h], h))),
    }),
  );
  if (rows.length === 0) return [];
  return [
    context.table({
      shape: 'words',
      caption: `${title}: share still in post, and the years by which half have left, with limits`,
      columns: [
        { label: 'Group', width: 24 },
        ...HORIZONS.map((h) => ({ label: context.labels.heading('horizon', h), numbers: true as const, width: 19 })),
      ],
      rows,
    }),
  ];
}

/** Leaving at equal service: one row for each pair of groups, each kind of leaving, and before and after a date. */
const ratioTable = (context: Context, results: readonly Result[]): Block =>
  context.table({
    shape: 'words',
    caption: 'Leaving rate at equal length of service and in the same staff group, as a ratio',
    columns: [
      { label: 'Which', width: 20 },
      { label: 'Left, of how many', numbers: true, width: 20 },
      { label: 'Compared with', numbers: true, width: 20 },
      { label: 'Ratio', numbers: true, width: 14 },
      { label: 'Size', width: 12 },
      { label: 'Evidence', width: 14 },
    ],
    rows: results
      .filter((r) => r.unit === 'ratio')
      .map((r) => {
        const of = (group: string | undefined): readonly Text[] => {
          const part = r.parts.find((p) => p.group === group);
          return part && group !== undefined
            ? [text(capital(context.group(r, group))), ...partLines(part).slice(0, 1)]
            : [text('')];
        };
        return {
          head: text(context.labels.breakdown(r.breakdown)),
          cells: [of(r.compared.over), of(r.compared.under), ratioLines(r), [sizeText(r)], [evidenceText(r)]],
        };
      }),
  });

/**
 * How long people stay, for a board: the ratio that speaks for it, a short table of each group's 1, 2 and 5-year retention and median with limits, and one of
 * ratios. Differences in points and the shares of each reason after two years are in the data.
 */
export function survivalSection(context: Context, results: readonly Result[]): Section {
  const main = mainResult(results);
  const title = `${context.textOf(main).title}, ${dateText(main.period.to)}`;
  const period = `${dateText(main.period.from)} to ${dateText(main.period.to)}`;
  const figure = context.figure(
    main.indicator,
    title,
    text(
      'The dot is the ratio of leaving rates at equal length of service, the line through it the interval. The solid upright line marks parity, the pale strip the band.',
    ),
  );
  return {
    id: sectionId(main.indicator),
    eyebrow: eyebrowOf(context, main),
    heading: generalHeading(context, [main]),
    blocks: [
      { kind: 'lead', text: generalLead(context, [main]) },
      ...curveTable(context, results, context.textOf(main).title),
      ...(figure ? [figure] : []),
      ratioTable(context, results),
      {
        kind: 'note',
        text: text(
          'Differences in points, the share that left for each reason while the others compete, and the numbers behind every row are in the results as data.',
        ),
      },
      ...closing(context, results, main, period),
    ],
  };
}
