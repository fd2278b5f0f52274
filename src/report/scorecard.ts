import { chartKind } from '../chart/index.js';
import { partOf, ratioBounds, shownDifference, shownRatio, shownShare } from '../chart/shown.js';
import type { Result } from '../release/result.js';
import { bandWords } from '../words/bands.js';
import { absentWord } from '../words/report-absence.js';
import { indicatorBeside } from '../words/report-indicators.js';
import { peopleNumber, peopleText, percentText, rangeText, ratioText, signedPoints } from '../words/report-numbers.js';
import { dateText, evidenceSymbol, plural, smallNumber } from '../words/report-sentences.js';
import { type BandsView, bandsTotal, bandsView, speaks } from './bands.js';
import { boardHeading, boardSummary } from './board-section.js';
import { aboveWarning, evidenceText, shownUnknown, sizeText, unknownPhrase } from './cells.js';
import { changeHead, changeText, hasChanges } from './change.js';
import { type Context, mainResult } from './context.js';
import { generalHeading, generalLead, valueText } from './general-section.js';
import { ratioHeading, ratioSummary } from './ratio-section.js';
import { shareHeading, shareSummary, shareView } from './share-view.js';
import { keep, strong, symbol, text, word } from './text.js';
import type { Section, TableRow, Text } from './types.js';

/** The finding of an indicator in ten words or fewer: the same words head its section and stand in its scorecard row. */
export function finding(context: Context, results: readonly Result[]): string {
  const main = mainResult(results);
  const kind = chartKind(main);
  if (kind === 'share-dots') return shareHeading(shareView(context, results));
  if (kind === 'ratio-dots') return ratioHeading(context, main);
  return kind === 'board-dots' ? boardHeading(context, main) : generalHeading(context, results);
}

export function summary(context: Context, results: readonly Result[]): Text {
  const main = mainResult(results);
  const kind = chartKind(main);
  if (kind === 'share-dots') return shareSummary(context, shareView(context, results));
  if (kind === 'ratio-dots') return ratioSummary(context, main);
  return kind === 'board-dots'
    ? boardSummary(context, main)
    : text(`${context.textOf(main).title}: `, ...generalLead(context, results));
}

function thisYear(context: Context, main: Result, bands: BandsView | undefined): readonly Text[] {
  if (speaks(bands))
    return [
      text(
        strong(peopleText(peopleNumber(Math.abs(bandsTotal(bands))))),
        ` ${plural(Math.abs(bandsTotal(bands)), 'person', 'people')} ${bands.kind === 'gaps' ? bandWords.thisYear.gaps : bandWords.thisYear.added(bands.since, bands.to)}`,
      ),
    ];
  const kind = chartKind(main);
  const group = context.group(main, main.compared.over);
  if (kind === 'ratio-dots') {
    const shown = shownRatio(main);
    if (shown.status !== 'ok') return [text(word(absentWord(shown)))];
    const bounds = ratioBounds(main)?.bounds;
    return [
      text(
        strong(ratioText(shown.value)),
        ...(bounds ? [' ', keep(`(${rangeText(bounds[0], bounds[1], ratioText)})`)] : []),
      ),
      text(`${group} over ${context.group(main, main.compared.under ?? '')}`),
    ];
  }
  if (kind === 'share-dots') {
    const shown = shownShare(main);
    const of = context.textOf(main).words?.people ?? 'staff';
    return shown.status === 'ok'
      ? [text(strong(percentText(shown.value))), text(of === 'staff' ? 'of the workforce' : `of all ${of}`)]
      : [text(word(shown.status === 'not-shown' ? 'not shown' : absentWord(shown)))];
  }
  if (kind === 'board-dots') {
    const shown = shownDifference(main);
    const part = partOf(main, main.compared.over, 'board');
    return [
      text(
        shown.status === 'ok'
          ? strong(`${signedPoints(shown.value)} points`)
          : word(shown.status === 'not-shown' ? 'not shown' : absentWord(shown)),
      ),
      ...(part && typeof part.n === 'number' && typeof part.base === 'number'
        ? [text(`${peopleText(peopleNumber(part.n))} of ${peopleText(peopleNumber(part.base))} members`)]
        : []),
    ];
  }
  const value = valueText(main);
  return [text(value === undefined ? word(absentWord(main.value as never)) : strong(value))];
}

