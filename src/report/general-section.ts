import { roundHalfUp } from '../core/rounding.js';
import type { Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { absentSentence, absentWord } from '../words/report-absence.js';
import { ABSENT_FINDING, firstShort, ratioFinding } from '../words/report-findings.js';
import {
  numberText,
  percentNumber,
  percentText,
  pointsNumber,
  ratioNumber,
  ratioText,
  signedPoints,
} from '../words/report-numbers.js';
import { dateText, groupOf } from '../words/report-sentences.js';
import { bandsHeading, bandsLead, bandsView, speaks } from './bands.js';
import { closing, evidenceText, partLines, sizeText } from './cells.js';
import { type Context, eyebrowOf, mainResult, sectionId } from './context.js';
import { leverBlocks } from './levers-block.js';
import { keep, text, word } from './text.js';
import type { Block, Section, Span, Text } from './types.js';

/** A difference of scores with its sign, to two places. */
export const scoreText = (value: number): string => {
  const text = numberText(roundHalfUp(value, 2), 2);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
};

/** A result's value in its own unit: the unit decides the form, so that a ratio never takes a per cent sign. */
export function valueText(result: Result): string | undefined {
  if (result.value.status !== 'ok') return undefined;
  const { value } = result.value;
  switch (result.unit) {
    case 'ratio':
      return ratioText(ratioNumber(value));
    case 'share':
    case 'rate':
      return percentText(percentNumber(value));
    case 'points':
      return `${signedPoints(pointsNumber(value))} points`;
    case 'score':
      return scoreText(value);
    case 'yes-no':
      return value === 1 ? 'Yes' : 'No';
    case 'years':
      return numberText(value, 1);
    case 'pounds':
      return `£${numberText(value, 0)}`;
    case 'people':
    case 'organisations':
      return numberText(Math.round(value * 2) / 2, Number.isInteger(value) ? 0 : 1);
  }
}

const valueSpan = (result: Result): Span => {
  const value = valueText(result);
  return value === undefined ? word(absentWord(result.value as never)) : keep(value);
};

/** "Band 8a: " where the result that speaks for an indicator is one of its rows. */
const rowBefore = (context: Context, { breakdown }: Result): string =>
  Object.keys(breakdown).length === 0 ? '' : `${context.labels.breakdown(breakdown)}: `;

/** The finding of an indicator: of its senior bands together where it has such, else of the result that speaks for it. */
export function generalHeading(context: Context, results: readonly Result[]): string {
  const result = mainResult(results);
  const bands = bandsView(context, results);
  if (speaks(bands)) return bandsHeading(bands, context.group(result, result.compared.over));
  if (result.value.status !== 'ok') return ABSENT_FINDING[result.value.status]!;
  const { title, words } = context.textOf(result);
  const row = rowBefore(context, result);
  const { reading, compared } = result;
  if (result.unit === 'people' && 'size' in reading) return firstShort(`${row}${reading.size}`, capital(reading.size));
  if (result.unit === 'ratio' && words?.toHappen !== undefined && 'evidence' in reading)
    return ratioFinding(
      groupOf(context.group(result, compared.over), words.people),
      ratioNumber(result.value.value),
      words.toHappen,
      reading.size,
      reading.evidence,
    );
  return firstShort(
    `${title}: ${row}${valueText(result)}`,
    `${title}: ${valueText(result)}`,
    `The figure is ${valueText(result)}`,
  );
}

export function generalLead(context: Context, results: readonly Result[]): Text {
  const result = mainResult(results);
  const bands = bandsView(context, results);
  if (speaks(bands)) return text(bandsLead(bands, context.group(result, result.compared.over), results));
  return text(
    rowBefore(context, result),
    result.working !== ''
      ? result.working
      : result.value.status === 'ok'
        ? `${valueText(result)}.`
        : absentSentence(result.value, 'the group', 'the other group'),
  );
}

const howToRead = (main: Result): string =>
  main.series
    ? 'Each dot is a month; the line in the middle is the mean, the dashed lines the limits within which months vary by chance. A square is a signal.'
    : main.compared.dimension === 'rating'
      ? 'Each bar is the share of rated statements that are green; the numbers rated and in all stand beside it.'
      : main.unit === 'ratio'
        ? 'The dot is the ratio, the line through it the interval. The solid upright line marks parity, the pale strip the band.' +
          (main.breakdown.tier === undefined
            ? ''
            : ' Each count is of the higher tier, out of the group’s staff in all tiers.')
        : 'The line is the number of people counted; the dashed line leads to the number that would be parity.';

/** Whether every row has the groups of the main one; else each row names its own two. */
const sameGroups = (results: readonly Result[], groups: readonly string[]): boolean =>
  results.every((r) => r.parts.every((p) => groups.includes(p.group)));

/** One table of what was found item by item: trusts, statements rated differently, actions. */
function itemsTable(context: Context, results: readonly Result[]): readonly Block[] {
  const found = results.find((r) => r.items && r.items.length > 0);
  const items = found?.items ?? [];
  const keys = [...new Set(items.flatMap((i) => Object.keys(i)))];
  const [first, ...rest] = keys;
  if (first === undefined || !found) return [];
  return [
    context.table({
      shape: 'words',
      caption: `${context.labels.breakdown(found.breakdown)}: item by item`,
      columns: [{ label: capital(first) }, ...rest.map((k) => ({ label: capital(k) }))],
      rows: items.map((i) => ({
        head: text(String(i[first] ?? '')),
        cells: rest.map((k) => [text(String(i[k] ?? ''))]),
      })),
    }),
  ];
}

/** The section of an indicator whose shape has no page of its own yet: working, a table of every part, questions and definition. */
export function generalSection(context: Context, results: readonly Result[]): Section {
  const main = mainResult(results);
  const groups = [...new Set(main.parts.map((p) => p.group))];
  const same = sameGroups(results, groups);
  const title = `${context.textOf(main).title}, ${dateText(main.period.to)}`;
  const figure = context.figure(main.indicator, title, text(howToRead(main)));
  return {
    id: sectionId(main.indicator),
    eyebrow: eyebrowOf(context, main),
    heading: generalHeading(context, results),
    blocks: [
      { kind: 'lead', text: generalLead(context, results) },
      ...(figure ? [figure] : []),
      context.table({
        shape: 'words',
        caption: `${context.textOf(main).title}, ${dateText(main.period.from)} to ${dateText(main.period.to)}`,
        columns: [
          { label: 'Who' },
          ...(same
            ? groups.map((g) => ({ label: capital(context.group(main, g)), numbers: true as const }))
            : ['Group', 'Beside'].map((label) => ({ label, numbers: true as const }))),
          { label: 'Figure', numbers: true },
          { label: 'Size' },
          { label: 'Evidence' },
        ],
        rows: results.map((r) => ({
          head: text(context.labels.breakdown(r.breakdown)),
          cells: [
            ...(same
              ? groups.map((g) => partLines(r.parts.find((p) => p.group === g)))
              : [r.compared.over, r.compared.under].map((g) => {
                  const part = r.parts.find((p) => p.group === g);
                  return part && g !== undefined
                    ? [text(capital(context.group(r, g))), ...partLines(part)]
                    : [text('')];
                })),
            [text(valueSpan(r))],
            [sizeText(r)],
            [evidenceText(r)],
          ],
        })),
      }),
      ...itemsTable(context, results),
      ...leverBlocks(context, results),
      ...closing(context, results, main, `${dateText(main.period.from)} to ${dateText(main.period.to)}`),
    ],
  };
}
