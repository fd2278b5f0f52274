import { partOf, ratioBounds, type ShownPercent, shownRate, shownRatio } from '../chart/shown.js';
import type { Absent, Figure } from '../core/outcome.js';
import type { Part, Result } from '../release/result.js';
import { absentWord } from '../words/report-absence.js';
import { settingName, unverifiedSentence } from '../words/report-method.js';
import { peopleNumber, peopleText, percentText, rangeText, ratioText } from '../words/report-numbers.js';
import { evidenceSymbol } from '../words/report-sentences.js';
import { benchmarkBlocks } from './benchmarks-block.js';
import { changeBlocks } from './change.js';
import { type Context, UNKNOWN_WARNING } from './context.js';
import { peerBlocks } from './peers-block.js';
import { keep, soft, strong, symbol, text, word } from './text.js';
import type { Block, Span, Text } from './types.js';

/** A number of people, or the word for its absence. */
export const countSpan = (n: Figure | undefined, people?: string): Span =>
  typeof n === 'number' ? keep(peopleText(peopleNumber(n))) : word(n ? absentWord(n, people) : 'not supplied');

/** A percentage, "not shown", or the word for its absence. */
export const percentSpan = (shown: ShownPercent, people?: string): Span =>
  shown.status === 'ok'
    ? keep(percentText(shown.value))
    : word(shown.status === 'not-shown' ? 'not shown' : absentWord(shown, people));

/** "21 of 2,226" and, on the next line, "(0.9%)": count, base, then rate. A survey rate without a count is "26.4%" and "of 812". */
export function partLines(part: Part | undefined): readonly Text[] {
  if (part === undefined) return [text(word('not supplied'))];
  const shown = shownRate(part);
  const base = typeof part.base === 'number' ? ` of ${peopleText(peopleNumber(part.base))}` : '';
  if (typeof part.n !== 'number')
    return shown.status === 'ok'
      ? [text(keep(percentText(shown.value))), text(base === '' ? '' : keep(base.trim()))]
      : [text(word(absentWord(part.n))), ...(base === '' ? [] : [text(keep(base.trim()))])];
  const count = text(keep(`${peopleText(peopleNumber(part.n))}${base}`));
  return shown.status === 'ok'
    ? [count, text(keep(`(${percentText(shown.value)})`), ...(shown.small ? [' ', soft('small base')] : []))]
    : [count];
}

/** The same in a sentence: "21 of 2,226 BME staff (0.9%)", or "a suppressed number of 66 BME staff". */
export function partPhrase(part: Part | undefined, who: string): string {
  if (part === undefined) return `an unknown number of ${who}`;
  const shown = shownRate(part);
  const rate = shown.status === 'ok' ? ` (${percentText(shown.value)}${shown.small ? ', small base' : ''})` : '';
  const base = typeof part.base === 'number' ? `${peopleText(peopleNumber(part.base))} ` : '';
  return typeof part.n === 'number'
    ? `${peopleText(peopleNumber(part.n))} of ${base}${who}${rate}`
    : part.n.status === 'suppressed'
      ? `a suppressed number of ${base}${who}`
      : `an unknown number of ${base}${who}${rate}`;
}

/** A ratio and its interval on two lines, or the word for its absence. */
export function ratioLines(result: Result): readonly Text[] {
  const shown = shownRatio(result);
  if (shown.status !== 'ok') return [text(word(absentWord(shown)))];
  const bounds = ratioBounds(result)?.bounds;
  return [
    text(strong(ratioText(shown.value))),
    ...(bounds ? [text(keep(`(${rangeText(bounds[0], bounds[1], ratioText)})`))] : []),
  ];
}

/** Size and evidence are two cells, in fixed words; a symbol stands beside the evidence and is never needed. */
export const sizeText = (result: Result): Text =>
  'size' in result.reading
    ? text(result.reading.size.replace(/ to /g, '\u00a0to\u00a0'))
    : text(word(absentReading(result.reading)));

export const evidenceText = (result: Result): Text =>
  'evidence' in result.reading
    ? text(symbol(`${evidenceSymbol(result.reading.evidence)}\u00a0`), keep(result.reading.evidence))
    : text(word(absentReading(result.reading)));

const absentReading = (absent: Absent): string => (absent.status === 'undefined' ? 'not calculable' : 'not shown');