function row(context: Context, results: readonly Result[], changes: boolean): TableRow {
  const main = mainResult(results);
  const table = chartKind(main) === 'share-dots' ? shareView(context, results) : undefined;
  const bands = bandsView(context, results);
  const clear = table ? table.below.length + table.above.length : 0;
  const unknown = shownUnknown(main);
  const hidden = results.filter((r) => r.value.status === 'suppressed').length;
  const warning = aboveWarning(context, main);
  const unverified = new Set(results.flatMap((r) => r.unverified)).size;
  const remarks = [
    unknown.status === 'ok'
      ? `Unknown ${percentText(unknown.value)}${warning ? ', above the warning' : ''}`
      : warning
        ? `Unknown ${unknownPhrase(main)}, above the warning`
        : '',
    hidden > 0 ? `${hidden} ${plural(hidden, 'figure', 'figures')} suppressed` : '',
    unverified > 0 ? `${unverified} unverified ${plural(unverified, 'setting', 'settings')}` : '',
  ].filter((r) => r !== '');
  return {
    head: text(strong(indicatorBeside(main.indicator)), ` ${context.textOf(main).title}`),
    cells: [
      [text(strong(finding(context, results)))],
      thisYear(context, main, bands),
      table
        ? [
            text(
              table.shown === 0
                ? word('not shown')
                : `${table.below.length} of ${table.shown} rows clearly below the workforce, ${table.above.length} above`,
            ),
          ]
        : [
            speaks(bands)
              ? text(bands.kind === 'gaps' ? bandWords.size(bands.short.length, bands.shown.length) : '')
              : sizeText(main),
          ],
      table
        ? [
            table.shown === 0
              ? text(word('not shown'))
              : clear > 0
                ? text(
                    symbol(evidenceSymbol('difference shown')),
                    ' ',
                    `difference shown in ${clear} of ${table.shown} rows`,
                  )
                : text(symbol(`${evidenceSymbol('no clear difference')}\u00a0`), keep('no clear difference')),
          ]
        : [
            speaks(bands) && bands.clear > 0
              ? text(symbol(evidenceSymbol('difference shown')), ' ', bandWords.bands(bands.clear, bands.shown.length))
              : evidenceText(main),
          ],
      ...(changes ? [[speaks(bands) ? text(bandWords.inSection) : changeText(context, main)]] : []),
      [
        text(
          strong(warning || hidden > 0 ? 'Caution. ' : 'Note. '),
          remarks.length === 0 ? 'Nothing to add' : remarks.join('; '),
        ),
      ],
    ],
  };
}

const COLUMNS = [
  { label: 'Indicator', width: 15 },
  { label: 'Finding', width: 19 },
  { label: 'This year', width: 15 },
  { label: 'Size', width: 15 },
  { label: 'Evidence', width: 17 },
  { label: 'Data quality', width: 19 },
] as const;

/** The same with the change on last year or since the day compared with, where the run holds an earlier year. */
const columnsWithChange = (change: string) => [
  { label: 'Indicator', width: 13 },
  { label: 'Finding', width: 17 },
  { label: 'This year', width: 13 },
  { label: 'Size', width: 13 },
  { label: 'Evidence', width: 15 },
  { label: change, width: 13 },
  { label: 'Data quality', width: 16 },
];

export const showsDifference = (context: Context, results: readonly Result[]): boolean => {
  const main = mainResult(results);
  if (chartKind(main) === 'share-dots') {
    const view = shareView(context, results);
    return view.below.length + view.above.length > 0;
  }
  const bands = bandsView(context, results);
  if (speaks(bands)) return bands.clear > 0;
  return 'evidence' in main.reading && main.reading.evidence === 'difference shown';
};

/** An indicator of more rows has them in its own section; here they would hide the others. */
const MOST_ROWS = 8;

/** All indicators in one table: finding, figure, size and evidence apart, and how far the data can be trusted. */
export function scorecard(context: Context): Section {
  const all = [...context.byIndicator.values()];
  const shown = all.filter((r) => showsDifference(context, r)).length;
  const last =
    all
      .map((r) => mainResult(r).period.to)
      .sort()
      .pop() ?? '';
  const ratios = all
    .filter((r) => chartKind(mainResult(r)) === 'ratio-dots' && r.length <= MOST_ROWS)
    .map((r) => mainResult(r).indicator);
  const changes = hasChanges(all.flat());
  const table = context.table({
    shape: 'words',
    caption: `Indicators at ${dateText(last)}. Brackets hold 95% intervals.`,
    columns: changes ? columnsWithChange(changeHead(all.flat())) : COLUMNS,
    rows: all.map((results) => row(context, results, changes)),
  });
  const figure =
    ratios.length < 2
      ? undefined
      : context.figure(
          ratios,
          'The relative likelihoods on one scale, with their intervals',
          text(
            'Each dot is a ratio, the line through it the interval. The solid upright line marks equal likelihood and the pale strip the band. The scale is logarithmic, so 0.5 and 2 lie equally far from 1.',
          ),
        );
  return {
    id: 'scorecard',
    eyebrow: 'Scorecard',
    heading: `A difference is shown on ${shown === 0 ? 'none' : smallNumber(shown)} of ${smallNumber(all.length)} ${plural(all.length, 'indicator', 'indicators')}`,
    full: true,
    blocks: [
      table,
      {
        kind: 'note',
        text: text(
          strong('Two statements, never one colour. '),
          strong('Size'),
          ' says how large the gap is: for a ratio, whether it is below, within or above the band. ',
          strong('Evidence'),
          ' says whether chance could explain it. No clear difference is not proof of equality. No national figures are shown.',
          changes
            ? ' A change is judged on the difference between the years; most staff are in both, so it is approximate. Change not clear is not proof that nothing changed.'
            : '',
          context.labels.mapping === '' ? '' : ` ${context.labels.mapping}`,
        ),
      },
      ...(figure ? [figure] : []),
    ],
  };
}
