import { isNumber, type Outcome, ok, undefinedBecause } from '../../core/outcome.js';
import { listKey, lookUp } from '../../core/recode.js';
import { newcombe, readGap } from '../../formulas/index.js';
import type { CountedRow } from '../../release/counted.js';
import type { Interval, Part } from '../../release/result.js';
import * as words from '../../words/retention.js';
import type { Measured, Measurer, Measuring } from '../types.js';
import { frameOf, lackingTable, plain, type View, viewOf } from '../view.js';

interface Answer {
  readonly n: number;
  readonly base: number;
}

/** A row's answers: counted, else the percentage of its respondents. Undefined where the two do not make a share. */
function answerOf(view: View, row: number): Answer | undefined {
  const [count, percentage, base] = ['count', 'percentage', 'respondents'].map((c) => view.at(row, c));
  if (typeof base !== 'number' || base <= 0) return undefined;
  const n = typeof count === 'number' ? count : typeof percentage === 'number' ? (percentage / 100) * base : undefined;
  return n !== undefined && n >= 0 && n <= base ? { n, base } : undefined;
}

const partOf = (group: string, a: Answer | undefined): Part =>
  a
    ? { group, n: Math.round(a.n), base: a.base, rate: a.n / a.base }
    : { group, n: undefinedBecause('no-group-members'), base: 0, rate: undefinedBecause('no-group-members') };

function gapRow(
  of: Measuring,
  [overId, over]: readonly [string, Answer | undefined],
  [underId, under]: readonly [string, Answer | undefined],
  dimension: string,
  breakdown: CountedRow['breakdown'],
  working: string,
): CountedRow {
  const frame = frameOf(of);
  const value: Outcome =
    over && under ? ok(100 * (over.n / over.base - under.n / under.base)) : undefinedBecause('no-group-members');
  const interval: Interval =
    over && under ? newcombe({ over, under }, frame.judgement.confidence) : undefinedBecause('no-group-members');
  const read = readGap({
    gap: value,
    interval,
    bases: [over?.base ?? 0, under?.base ?? 0],
    fewPeople: frame.judgement.fewPeople,
  });
  const parts = [partOf(overId, over), partOf(underId, under)];
  return {
    ...frame,
    unit: 'points',
    source: 'survey',
    compared: { dimension, over: overId, under: underId },
    breakdown,
    measured: plain({
      value,
      interval,
      reading: read,
      working,
      parts,
      behind: Object.fromEntries(
        parts.map((p) => [p.group, isNumber(p.base) && isNumber(p.n) ? [p.base, p.n, p.base - p.n] : []]),
      ),
    }),
  };
}

/**
 * The programme's survey questions, wave by wave: each question's percentage of one group less the other's, and the change of everybody's from the first wave to
 * the last. Each wave asks other people, so two waves are two separate samples.
 */
export const retentionSurvey: Measurer = (of): Measured => {
  const view = viewOf(of, 'retention-survey');
  if (!view) return lackingTable(of, 'retention-survey');
  const { dimension, over, under = '' } = of.indicator.compared;
  const list = of.lists[`${dimension}:${dimension}`];
  const groupOf = (text: string): string => {
    const key = listKey(text);
    if (/^(all|total|all staff|everyone)$/.test(key)) return 'all';
    return key === over || key === under ? key : ((list && lookUp(list, key)) ?? 'unmapped');
  };
  const answers = new Map<string, Map<string, Map<string, Answer>>>();
  const excluded = { 'group-not-known': 0, 'figure-not-readable': 0 };
  for (const row of view.rows) {
    const [question, wave, group] = ['question', 'wave', 'group'].map((c) => String(view.at(row, c) ?? ''));
    const [id, answer] = [groupOf(group!), answerOf(view, row)];
    if (id === 'unmapped') excluded['group-not-known']++;
    else if (!answer) excluded['figure-not-readable']++;
    else {
      const waves = answers.get(question!) ?? new Map<string, Map<string, Answer>>();
      answers.set(question!, waves);
      const groups = waves.get(wave!) ?? new Map<string, Answer>();
      waves.set(wave!, groups);
      groups.set(id, answer);
    }
  }
  const rows = [...answers].flatMap(([question, waves]): readonly CountedRow[] => {
    const sorted = [...waves].sort(([a], [b]) => (a < b ? -1 : 1));
    const [first, last] = [sorted[0]!, sorted.at(-1)!];
    const gaps = sorted.map(([wave, groups]) =>
      gapRow(
        of,
        [over, groups.get(over)],
        [under, groups.get(under)],
        dimension,
        { question, wave },
        words.waveGap(dimension, over, under, wave),
      ),
    );
    if (sorted.length < 2) return gaps;
    const change = gapRow(
      of,
      [last[0], last[1].get('all')],
      [first[0], first[1].get('all')],
      'wave',
      { question, wave: 'change' },
      words.waveChange(first[0], last[0]),
    );
    return [...gaps, change];
  });
  const out = excluded['group-not-known'] + excluded['figure-not-readable'];
  return {
    rows,
    cubes: {},
    issues: [],
    tables: { 'retention-survey': { counted: view.rows.length - out, excluded } },
  };
};