/** Whether each group has a base of its own: the groups of a ratio and of a survey question. */
const basesApart = (result: Result): boolean => result.unit === 'ratio' || result.source === 'survey';

/** Which side of a result its unknown share is of: the board, or the record beside a survey. */
const unknownSide = (result: Result): 'board' | 'workforce' | undefined =>
  (['board', 'workforce'] as const).find((of) => result.parts.some((p) => p.of === of));

/** "292 of 7,966 (3.7%)" of a result whose unknown share is known, else the word. */
export function unknownPhrase(result: Result): string {
  const part = partOf(result, 'unknown', unknownSide(result));
  const own = partOf(result, result.compared.over, unknownSide(result));
  if (typeof result.unknownShare !== 'number') return absentWord(result.unknownShare);
  if (basesApart(result) && part && typeof part.base === 'number')
    return `${peopleText(peopleNumber(part.base))} people`;
  return part && typeof part.n === 'number' && own && typeof own.base === 'number'
    ? `${peopleText(peopleNumber(part.n))} of ${peopleText(peopleNumber(own.base))}`
    : 'not supplied';
}

/** Everybody a result describes: the base of a row, or of all the groups together where each has its own. */
export function everybody(result: Result): Figure | undefined {
  if (!basesApart(result)) return partOf(result, result.compared.over, unknownSide(result))?.base;
  return result.parts.reduce<Figure>(
    (sum, p) =>
      typeof sum === 'number' && typeof p.base === 'number' ? sum + p.base : typeof sum === 'number' ? p.base : sum,
    0,
  );
}

/** The unknown share as people see it: a percentage on 20 people or more. */
export function shownUnknown(result: Result): ShownPercent {
  const all = everybody(result);
  if (typeof result.unknownShare !== 'number') return result.unknownShare;
  if (typeof all !== 'number') return { status: 'not-shown' };
  const part = partOf(result, 'unknown', unknownSide(result));
  const n = basesApart(result) ? part?.base : part?.n;
  return shownRate({
    group: 'unknown',
    n: n ?? { status: 'not-supplied', what: 'unknown' },
    base: all,
    rate: result.unknownShare,
  });
}

export const aboveWarning = (context: Context, result: Result): boolean =>
  typeof result.unknownShare === 'number' && result.unknownShare > (context.options.unknownWarning ?? UNKNOWN_WARNING);

/** The values behind some results that are not verified, in words, once each. */
export const unverifiedSettings = (context: Context, results: readonly Result[]): readonly string[] => [
  ...new Set(
    [...new Set(results.flatMap((r) => r.unverified))].map(
      (name) => context.options.unverified?.[name] ?? settingName(name),
    ),
  ),
];

/** Questions, and the facts of definition, period, source, unknown and unverified, at the end of every indicator. */
export function closing(context: Context, results: readonly Result[], main: Result, period: string): readonly Block[] {
  const words = context.textOf(main);
  const settings = unverifiedSettings(context, results);
  const source = words.source;
  const unknown = shownUnknown(main);
  return [
    ...changeBlocks(context, main),
    ...benchmarkBlocks(context, main),
    ...peerBlocks(main),
    { kind: 'heading', text: 'Questions for the board' },
    { kind: 'list', ordered: false, items: words.questions.map((q) => text(q)) },
    {
      kind: 'facts',
      items: [
        ...(words.definition === undefined ? [] : [{ label: 'Definition', text: text(words.definition) }]),
        { label: 'Edition and period', text: text(`Edition ${main.edition}; ${period}`) },
        ...(source === undefined
          ? []
          : [
              {
                label: 'Source',
                text: text(
                  { text: source.title, ...(source.href ? { href: source.href } : {}) },
                  source.clause ? `, ${source.clause}` : '',
                ),
              },
            ]),
        {
          label: 'Unknown',
          text: text(
            `${unknownPhrase(main)}${unknown.status === 'ok' ? ` (${percentText(unknown.value)})` : ''}; ${main.unit === 'ratio' ? 'outside the ratio' : 'in every denominator'}`,
          ),
        },
        ...(settings.length === 0 ? [] : [{ label: 'Unverified', text: text(unverifiedSentence(settings)) }]),
      ],
    },
  ];
}
