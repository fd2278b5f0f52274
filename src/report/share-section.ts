import { shareBlocks, shareWord } from '../chart/share-dots.js';
import { partOf, percentBounds, shownDifference, shownRate, shownShare } from '../chart/shown.js';
import type { Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { absentSentence, absentWord } from '../words/report-absence.js';
import { ABSENT_FINDING, shareFinding } from '../words/report-findings.js';
import { baseSize, percentText, rangeText, signedPoints } from '../words/report-numbers.js';
import { dateText, groupOf, listText, plural } from '../words/report-sentences.js';
import { aboveWarning, closing, countSpan, partPhrase, percentSpan } from './cells.js';
import { type Context, eyebrowOf, sectionId } from './context.js';
import { keep, soft, strong, text, word } from './text.js';
import type { Block, Section, TableRow, Text } from './types.js';

export interface ShareView {
  readonly whole?: Result;
  readonly group: string;
  readonly rows: readonly { readonly name: string; readonly short: string; readonly result: Result }[];
  readonly lowest:
    | { readonly names: readonly string[]; readonly shorts: readonly string[]; readonly text: string }
    | undefined;
  readonly highest: { readonly names: readonly string[]; readonly text: string } | undefined;
  readonly hidden: number;
  readonly below: readonly string[];
  readonly above: readonly string[];
  readonly shown: number;
}

const lower = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
const SHORT_BLOCK: Readonly<Record<string, string>> = {
  'non-clinical': 'non-clinical',
  clinical: 'clinical',
  medical: '',
};

/** What a table of shares shows: extremes among the rows with a share, and the rows clearly below or above the workforce. */
export function shareView(context: Context, results: readonly Result[]): ShareView {
  const { whole, blocks } = shareBlocks(results, context.labels);
  const rows = blocks.flatMap((b) =>
    b.rows
      .filter((r) => !r.total)
      .map((r) => {
        const block = SHORT_BLOCK[b.block] ?? context.labels.group('block', b.block);
        const name = `${block} ${lower(r.label)}`.trim();
        return { name, short: lower(r.label), result: r.result };
      }),
  );
  const known = rows.flatMap((r) => {
    const shown = shownShare(r.result);
    return shown.status === 'ok' ? [{ ...r, value: Number(shown.value), text: percentText(shown.value) }] : [];
  });
  const extreme = (pick: (...values: number[]) => number) => {
    if (known.length === 0) return undefined;
    const value = pick(...known.map((k) => k.value));
    const at = known.filter((k) => k.value === value);
    const short = new Set(at.map((k) => k.short));
    return {
      names: at.map((k) => k.name),
      shorts: at.length > 1 && short.size === 1 ? [...short] : at.map((k) => k.name),
      text: at[0]!.text,
    };
  };
  const clear = (side: (difference: number) => boolean): readonly string[] =>
    known
      .filter(
        (k) =>
          'evidence' in k.result.reading &&
          k.result.reading.evidence === 'difference shown' &&
          typeof k.result.difference === 'number' &&
          side(k.result.difference),
      )
      .map((k) => k.name);
  const [first] = results;
  return {
    ...(whole ? { whole } : {}),
    group: context.group(first!, first!.compared.over),
    rows,
    lowest: extreme(Math.min),
    highest: extreme(Math.max),
    hidden: rows.filter((r) => r.result.value.status === 'suppressed').length,
    below: clear((d) => d < 0),
    above: clear((d) => d > 0),
    shown: known.length,
  };
}

export function shareHeading(view: ShareView): string {
  if (view.shown === 0) {
    const status = view.rows[0]?.result.value.status ?? view.whole?.value.status ?? 'not-supplied';
    return ABSENT_FINDING[status] ?? 'No row is large enough to give a share';
  }
  return shareFinding(view.group, view.lowest?.shorts ?? [], view.hidden > 0, view.below.length, view.shown);
}

/** "BME staff are 2,226 of 7,966 people (27.9%)", the extremes, and how many rows differ clearly. */
export function shareLead(context: Context, view: ShareView): Text {
  const whole = view.whole;
  const people = whole ? (context.textOf(whole).words?.people ?? 'people') : 'people';
  const who = capital(groupOf(view.group, people));
  const part = whole && partOf(whole, whole.compared.over);
  const unknown = whole && partOf(whole, 'unknown');
  const absent = whole && whole.value.status !== 'ok' ? absentSentence(whole.value, who, people) : '';
  const extremes =
    view.highest && view.lowest && view.highest.text !== view.lowest.text
      ? ` Of the rows with a share, it is highest in ${listText(view.highest.names)} (${view.highest.text}) and lowest in ${listText(view.lowest.names)} (${view.lowest.text}).`
      : '';
  const count = (n: number, side: string): string =>
    n === 0 ? '' : `${n} ${plural(n, 'row is', 'rows are')} clearly ${side} the workforce share`;
  const clear = listText(
    [count(view.below.length, 'below'), count(view.above.length, 'above')].filter((s) => s !== ''),
  );
  return text(
    part && typeof part.n === 'number'
      ? `${who} are ${partPhrase(part, people)}${unknown && typeof unknown.n === 'number' ? `; the group is unknown for ${partPhrase(unknown, people)}` : ''}.`
      : absent,
    extremes,
    view.shown === 0
      ? ''
      : clear === ''
        ? ' No row is clearly below or above the workforce share.'
        : ` ${capital(clear)}, of ${view.shown} with a share.`,
  );
}

export function shareSummary(context: Context, view: ShareView): Text {
  const shown = view.whole && shownShare(view.whole);
  if (view.whole === undefined || shown === undefined || shown.status !== 'ok')
    return text(
      `${capital(view.group)} share: `,
      strong(
        shown === undefined || shown.status === 'not-shown' || shown.status === 'ok' ? 'not shown' : absentWord(shown),
      ),
      '.',
    );
  const people = context.textOf(view.whole).words?.people ?? 'people';
  const part = partOf(view.whole, view.whole.compared.over);
  return text(
    `${capital(groupOf(view.group, people))} are `,
    strong(percentText(shown.value)),
    ` of the workforce, ${partPhrase(part && { ...part, rate: { status: 'not-supplied', what: '' } }, people)}.`,
    view.lowest
      ? ` The share is lowest${view.hidden > 0 ? ', where shown,' : ''} in ${listText(view.lowest.names)}, at ${view.lowest.text}.`
      : '',
  );
}

function tableRow(
  label: string,
  r: Result,
  total: boolean,
  whole: Result | undefined,
  groups: readonly string[],
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
      [text(percentSpan(shown, 'staff'))],
      [text(shown.status === 'ok' && bounds ? keep(rangeText(bounds[0], bounds[1], percentText)) : missing)],
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
              `Figures of ${listText(suppressed)} are hidden because a small count, or a count that would reveal one, is among them. Suppressed is not zero.`,
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
            text: text(strong('Unknown. '), `The unknown share is above the warning in ${listText(warned)}.`),
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
  const tables = blocks.map((b) =>
    context.table({
      shape: 'numbers',
      caption: `${b.block === '' ? 'All staff' : capital(context.labels.group('block', b.block))}, ${dateText(main.period.to)}`,
      columns: [
        { label: b.rows.some((r) => r.result.breakdown.grade) ? 'Grade' : 'Pay band' },
        ...groups.map((g) => ({ label: capital(context.group(main, g)), numbers: true as const })),
        { label: 'All', numbers: true },
        { label: `${group} share`, numbers: true },
        { label: level === undefined ? 'Interval' : `${Number((level * 100).toFixed(1))}% interval`, numbers: true },
        { label: 'Points from workforce', numbers: true },
      ],
      rows: b.rows.map((r) => tableRow(r.label, r.result, r.total, whole, groups)),
    }),
  );
  const clearly = (names: readonly string[], side: string): string =>
    names.length === 0 ? '' : `Clearly ${side} the workforce share: ${listText(names)}. `;
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
                `${clearly(view.below, 'below')}${clearly(view.above, 'above')}In every other row the interval includes the workforce share, so there is no clear difference; that is not proof of equality.`,
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
