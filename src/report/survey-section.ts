import { partOf, shownRate } from '../chart/shown.js';
import { gapText } from '../chart/survey-pairs.js';
import { roundHalfUp } from '../core/rounding.js';
import type { Part, Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { absentSentence, absentWord } from '../words/report-absence.js';
import { ABSENT_FINDING } from '../words/report-findings.js';
import { indicatorName } from '../words/report-indicators.js';
import { unverifiedSentence } from '../words/report-method.js';
import { numberText } from '../words/report-numbers.js';
import { dateText, listText, plural, smallNumber } from '../words/report-sentences.js';
import { evidenceText, partLines, sizeText, unverifiedSettings } from './cells.js';
import { changeHead, changeText, hasChanges, notComparableWith } from './change.js';
import { type Context, sectionId } from './context.js';
import { scoreText, valueText } from './general-section.js';
import { keep, strong, text, word } from './text.js';
import type { Block, Section, Text } from './types.js';

/** Whether a result comes from the staff survey; a standard's survey indicators share one section. */
export const isSurvey = (result: Result): boolean => result.source === 'survey';

const capitalised = (n: number): string => capital(smallNumber(n));

const shows = (result: Result): boolean =>
  'evidence' in result.reading && result.reading.evidence === 'difference shown';

/** "WRES 5 to 8": the first and the last of a standard's indicators. */
const span = (results: readonly Result[]): string => {
  const [first, last] = [results[0]!, results[results.length - 1]!].map((r) => indicatorName(r.indicator)) as [
    string,
    string,
  ];
  return first === last ? first : `${first} to ${last.replace(/^\S+ /, '')}`;
};

/** The survey's finding in ten words or fewer: on how many of the questions that have a gap one is shown. */
export function surveyHeading(results: readonly Result[]): string {
  const known = results.filter((r) => r.value.status === 'ok');
  if (known.length === 0) return ABSENT_FINDING[results[0]!.value.status] ?? 'No figure from the survey';
  const gaps = known.filter((r) => r.unit === 'points');
  if (gaps.length === 0)
    return `${capitalised(known.length)} survey ${plural(known.length, 'figure', 'figures')}, none compared`;
  const shown = gaps.filter(shows).length;
  return `A gap is shown on ${smallNumber(shown)} of ${smallNumber(gaps.length)} survey ${plural(gaps.length, 'question', 'questions')}`;
}

/** One bullet of the summary for all of a standard's survey questions. */
export function surveySummary(context: Context, results: readonly Result[]): Text {
  const known = results.filter((r) => r.value.status === 'ok');
  if (known.length === 0)
    return text(
      `Staff survey (${span(results)}): `,
      strong(absentWord(results[0]!.value as never)),
      `. ${absentSentence(results[0]!.value as never, 'the group', 'the other group')}`,
    );
  const shown = known.filter(shows);
  return text(
    `Staff survey (${span(results)}): `,
    strong(surveyHeading(results).replace(/^A/, 'a')),
    shown.length === 0 ? '.' : `: ${listText(shown.map((r) => context.textOf(r).title.toLowerCase()))}.`,
  );
}

const scoreLines = (part: Part | undefined): readonly Text[] =>
  part === undefined || typeof part.rate !== 'number'
    ? [text(word(part ? absentWord(part.rate as never) : 'not supplied'))]
    : [text(keep(numberText(roundHalfUp(part.rate, 2), 2)))];

function figureLines(result: Result): readonly Text[] {
  if (result.unit === 'points') {
    const { text: words, word: isWord } = gapText(result);
    return [text(isWord ? word(words) : keep(words))];
  }
  if (result.compared.under === undefined) return [text(word('no other group'))];
  const value =
    result.unit === 'score' && result.value.status === 'ok' ? scoreText(result.value.value) : valueText(result);
  return [text(value === undefined ? word(absentWord(result.value as never)) : keep(value))];
}

/** The questions again by finer groups, each against the same other group. */
const finerTable = (context: Context, finer: readonly Result[], year: string, under: string): Block =>
  context.table({
    shape: 'words',
    caption: `NHS Staff Survey ${year} by finer groups, each less ${under}, in percentage points`,
    columns: [
      { label: 'Question' },
      { label: 'Group' },
      { label: 'Of the group', numbers: true },
      { label: capital(under), numbers: true },
      { label: 'Gap', numbers: true },
      { label: 'Evidence' },
    ],
    rows: finer.map((r) => ({
      head: text(strong(indicatorName(r.indicator)), ` ${context.textOf(r).title}`),
      cells: [
        [text(capital(context.group(r, r.compared.over)))],
        partLines(partOf(r, r.compared.over)),
        partLines(partOf(r, r.compared.under ?? '')),
        figureLines(r),
        [evidenceText(r)],
      ],
    })),
  });

/** All survey indicators of one standard: finding, chart of the pairs, table of percentages and gaps, definitions. */
export function surveySection(context: Context, all: readonly Result[]): Section {
  const results = all.filter((r) => Object.keys(r.breakdown).length === 0);
  const finer = all.filter((r) => Object.keys(r.breakdown).length > 0);
  const first = results[0]!;
  const changes = hasChanges(results);
  const { over, under = '' } = results.find((r) => r.compared.under !== undefined)?.compared ?? first.compared;
  const [overName, underName] = [over, under].map((g) => context.group(first, g));
  const pairs = results.filter((r) => r.unit === 'points');
  const drawn = pairs.some((r) => r.value.status === 'ok');
  const figure = drawn
    ? context.figure(
        pairs.map((r) => r.indicator),
        `Survey answers of ${overName} and ${underName} respondents`,
        text(
          `The filled dot is the percentage of ${overName} respondents, the open diamond that of ${underName} respondents, the line between them the gap. A figure that is not known is a word in its column.`,
        ),
      )
    : undefined;
  const year = first.period.to.slice(0, 4);
  const settings = unverifiedSettings(context, results);
  const known = results.filter((r) => r.value.status === 'ok');
  return {
    id: sectionId(`${first.indicator.split('.')[0]}-survey`),
    eyebrow: `${span(results)} · Staff survey`,
    heading: surveyHeading(results),
    blocks: [
      { kind: 'lead', text: surveySummary(context, results) },
      ...(figure ? [figure] : []),
      context.table({
        shape: 'words',
        caption: `NHS Staff Survey ${year}, as supplied. A gap is ${overName} minus ${underName}, in percentage points, with its interval.`,
        columns: [
          { label: 'Question' },
          { label: capital(overName ?? ''), numbers: true },
          { label: capital(underName ?? ''), numbers: true },
          { label: 'Gap', numbers: true },
          { label: 'Size' },
          { label: 'Evidence' },
          ...(changes ? [{ label: changeHead(results) }] : []),
        ],
        rows: results.map((r) => ({
          head: text(strong(indicatorName(r.indicator)), ` ${context.textOf(r).title}`),
          cells: [
            ...[over, under].map((g) => {
              const part = partOf(r, g);
              if (g === under && r.compared.under === undefined) return [text(word('not asked'))];
              return r.unit === 'score' ? scoreLines(part) : partLines(part);
            }),
            figureLines(r),
            [sizeText(r)],
            [evidenceText(r)],
            ...(changes ? [[changeText(context, r)]] : []),
          ],
        })),
      }),
      ...(finer.length > 0 ? [finerTable(context, finer, year, underName ?? '')] : []),
      ...results.flatMap((r) =>
        r.change?.comparable === false
          ? [
              {
                kind: 'note' as const,
                text: text(strong(`${indicatorName(r.indicator)} is ${notComparableWith(r)}. `), r.change.break ?? ''),
              },
            ]
          : [],
      ),
      ...known.filter((r) => r.unit !== 'points').map((r) => ({ kind: 'note' as const, text: text(r.working) })),
      { kind: 'heading', text: 'Questions for the board' },
      {
        kind: 'list',
        ordered: false,
        items: [...new Set((known.length > 0 ? known : results).flatMap((r) => context.textOf(r).questions))].map((q) =>
          text(q),
        ),
      },
      {
        kind: 'facts',
        items: [
          ...results.flatMap((r) => {
            const { definition } = context.textOf(r);
            return definition === undefined ? [] : [{ label: indicatorName(r.indicator), text: text(definition) }];
          }),
          {
            label: 'Edition and period',
            text: text(
              `Edition ${first.edition}; survey of ${dateText(first.period.from)} to ${dateText(first.period.to)}`,
            ),
          },
          {
            label: 'Unknown',
            text: text('Respondents who did not say which group they are in are in neither percentage.'),
          },
          ...(settings.length === 0 ? [] : [{ label: 'Unverified', text: text(unverifiedSentence(settings)) }]),
        ],
      },
    ],
  };
}

/** The declaration gap: what the survey says beside what is on record. */
export function declarationSection(context: Context, result: Result): Section {
  const records = result.parts.filter((p) => p.of === 'workforce');
  const groups = records.map((p) => p.group);
  const survey = result.parts.find((p) => p.of === 'survey');
  const { title, questions, definition } = context.textOf(result);
  const settings = unverifiedSettings(context, [result]);
  const shown = shownRate(survey);
  return {
    id: sectionId(result.indicator),
    eyebrow: `${indicatorName(result.indicator)} · ${title}`,
    heading: declarationHeading(result),
    blocks: [
      { kind: 'lead', text: text(result.working) },
      context.table({
        shape: 'words',
        caption: 'What staff have recorded against what respondents told the survey',
        columns: [
          { label: 'Source' },
          ...groups.map((g) => ({ label: capital(context.group(result, g)), numbers: true as const })),
        ],
        rows: [
          {
            head: text(`On record, ${dateText(result.period.to)}`),
            cells: records.map((p) => partLines(p)),
          },
          {
            head: text('Staff survey'),
            cells: groups.map((g) =>
              g === result.compared.over && survey
                ? partLines(survey)
                : [text(word(shown.status === 'ok' ? 'not asked' : 'not supplied'))],
            ),
          },
        ],
      }),
      { kind: 'heading', text: 'Questions for the board' },
      { kind: 'list', ordered: false, items: questions.map((q) => text(q)) },
      {
        kind: 'facts',
        items: [
          ...(definition === undefined ? [] : [{ label: 'Definition', text: text(definition) }]),
          { label: 'Edition and period', text: text(`Edition ${result.edition}; at ${dateText(result.period.to)}`) },
          ...(settings.length === 0 ? [] : [{ label: 'Unverified', text: text(unverifiedSentence(settings)) }]),
        ],
      },
    ],
  };
}

/** The declaration gap's finding. */
export const declarationHeading = (result: Result): string =>
  result.value.status === 'ok'
    ? `${valueText(result)} between the survey and the record`
    : (ABSENT_FINDING[result.value.status] ?? 'No figure');
