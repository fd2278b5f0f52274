import { isoDate } from '../../core/dates.js';
import { notSupplied, ok, undefinedBecause } from '../../core/outcome.js';
import { listKey } from '../../core/recode.js';
import type { CountedRow } from '../../release/counted.js';
import * as words from '../../words/assessment.js';
import type { Measured, Measurer } from '../types.js';
import { absentRow, frameOf, lackingTable, plain, viewOf } from '../view.js';

interface Statement {
  readonly theme: string;
  readonly id: string;
  readonly text: string;
  score?: number;
  evidence?: string;
  owner?: string;
  action?: string;
  due?: string;
}

/** Nothing that was said is 0: a statement without a score is not answered. */
const isAnswered = (s: Statement): s is Statement & { readonly score: number } => s.score !== undefined;

/**
 * A self-assessment: each theme's mean score over the most the scale gives, of the statements answered, with answered and all beside it; and the action plan, the
 * statements that are not answered or not at the top of the scale, lowest first, with who acts and by when. Statements come from the framework, or from
 * the answers when there is none; a score that is no point of the scale is not used and said.
 */
export const selfAssessment: Measurer = (of): Measured => {
  const [answers, asked, points] = [viewOf(of, 'statements'), viewOf(of, 'framework'), viewOf(of, 'scale')];
  if (!answers) return lackingTable(of, 'statements');
  if (!answers.has('score')) return absentRow(of, notSupplied('Score column in the statements table'));
  const labels = new Map<number, string>();
  for (const row of points?.rows ?? []) {
    const value = points!.at(row, 'value');
    if (typeof value === 'number') labels.set(value, String(points!.at(row, 'label') ?? ''));
  }
  if (labels.size === 0)
    return absentRow(of, notSupplied('scale of the framework (a sheet Scale, or scale in the framework file)'));
  const most = Math.max(...labels.keys());
  if (!(most > 0)) return absentRow(of, notSupplied('point above 0 in the scale of the framework'));
  const statements = new Map<string, Statement>();
  const themes: string[] = [];
  for (const row of asked?.rows ?? []) {
    const [theme, id, text] = ['theme', 'statement', 'text'].map((c) => asked!.at(row, c));
    if (theme !== undefined && !themes.includes(String(theme))) themes.push(String(theme));
    if (id !== undefined)
      statements.set(listKey(id), { theme: String(theme ?? ''), id: String(id), text: String(text ?? '') });
  }
  const excluded = { 'no-such-statement': 0, 'not-on-the-scale': 0, 'not-of-the-self-assessment': 0 };
  for (const row of answers.rows) {
    const at = (c: string) => answers.at(row, c);
    const [score, id] = [at('score'), listKey(at('statement'))];
    if (score === undefined && at('framework') === undefined && !statements.has(id)) {
      excluded['not-of-the-self-assessment']++;
      continue;
    }
    if (!statements.has(id)) {
      if (asked) {
        excluded['no-such-statement']++;
        continue;
      }
      statements.set(id, { theme: String(at('category') ?? 'no theme'), id: String(at('statement')), text: '' });
    }
    const own = statements.get(id)!;
    if (!themes.includes(own.theme)) themes.push(own.theme);
    if (typeof score === 'number' && !labels.has(score)) {
      excluded['not-on-the-scale']++;
      continue;
    }
    const due = at('dueOn');
    if (typeof score === 'number') own.score = score;
    for (const [name, column] of [
      ['evidence', 'words'],
      ['owner', 'owner'],
      ['action', 'action'],
    ] as const)
      if (at(column) !== undefined) own[name] = String(at(column));
    if (typeof due === 'number') own.due = isoDate(due);
  }
  const all = [...statements.values()];
  const rowOf = (breakdown: CountedRow['breakdown'], some: readonly Statement[]): CountedRow => {
    const answered = some.filter(isAnswered);
    const mean = answered.reduce((n, s) => n + s.score, 0) / Math.max(1, answered.length);
    const gaps = some
      .filter((s) => !isAnswered(s) || s.score < most)
      .sort((a, b) => (a.score ?? Number.NEGATIVE_INFINITY) - (b.score ?? Number.NEGATIVE_INFINITY));
    return {
      ...frameOf(of),
      unit: 'share',
      compared: { dimension: 'self-assessment', over: 'answered' },
      breakdown,
      measured: plain({
        value: answered.length === 0 ? undefinedBecause('no-group-members') : ok(mean / most),
        interval: notSupplied('interval: every statement is asked'),
        reading: { size: words.answered(answered.length, some.length), evidence: 'not calculable' },
        working: words.score(mean, most, answered.length, some.length),
        parts: [
          {
            group: 'answered',
            n: answered.length,
            base: some.length,
            rate: some.length === 0 ? undefinedBecause('no-group-members') : answered.length / some.length,
          },
        ],
        items: gaps.map((s) => ({
          statement: s.id,
          theme: s.theme,
          ...(s.text === '' ? {} : { text: s.text }),
          score: s.score === undefined ? 'not answered' : `${s.score} (${labels.get(s.score)})`,
          evidence: s.evidence ?? 'none given',
          action: s.action ?? 'none given',
          owner: s.owner ?? 'nobody named',
          due: s.due ?? 'no date',
        })),
      }),
    };
  };
  const out = Object.values(excluded).reduce((a, b) => a + b, 0);
  return {
    rows: [
      rowOf({}, all),
      ...themes.map((theme) =>
        rowOf(
          { theme },
          all.filter((s) => s.theme === theme),
        ),
      ),
    ],
    cubes: {},
    issues: [
      ...(excluded['no-such-statement'] > 0 ? [words.noSuchStatement(excluded['no-such-statement'])] : []),
      ...(excluded['not-on-the-scale'] > 0 ? [words.notOnScale(excluded['not-on-the-scale'])] : []),
    ],
    tables: {
      statements: { counted: answers.rows.length - out, excluded },
      ...(asked ? { framework: { counted: asked.rows.length, excluded: {} } } : {}),
      ...(points ? { scale: { counted: points.rows.length, excluded: {} } } : {}),
    },
  };
};
