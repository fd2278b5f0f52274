import { type ShareBlock, shareBlocks, shareWord } from '../chart/share-dots.js';
import { partOf, percentBounds, shownDifference, shownRate, shownShare } from '../chart/shown.js';
import type { Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { baseSize, percentText, rangeText, signedPoints } from '../words/report-numbers.js';
import { dateText, listText, plural } from '../words/report-sentences.js';
import { aboveWarning, closing, countSpan, percentSpan } from './cells.js';
import { earlierHead } from './change.js';
import { type Context, eyebrowOf, sectionId } from './context.js';
import { rowNames, type ShareView, shareHeading, shareLead, shareView } from './share-view.js';
import { keep, soft, strong, text, word } from './text.js';
import type { Block, Section, Span, TableBlock, TableRow } from './types.js';

function tableRow(
  label: string,
  r: Result,
  total: boolean,
  whole: Result | undefined,
  groups: readonly string[],
  before?: Result | 'none',
): TableRow {
  const shown = shownShare(r);
  const base = partOf(r, r.compared.over)?.base;
  const bounds = percentBounds(r)?.bounds;
  const difference = shownDifference(r, whole);
  const missing = word(shareWord(r) === '' ? 'not shown' : shareWord(r));
  return {
    head: text(label, ...(typeof base === 'number' && baseSize(base) === 'small' ? [' ', soft('small base')] : [])),
    cells: [
      ...groups.map((g) => [text(countSpan(partOf(r, g)?.n))]),
      [text(countSpan(base))],
      ...(before === undefined
        ? [
            [text(percentSpan(shown, 'staff'))],
            [text(shown.status === 'ok' && bounds ? keep(rangeText(bounds[0], bounds[1], percentText)) : missing)],
          ]
        : [
            [
              text(percentSpan(shown, 'staff')),
              ...(shown.status === 'ok' && bounds
                ? [text(keep(`(${rangeText(bounds[0], bounds[1], percentText)})`))]
                : []),
            ],
            [text(lastYear(r, before))],
          ]),
      [
        text(
          difference.status === 'ok'
            ? keep(signedPoints(difference.value))
            : word(difference.status === 'not-shown' ? 'not shown' : absentWord(difference, 'staff')),
        ),
      ],
    ],
    ...(total ? { total: true as const } : {}),
  };
}

/** Last year's share, or the word in its place: a break in the series, or no such row then. */
function lastYear(result: Result, before: Result | 'none'): Span {
  if (result.change?.comparable === false) return word('not comparable');
  return before === 'none' ? word('no such row') : percentSpan(shownShare(before), 'staff');
}

/** The words under the tables: what hidden, small and empty rows mean, and where the share of unknown is above the warning. */
function notes(context: Context, view: ShareView): readonly Block[] {
  const of = (w: string): readonly string[] => view.rows.filter((r) => shareWord(r.result) === w).map((r) => r.name);
  const suppressed = of('suppressed');
  const few = of('not shown');
  const warned = view.rows.flatMap((r) => {
    const rate = shownRate(partOf(r.result, 'unknown'));
    return rate.status === 'ok' && aboveWarning(context, r.result) ? [`${r.name} (${percentText(rate.value)})`] : [];
  });
  const unmapped = view.rows.filter((r) => Object.values(r.result.breakdown).includes('unmapped'));
  return [
    ...(suppressed.length === 0
      ? []
      : [
          {
            kind: 'note' as const,
            text: text(
              strong('Suppressed. '),
              `Figures of ${suppressed.length > 6 ? `${suppressed.length} of ${view.rows.length} rows` : listText(suppressed)} are hidden because a small count, or a count that would reveal one, is among them. Suppressed is not zero.`,
            ),
          },
        ]),
    ...(few.length === 0
      ? []
      : [
          {
            kind: 'note' as const,
            text: text(
              strong('Not shown. '),
              `${capital(listText(few))} ${plural(few.length, 'has', 'have')} fewer than 20 people, so no percentage is given. 20 to 29 people are marked as a small base.`,
            ),
          },
        ]),
    ...(warned.length === 0
      ? []
      : [
          {
            kind: 'note' as const,
            text: text(
              strong('Unknown. '),
              `The unknown share is above the warning in ${warned.length > 6 ? `${warned.length} of ${view.rows.length} rows` : listText(warned)}.`,
            ),
          },
        ]),
    ...(unmapped.length === 0
      ? []
      : [
          {
            kind: 'note' as const,
            text: text(
              strong('Not placed. '),
              'People whose pay band or block is on no list are in rows of their own, so that every table adds up.',
            ),
          },
        ]),
  ];
}

/** Widths of the columns of every block's table, in per cent of 680 px: "suppressed" fits in each, and sibling tables line up. */
const WIDTHS = { label: 20, group: 10.8, all: 10.8, share: 10.8, interval: 15.2, points: 10.8 } as const;

/** The same with last year's share; the interval stands below the share. */
const WIDTHS_OF_TWO = { label: 19.2, group: 10.8, all: 10.8, share: 16, last: 10.8, points: 10.8 } as const;

/** What the rows of a table are: the key that tells them apart. */
function firstColumn(rows: readonly Result[]): string {
  const keys = new Set(rows.flatMap((r) => Object.keys(r.breakdown)).filter((key) => key !== 'block'));
  const [key = 'row'] = keys;
  if (keys.size > 1) return keys.has('band') ? 'Cluster or pay band' : keys.has('grade') ? 'Cluster or grade' : 'Row';
  return key === 'band' ? 'Pay band' : capital(key.replaceAll('-', ' '));
}

/** One block's table. Rows with nobody in them are named in the caption. */
function blockTable(
  context: Context,
  block: ShareBlock,
  main: Result,
  whole: Result | undefined,
  groups: readonly string[],
  level: number | undefined,
): TableBlock {
  const empty = (r: Result): boolean => partOf(r, r.compared.over)?.base === 0;
  const rows = block.rows.filter((r) => !empty(r.result));
  const nobody = block.rows
    .filter((r) => empty(r.result))
    .map((r) => r.label.replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase()));
  const fixed = groups.length === 3;
  const two = block.rows.some((r) => r.result.change !== undefined);
  const interval = `${Number(((level ?? 0) * 100).toFixed(1))}% interval`;
  const column = (label: string, width: number, numbers = true) => ({
    label,
    ...(numbers ? { numbers: true as const } : {}),
    ...(fixed ? { width } : {}),
  });
  const name = block.block === '' ? 'All staff' : capital(context.labels.group('block', block.block));
  return context.table({
    shape: 'numbers',
    caption: `${name}, ${dateText(main.period.to)}.${nobody.length === 0 ? '' : ` No staff: ${listText(nobody)}.`}`,
    columns: [
      column(firstColumn(rows.map((r) => r.result)), (two ? WIDTHS_OF_TWO : WIDTHS).label, false),
      ...groups.map((g) => column(capital(context.group(main, g)), WIDTHS.group)),
      column('All', WIDTHS.all),
      ...(two
        ? [
            column(
              `${capital(context.group(main, main.compared.over))} share${level === undefined ? '' : ` (${interval})`}`,
              WIDTHS_OF_TWO.share,
            ),
            column(earlierHead(block.rows.map((r) => r.result)), WIDTHS_OF_TWO.last),
          ]
        : [
            column(`${capital(context.group(main, main.compared.over))} share`, WIDTHS.share),
            column(level === undefined ? 'Interval' : interval, WIDTHS.interval),
          ]),
      column('Points from workforce', WIDTHS.points),
    ],
    rows: rows.map((r) =>
      tableRow(r.label, r.result, r.total, whole, groups, two ? (context.before(r.result) ?? 'none') : undefined),
    ),
  });
}

