import { oneMember } from '../chart/board-dots.js';
import { partOf, pointsBounds, shownDifference, shownRate } from '../chart/shown.js';
import type { Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { absentSentence, absentWord } from '../words/report-absence.js';
import { ABSENT_FINDING, boardFinding } from '../words/report-findings.js';
import {
  peopleNumber,
  peopleText,
  percentText,
  pointsNumber,
  pointsText,
  rangeText,
  signedPoints,
} from '../words/report-numbers.js';
import { dateText, evidenceSentence, fromWorkforce, intervalName, pointsInterval } from '../words/report-sentences.js';
import { closing, evidenceText, sizeText } from './cells.js';
import { type Context, eyebrowOf, mainResult, sectionId } from './context.js';
import { keep, strong, text, word } from './text.js';
import type { Block, Section, Span, Text } from './types.js';

export const boardHeading = (context: Context, result: Result): string => {
  const shown = shownDifference(result);
  return shown.status === 'ok'
    ? boardFinding(context.group(result, result.compared.over), shown.value)
    : (ABSENT_FINDING[shown.status] ?? 'The figure is not shown');
};

const members = (result: Result, group: string): { readonly text: string; readonly known: boolean } => {
  const part = partOf(result, group, 'board');
  if (part === undefined) return { text: 'not supplied', known: false };
  const base = typeof part.base === 'number' ? ` of ${peopleText(peopleNumber(part.base))}` : '';
  return typeof part.n === 'number'
    ? { text: `${peopleText(peopleNumber(part.n))}${base}`, known: true }
    : { text: `${absentWord(part.n)}${base}`, known: false };
};

/** "3 of 15 board members are BME: 7.9 points below the workforce (27.9%). One member moves the share by 6.7 points." */
export function boardLead(context: Context, result: Result): Text {
  const group = context.group(result, result.compared.over);
  const shown = shownDifference(result);
  const people = context.textOf(result).words?.people ?? 'board members';
  const own = members(result, result.compared.over);
  if (shown.status !== 'ok')
    return text(
      shown.status === 'not-shown' ? 'The figure is not shown.' : absentSentence(shown, `${group} ${people}`, people),
    );
  const base = partOf(result, result.compared.over, 'board')?.base;
  const workforce = shownRate(partOf(result, result.compared.over, 'workforce'));
  return text(
    own.known ? `${own.text} ${people} are ${group}: ` : `The ${group} share of the board is `,
    strong(fromWorkforce(shown.value)),
    workforce.status === 'ok' ? ` (${percentText(workforce.value)}).` : '.',
    typeof base === 'number' && base > 0
      ? ` One member moves the share by ${pointsText(pointsNumber(oneMember(base)))}.`
      : '',
  );
}

/** The bounds of a difference for a column, or the word for their absence. */
const boundsSpan = (result: Result): Span => {
  const bounds = pointsBounds(result)?.bounds;
  if (bounds) return keep(rangeText(bounds[0], bounds[1], signedPoints));
  return word(result.interval.status === 'ok' ? 'not shown' : absentWord(result.interval));
};

const intervalOf = (result: Result): string | undefined => {
  const bounds = pointsBounds(result);
  return bounds && pointsInterval(bounds.level, bounds.bounds);
};

/** One bullet of the summary. */
export function boardSummary(context: Context, result: Result): Text {
  const shown = shownDifference(result);
  const absent = shown.status === 'ok' ? undefined : shown.status === 'not-shown' ? 'not shown' : absentWord(shown);
  return text(
    ...(absent === undefined ? [] : [`${context.textOf(result).title}: `, strong(absent), '. ']),
    ...boardLead(context, result),
    'evidence' in result.reading ? ` ${evidenceSentence(result.reading.evidence, 'points')}` : '',
  );
}

/** The section of the board: counts and points, never a percentage of a few people. */
export function boardSection(context: Context, results: readonly Result[]): Section {
  const main = mainResult(results);
  const own = main.compared.over;
  const groups = [own, ...main.parts.filter((p) => p.of === 'board' && p.group !== own).map((p) => p.group)];
  const level = results.map((r) => pointsBounds(r)?.level).find((l) => l !== undefined);
  const shown = shownDifference(main);
  const stats: readonly Block[] =
    shown.status === 'ok'
      ? [
          {
            kind: 'stats',
            items: [
              {
                label: 'Difference',
                value: text(`${signedPoints(shown.value)} points`),
                detail: intervalOf(main) ?? `${context.group(main, own)} share of the board less that of the workforce`,
              },
              { label: 'Size', value: sizeText(main), detail: `${members(main, main.compared.over).text} members` },
              { label: 'Evidence', value: evidenceText(main), detail: 'a board is small' },
            ],
          },
        ]
      : [];
  const figure = results.some((r) => r.value.status === 'ok')
    ? context.figure(
        main.indicator,
        `${capital(context.group(main, main.compared.over))} share of the board less its share of the workforce, in percentage points`,
        text(
          `The dot is the difference; the dashed line is the workforce share. ${
            level === undefined
              ? 'The line through a dot is where it would lie with one member fewer or one more of the group.'
              : 'The line through a dot is its interval, wide because a board is small.'
          }`,
        ),
      )
    : undefined;
  const table = context.table({
    shape: 'numbers',
    caption: `Board members and difference from the workforce in percentage points, ${dateText(main.period.to)}`,
    columns: [
      { label: 'Members' },
      ...groups.map((g) => ({ label: capital(context.group(main, g)), numbers: true as const })),
      ...groups.map((g) => ({ label: `${capital(context.group(main, g))}, points`, numbers: true as const })),
      ...(level === undefined
        ? []
        : [{ label: `${context.group(main, own)}, ${intervalName(level)}`, numbers: true as const }]),
    ],
    rows: results.map((r) => ({
      head: text(context.labels.breakdown(r.breakdown)),
      cells: [
        ...groups.map((g) => {
          const m = members(r, g);
          return [text(m.known ? keep(m.text) : word(m.text))];
        }),
        ...groups.map((g) => {
          const d = r.differences?.[g];
          const own = g === r.compared.over ? shownDifference(r) : undefined;
          if (own?.status === 'ok') return [text(keep(signedPoints(own.value)))];
          return [
            text(
              typeof d === 'number'
                ? keep(signedPoints(pointsNumber(d)))
                : word(d ? absentWord(d, 'members') : 'not shown'),
            ),
          ];
        }),
        ...(level === undefined ? [] : [[text(boundsSpan(r))]]),
      ],
    })),
  });
  return {
    id: sectionId(main.indicator),
    eyebrow: eyebrowOf(context, main),
    heading: boardHeading(context, main),
    blocks: [
      { kind: 'lead', text: boardLead(context, main) },
      ...stats,
      ...(figure ? [figure] : []),
      table,
      {
        kind: 'note',
        text: text(
          'The board is given as counts and points: a percentage of so few people would say more than they can. Unknown is in both denominators.',
        ),
      },
      ...closing(context, results, main, `at ${dateText(main.period.to)}`),
    ],
  };
}
