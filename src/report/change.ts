import { shownDifference, shownRatio, shownShare } from '../chart/shown.js';
import { roundHalfUp } from '../core/rounding.js';
import type { Result } from '../release/result.js';
import { sinceWords } from '../words/change.js';
import { capital } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { numberText, percentText, pointsNumber, ratioText, signedPoints } from '../words/report-numbers.js';
import { dateText } from '../words/report-sentences.js';
import type { Context } from './context.js';
import { keep, strong, text, word } from './text.js';
import type { Block, Span, Text } from './types.js';

const scoreText = (value: number): string => numberText(roundHalfUp(value, 2), 2);

/** A year's figure as its own section shows it, or the word in its place. */
export function figureSpan(result: Result): Span {
  if (result.value.status !== 'ok') return word(absentWord(result.value));
  switch (result.unit) {
    case 'ratio': {
      const shown = shownRatio(result);
      return shown.status === 'ok' ? keep(ratioText(shown.value)) : word(absentWord(shown));
    }
    case 'share': {
      const shown = shownShare(result);
      if (shown.status === 'not-shown') return word('not shown');
      return shown.status === 'ok' ? keep(percentText(shown.value)) : word(absentWord(shown));
    }
    case 'points': {
      const shown = shownDifference(result);
      if (shown.status === 'not-shown') return word('not shown');
      return shown.status === 'ok' ? keep(`${signedPoints(shown.value)} points`) : word(absentWord(shown));
    }
    case 'score':
      return keep(scoreText(result.value.value));
    default:
      return keep(numberText(result.value.value, 1));
  }
}

const notCompared = word('not compared');

/** The two last days that a change lies between. */
const daysOf = ({ change, period }: Result): Parameters<typeof sinceWords.change>[0] => ({
  since: change?.since ?? '',
  to: period.to,
});

/** What a column of changes is headed: by the first of the results that has one. Example: "Change since 30 September 2023". */
export function changeHead(results: readonly Result[]): string {
  const first = results.find((r) => r.change);
  return first ? sinceWords.change(daysOf(first)) : sinceWords.change({ since: '', to: '' });
}

/** What a column of earlier figures is headed. Example: "Last year", or "30 September 2023" when it is not a year before. */
export function earlierHead(results: readonly Result[]): string {
  const first = results.find((r) => r.change);
  return first ? sinceWords.head(daysOf(first)) : sinceWords.head({ since: '', to: '' });
}

/** "not comparable with last year", or with a day. */
export const notComparableWith = (result: Result): string => sinceWords.broken(daysOf(result));

/** "11.8% last year, +1.0 points; change not clear": last year's figure, or that of the day compared with, the change in points where it has points, and the words for it. */
export function changeText(context: Context, result: Result): Text {
  const { change } = result;
  const before = context.before(result);
  if (!change || !before) return text(notCompared);
  if (!change.comparable) return text(word('not comparable'));
  const last = figureSpan(before);
  const then = ` ${sinceWords.day(daysOf(result))}`;
  if (result.value.status !== 'ok' || before.value.status !== 'ok')
    return before.value.status === 'ok' ? text(last, `${then}; `, word('no change given')) : text(last, then);
  const points =
    result.unit === 'share' &&
    change.value.status === 'ok' &&
    last.style === 'keep' &&
    figureSpan(result).style === 'keep'
      ? `, ${signedPoints(pointsNumber(change.value.value))} points`
      : '';
  return text(last, `${then}${points}; `, typeof change.reading === 'string' ? change.reading : notCompared);
}

/** The change on last year, or since the day compared with, as a sentence of a section, or what keeps the years apart. Nothing when the run holds one year. */
export function changeBlocks(context: Context, result: Result): readonly Block[] {
  const { change } = result;
  if (!change) return [];
  const said = change.comparable
    ? text(
        strong(`${sinceWords.change(daysOf(result))}. `),
        ...changeText(context, result),
        `; since ${dateText(change.since)}.`,
      )
    : text(
        strong(`${capital(notComparableWith(result))}. `),
        change.break ?? 'The series breaks between the two years.',
      );
  return [{ kind: 'note', text: said }, ...trendBlocks(context, result)];
}

/** Three years and more as a chart that runs downwards in time, and as a table with the newest first. */
function trendBlocks(context: Context, result: Result): readonly Block[] {
  const years = context.years(result);
  if (years.length < 3 || !['ratio', 'share', 'points'].includes(result.unit)) return [];
  const figure = years.some((r) => r.value.status === 'ok')
    ? context.figure(
        result.indicator,
        'The same figure in each year, each by its own edition',
        text(
          'Time runs downwards; this year’s dot is filled, earlier ones are open, the line through a dot is its interval. Nothing joins two years that a break in the series keeps apart.',
        ),
        'trend',
      )
    : undefined;
  return [
    ...(figure ? [figure] : []),
    context.table({
      shape: 'words',
      caption: 'Newest year first',
      columns: [
        { label: 'Year to' },
        { label: 'Edition' },
        { label: 'Figure', numbers: true },
        { label: 'Change on the year before' },
      ],
      rows: years.map((r) => ({
        head: text(dateText(r.period.to)),
        cells: [[text(r.edition)], [text(figureSpan(r))], [text(...yearOnYear(r))]],
      })),
    }),
  ];
}

/** "change not clear", or why there is none: a break named in full. */
function yearOnYear({ change }: Result): readonly Span[] {
  if (!change) return [word('no year before')];
  if (!change.comparable) return [word('not comparable'), { text: `: ${change.break ?? 'the series breaks'}` }];
  return [typeof change.reading === 'string' ? { text: change.reading } : word(absentWord(change.reading))];
}

/** Whether any result of a report has a year before it. */
export const hasChanges = (results: readonly Result[]): boolean => results.some((r) => r.change !== undefined);
