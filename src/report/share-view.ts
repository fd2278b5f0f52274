import { shareBlocks } from '../chart/share-dots.js';
import { partOf, shownRate, shownShare } from '../chart/shown.js';
import type { Part, Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { absentSentence, absentWord } from '../words/report-absence.js';
import { ABSENT_FINDING, shareFinding } from '../words/report-findings.js';
import { peopleNumber, peopleText, percentText } from '../words/report-numbers.js';
import { groupOf, listText, plural } from '../words/report-sentences.js';
import { partPhrase } from './cells.js';
import type { Context } from './context.js';
import { strong, text } from './text.js';
import type { Text } from './types.js';

/** A row of a table of shares with its names: "clinical band 8a" on its own, "band 8a" where the block is known. */
export interface ShareRow {
  readonly name: string;
  readonly short: string;
  readonly block: string;
  readonly result: Result;
}

interface Extreme {
  readonly names: readonly string[];
  /** The row's own label when the extreme is the same row of several blocks. */
  readonly shorts: readonly string[];
  readonly text: string;
}

export interface ShareView {
  readonly whole?: Result;
  readonly group: string;
  /** Rows that are neither totals, nor part of another row, nor for people on no list. */
  readonly rows: readonly ShareRow[];
  readonly lowest?: Extreme;
  readonly highest?: Extreme;
  readonly hidden: number;
  readonly below: readonly ShareRow[];
  readonly above: readonly ShareRow[];
  readonly shown: number;
}

const SHORT_BLOCK: Readonly<Record<string, string>> = {
  'non-clinical': 'non-clinical',
  clinical: 'clinical',
  medical: '',
};

const lower = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** A group inside another row ("of which"), or people on no list: shown in the tables, left out of counts of rows and of extremes. */
const aside = (result: Result): boolean =>
  Object.values(result.breakdown).some((id) => id === 'unmapped' || id === 'senior-medical-manager');

const clear = (row: ShareRow, below: boolean): boolean =>
  'evidence' in row.result.reading &&
  row.result.reading.evidence === 'difference shown' &&
  typeof row.result.difference === 'number' &&
  row.result.difference < 0 === below;

/** What a table of shares shows: extremes among the rows with a share, and the rows clearly below or above the workforce. */
export function shareView(context: Context, results: readonly Result[]): ShareView {
  const { whole, blocks } = shareBlocks(results, context.labels);
  const rows = blocks.flatMap((b) =>
    b.rows
      .filter((r) => !r.total && !r.detail && !aside(r.result))
      .map((r): ShareRow => {
        const short = lower(r.label);
        const block = SHORT_BLOCK[b.block] ?? context.labels.group('block', b.block);
        return { name: `${block} ${short}`.trim(), short, block: b.block, result: r.result };
      }),
  );
  const known = rows.flatMap((row) => {
    const shown = shownShare(row.result);
    return shown.status === 'ok' ? [{ row, value: Number(shown.value), text: percentText(shown.value) }] : [];
  });
  const extreme = (pick: (...values: number[]) => number): Extreme => {
    const value = pick(...known.map((k) => k.value));
    const at = known.filter((k) => k.value === value);
    const names = at.map((k) => k.row.name);
    const short = [...new Set(at.map((k) => k.row.short))];
    return { names, shorts: at.length > 1 && short.length === 1 ? short : names, text: at[0]!.text };
  };
  const [first] = results;
  const shownRows = known.map((k) => k.row);
  return {
    ...(whole ? { whole } : {}),
    group: context.group(first!, first!.compared.over),
    rows,
    ...(known.length === 0 ? {} : { lowest: extreme(Math.min), highest: extreme(Math.max) }),
    hidden: rows.filter((r) => r.result.value.status === 'suppressed').length,
    below: shownRows.filter((r) => clear(r, true)),
    above: shownRows.filter((r) => clear(r, false)),
    shown: known.length,
  };
}

/** Rows by name, runs of three and more shortened: "non-clinical band 3 to band 8c, clinical band 7 and clinical band 8a". */
export function rowNames(view: ShareView, rows: readonly ShareRow[]): string {
  const runs: ShareRow[][] = [];
  for (const row of rows) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    if (run && last && last.block === row.block && view.rows.indexOf(row) === view.rows.indexOf(last) + 1)
      run.push(row);
    else runs.push([row]);
  }
  return listText(
    runs.flatMap((run) =>
      run.length > 2 ? [`${run[0]!.name} to ${run[run.length - 1]!.short}`] : run.map((row) => row.name),
    ),
  );
}

export function shareHeading(view: ShareView): string {
  if (view.shown === 0) {
    const statuses = [...view.rows.map((r) => r.result), ...(view.whole ? [view.whole] : [])].map(
      (r) => r.value.status,
    );
    const status = ['suppressed', 'ok'].find((s) => statuses.some((own) => own === s)) ?? statuses[0] ?? 'not-supplied';
    return ABSENT_FINDING[status] ?? 'No row is large enough to give a share';
  }
  const below = new Set(view.below.map((r) => r.name));
  return shareFinding(view.group, {
    lowest: view.lowest?.shorts ?? [],
    lowestClear: view.lowest?.names.every((name) => below.has(name)) ?? false,
    hidden: view.hidden > 0,
    below: view.below.length,
    above: view.above.length,
    shown: view.shown,
  });
}

/** "292 (3.7%)". */
function countWithRate(part: Part): string {
  const rate = shownRate(part);
  return `${typeof part.n === 'number' ? peopleText(peopleNumber(part.n)) : absentWord(part.n)}${rate.status === 'ok' ? ` (${percentText(rate.value)})` : ''}`;
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
      ? ` Of the rows with a share, it is highest in ${listText(view.highest.names)}, at ${view.highest.text}, and lowest in ${listText(view.lowest.names)}, at ${view.lowest.text}.`
      : '';
  const count = (n: number, side: string): string =>
    n === 0 ? '' : `${n} ${plural(n, 'row is', 'rows are')} clearly ${side} the workforce share`;
  const clear = listText(
    [count(view.below.length, 'below'), count(view.above.length, 'above')].filter((s) => s !== ''),
  );
  return text(
    part && typeof part.n === 'number'
      ? `${who} are ${partPhrase(part, people)}${unknown && typeof unknown.n === 'number' ? `; ${context.labels.dimension(whole.compared.dimension)} is unknown for ${countWithRate(unknown)}` : ''}.`
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
    ` of ${people === 'staff' ? 'the workforce' : `all ${people}`}, ${partPhrase(part && { ...part, rate: { status: 'not-supplied', what: '' } }, people)}.`,
    view.lowest
      ? ` The share is lowest${view.hidden > 0 ? ', where shown,' : ''} in ${listText(view.lowest.names)}, at ${view.lowest.text}.`
      : '',
  );
}
