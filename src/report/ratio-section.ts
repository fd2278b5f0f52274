import { LIKELIHOOD_BAND } from '../chart/ratio-dots.js';
import { partOf, ratioBounds, shownRatio } from '../chart/shown.js';
import { roundHalfUp } from '../core/rounding.js';
import type { Part, Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { absentSentence, absentWord } from '../words/report-absence.js';
import { ABSENT_FINDING, ratioFinding } from '../words/report-findings.js';
import { changeInPeople, peopleNumber, rangeText, ratioNumber, ratioText } from '../words/report-numbers.js';
import {
  dateText,
  evidenceSentence,
  fragilitySentence,
  groupOf,
  likelihood,
  paritySentence,
  ratioInterval,
} from '../words/report-sentences.js';
import { closing, evidenceText, partLines, partPhrase, ratioLines, sizeText } from './cells.js';
import { type Context, eyebrowOf, mainResult, periodText, sectionId } from './context.js';
import { strong, text } from './text.js';
import type { Block, Section, Text } from './types.js';

interface Named {
  readonly people: string;
  readonly over: string;
  readonly under: string;
  readonly happened: string;
  readonly toHappen: string;
}

/** The two groups with their people, and what happens, in words for sentences. */
export function named(context: Context, result: Result): Named {
  const { words } = context.textOf(result);
  const people = words?.people ?? 'people';
  const who = (id: string): string => groupOf(context.group(result, id), people);
  return {
    people,
    over: who(result.compared.over),
    under: who(result.compared.under ?? ''),
    happened: words?.happened ?? 'are counted',
    toHappen: words?.toHappen ?? 'to be counted',
  };
}

export function ratioHeading(context: Context, result: Result): string {
  const shown = shownRatio(result);
  if (shown.status !== 'ok') return ABSENT_FINDING[shown.status]!;
  if (!('size' in result.reading)) return 'The evidence cannot be calculated';
  const n = named(context, result);
  return ratioFinding(n.over, shown.value, n.toHappen, result.reading.size, result.reading.evidence);
}

/** The sentence with counts, direction and interval. Without a ratio: the counts there are, and why there is none. */
export function ratioLead(context: Context, result: Result): Text {
  const n = named(context, result);
  const [over, under] = [partOf(result, result.compared.over), partOf(result, result.compared.under ?? '')];
  const counts = `${periodText(result)}, ${partPhrase(over, n.over)} and ${partPhrase(under, n.under)} ${n.happened}. `;
  const shown = shownRatio(result);
  if (shown.status !== 'ok') {
    const absent = absentSentence(shown, n.over, n.under);
    return text(shown.status === 'not-supplied' || shown.status === 'not-in-force' ? absent : `${counts}${absent}`);
  }
  const bounds = ratioBounds(result);
  const [before, times, after] = likelihood(n.over, n.under, shown.value, n.toHappen);
  const worse = context.textOf(result).worseFor;
  return text(
    counts,
    before,
    strong(times),
    after,
    bounds ? ` (${ratioInterval(bounds.level, bounds.bounds)}).` : '.',
    worse === undefined ? '' : ` Above 1 is worse for ${groupOf(context.group(result, worse), n.people)}.`,
  );
}

/** One bullet of the summary. */
export function ratioSummary(context: Context, result: Result): Text {
  const n = named(context, result);
  const shown = shownRatio(result);
  if (shown.status !== 'ok')
    return text(
      `${context.textOf(result).title}: `,
      strong(absentWord(shown)),
      `. ${absentSentence(shown, n.over, n.under)}`,
    );
  const [over, under] = [partOf(result, result.compared.over), partOf(result, result.compared.under ?? '')];
  const evidence = 'evidence' in result.reading ? ` ${evidenceSentence(result.reading.evidence, 'ratio')}` : '';
  const [before, times, after] = likelihood(n.over, n.under, shown.value, n.toHappen);
  const size = 'size' in result.reading ? ` ${capital(result.reading.size)}.` : '';
  return text(
    before,
    strong(times),
    `${after}: ${partPhrase(over, n.over)} against ${partPhrase(under, n.under)}.${size}${evidence}`,
  );
}

/** A part without its rate, for a sentence that needs the count alone. */
const countOnly = (part: Part | undefined): Part | undefined =>
  part && { ...part, rate: { status: 'not-supplied', what: 'rate' } };

const place = (ratio: number, [low, high]: readonly [number, number]): string =>
  ratio < low ? 'below the band' : ratio > high ? 'above the band' : 'within the band';

function fragility(context: Context, result: Result): readonly Block[] {
  const shown = shownRatio(result);
  const { fragility: f, reading } = result;
  if (shown.status !== 'ok' || f === undefined || !('size' in reading) || result.value.status !== 'ok') return [];
  const n = named(context, result);
  const say = (figure: typeof f.oneFewer): string =>
    typeof figure === 'number' ? ratioText(ratioNumber(figure)) : absentWord(figure);
  const band = context.options.band ?? LIKELIHOOD_BAND;
  const now = place(result.value.value, band);
  const moved = [f.oneFewer, f.oneMore].map((x) => (typeof x === 'number' ? place(x, band) : now));
  const effect =
    moved[0] === now && moved[1] === now
      ? `Neither changes the size statement: ${now}.`
      : moved[0] !== now && moved[1] !== now
        ? 'Either changes the size statement.'
        : moved[0] !== now
          ? `One fewer would change the size statement to ${moved[0]}.`
          : `One more would change the size statement to ${moved[1]}.`;
  return [
    { kind: 'heading', text: 'How fragile is this figure?' },
    {
      kind: 'paragraph',
      text: text(
        `${fragilitySentence(partPhrase(countOnly(partOf(result, result.compared.over)), n.over), say(f.oneFewer), say(f.oneMore))} ${effect}`,
      ),
    },
  ];
}

/**
 * What an equal rate would take. An event people wish for is told as the gain of the group with the lower rate in the ratio (`under`);
 * any other as the change in `over`, which is the `shortfall` of the result.
 */
function parity(context: Context, result: Result): readonly Block[] {
  const { over, under = '' } = result.compared;
  const wished = context.textOf(result).wished === true;
  const [group, other] = wished ? [under, over] : [over, under];
  const [own, against] = [partOf(result, group), partOf(result, other)];
  if (result.value.status !== 'ok' || typeof result.shortfall !== 'number' || !own || !against) return [];
  const [a, b, c, d] = [own.n, own.base, against.n, against.base];
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number' || d === 0)
    return [];
  const expected = roundHalfUp((b * c) / d, 0);
  const who = groupOf(context.group(result, group), named(context, result).people);
  return [
    { kind: 'heading', text: 'What would parity take?' },
    {
      kind: 'paragraph',
      text: text(
        paritySentence(
          context.group(result, other),
          peopleNumber(expected),
          peopleNumber(b),
          who,
          peopleNumber(a),
          changeInPeople(peopleNumber(expected - a)),
        ),
      ),
    },
  ];
}

/** Size and evidence as two statements, beside the value. */
function stats(context: Context, result: Result): readonly Block[] {
  const shown = shownRatio(result);
  if (shown.status !== 'ok') return [];
  const bounds = ratioBounds(result);
  const band = context.options.band ?? LIKELIHOOD_BAND;
  const [low, high] = bounds?.bounds ?? [];
  const includes = (low === 'unbounded' || (low ?? 0) <= 1) && (high === 'unbounded' || (high ?? 0) >= 1);
  return [
    {
      kind: 'stats',
      items: [
        {
          label: `Ratio, ${context.group(result, result.compared.over)} over ${context.group(result, result.compared.under ?? '')}`,
          value: text(ratioText(shown.value)),
          detail: bounds ? ratioInterval(bounds.level, bounds.bounds) : 'no interval',
        },
        {
          label: 'Size',
          value: sizeText(result),
          detail: `band: ${rangeText(ratioNumber(band[0]), ratioNumber(band[1]), ratioText)}`,
        },
        {
          label: 'Evidence',
          value: evidenceText(result),
          detail: bounds ? `the interval ${includes ? 'includes' : 'leaves out'} 1` : 'no interval',
        },
      ],
    },
  ];
}

/** The section of one relative likelihood: finding, counts and direction, size and evidence, chart, table, fragility, parity, questions, definition. */
export function ratioSection(context: Context, results: readonly Result[]): Section {
  const main = mainResult(results);
  const { title } = context.textOf(main);
  const { over, under = '' } = main.compared;
  const anyShown = results.some((r) => r.value.status === 'ok');
  const figure = anyShown
    ? context.figure(
        main.indicator,
        `${title}: relative likelihood, ${context.group(main, over)} over ${context.group(main, under)}`,
        text(
          `The dot is the ratio, the line through it the interval. The solid upright line marks equal likelihood, the pale strip the band. The scale is logarithmic, so 0.5 and 2 lie equally far from 1. An arrowhead is an interval that runs off the scale.`,
        ),
      )
    : undefined;
  const groups = [over, under, ...main.parts.map((p) => p.group).filter((g) => g !== over && g !== under)];
  const table = context.table({
    shape: 'words',
    caption: `${title}, ${dateText(main.period.from)} to ${dateText(main.period.to)}. Ratios come from counts, not from rounded percentages.`,
    columns: [
      { label: 'Who' },
      ...groups.map((g) => ({ label: capital(context.group(main, g)), numbers: true as const })),
      { label: ratioColumn(main), numbers: true },
      { label: 'Size' },
      { label: 'Evidence' },
    ],
    rows: results.map((r) => ({
      head: text(context.labels.breakdown(r.breakdown, named(context, r).people)),
      cells: [...groups.map((g) => partLines(partOf(r, g))), ratioLines(r), [sizeText(r)], [evidenceText(r)]],
    })),
  });
  return {
    id: sectionId(main.indicator),
    eyebrow: eyebrowOf(context, main),
    heading: ratioHeading(context, main),
    blocks: [
      { kind: 'lead', text: ratioLead(context, main) },
      ...stats(context, main),
      ...(figure ? [figure] : []),
      table,
      ...fragility(context, main),
      ...parity(context, main),
      ...closing(context, results, main, `${dateText(main.period.from)} to ${dateText(main.period.to)}`),
    ],
  };
}

const ratioColumn = (result: Result): string => {
  const level = ratioBounds(result)?.level;
  return level === undefined ? 'Ratio' : `Ratio (${Number((level * 100).toFixed(1))}% interval)`;
};