/** The section of a table of shares: finding, sentence with counts, chart, one table a block, what the words mean, questions, definition. */
export function shareSection(context: Context, results: readonly Result[]): Section {
  const view = shareView(context, results);
  const { whole, blocks } = shareBlocks(results, context.labels);
  const main = whole ?? results[0]!;
  const { over } = main.compared;
  const group = capital(view.group);
  const wholeShare = whole && shownShare(whole);
  const against =
    wholeShare?.status === 'ok' ? `, against the workforce share of ${percentText(wholeShare.value)}` : '';
  const figure =
    view.shown === 0
      ? undefined
      : context.figure(
          main.indicator,
          `${group} share of each row with its interval${against}`,
          text(
            `The dot is the ${view.group} share, the line its interval, the diamond the unknown share. The dashed line is the ${view.group} share of the whole workforce. An open dot is a small base, 20 to 29 people. Words replace a share that is hidden or does not exist.`,
          ),
        );
  const groups = [...main.parts.map((p) => p.group)].sort(
    (a, b) => Number(a === 'unknown') - Number(b === 'unknown') || Number(a === over) - Number(b === over),
  );
  const level = results.map((r) => percentBounds(r)?.level).find((l) => l !== undefined);
  const tables = blocks.map((b) => blockTable(context, b, main, whole, groups, level));
  const clearly = (rows: ShareView['below'], side: string): string =>
    rows.length === 0 ? '' : `Clearly ${side} the workforce share: ${rowNames(view, rows)}. `;
  return {
    id: sectionId(main.indicator),
    eyebrow: eyebrowOf(context, main),
    heading: shareHeading(view),
    blocks: [
      { kind: 'lead', text: shareLead(context, view) },
      ...(figure ? [figure] : []),
      ...(view.below.length + view.above.length === 0
        ? []
        : [
            {
              kind: 'note' as const,
              text: text(
                strong('Size and evidence. '),
                `${clearly(view.below, 'below')}${clearly(view.above, 'above')}In every other row with a share there is no clear difference, or there are too few people to judge; that is not proof of equality.`,
              ),
            },
          ]),
      ...tables,
      ...notes(context, view),
      {
        kind: 'note',
        text: text('Unknown is in every denominator. Shares and differences are worked from counts and rounded last.'),
      },
      ...closing(context, results, main, `staff in post at ${dateText(main.period.to)}`),
    ],
  };
}
