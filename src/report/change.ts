import { shownDifference, shownRatio, shownShare } from '../chart/shown.js';
import { roundHalfUp } from '../core/rounding.js';
import type { Result } from '../release/result.js';
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

/** "11.8% last year, +1.0 points; change not clear": last year's figure, the change in points where it has points, and the words for it. */
export function changeText(context: Context, result: Result): Text {
  const { change } = result;
  const before = context.before(result);
  if (!change || !before) return text(notCompared);
  if (!change.comparable) return text(word('not comparable'));
  const last = figureSpan(before);
  if (result.value.status !== 'ok' || before.value.status !== 'ok')
    return before.value.status === 'ok'
      ? text(last, ' last year; ', word('no change given'))
      : text(last, ' last year');
  const points =
    result.unit === 'share' &&
    change.value.status === 'ok' &&
    last.style === 'keep' &&
    figureSpan(result).style === 'keep'
      ? `, ${signedPoints(pointsNumber(change.value.value))} points`
      : '';
  return text(last, ` last year${points}; `, typeof change.reading === 'string' ? change.reading : notCompared);
}

/** The change on last year as a sentence of a section, or what keeps the years apart. Nothing when the run holds one year. */
export function changeBlocks(context: Context, result: Result): readonly Block[] {
  const { change } = result;
  if (!change) return [];
  const said = change.comparable
    ? text(strong('Change on last year. '), ...changeText(context, result), `; since ${dateText(change.since)}.`)
    : text(strong('Not comparable with last year. '), change.break ?? 'The series breaks between the two years.');
  return [{ kind: 'note', text: said }];
}

/** Whether any result of a report has a year before it. */
export const hasChanges = (results: readonly Result[]): boolean => results.some((r) => r.change !== undefined);
