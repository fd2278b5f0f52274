import { asRatio } from '../chart/rate-dots.js';
import { isNumber } from '../core/outcome.js';
import type { Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { percentNumber, percentText } from '../words/report-numbers.js';
import { evidenceText, partLines, ratioLines, sizeText } from './cells.js';
import type { Context } from './context.js';
import { valueText } from './general-section.js';
import { keep, strong, text, word } from './text.js';
import type { Block, Text } from './types.js';

/** What the retention programme looks at, in the order of the page. Source: project decision; no published list confirms it. */
export const CORE = [
  'turnover.leaver-rate',
  'turnover.stability',
  'turnover.voluntary',
  'turnover.first-year',
  'retention.sickness',
  'retention.agency-spend',
  'retention.exit-interviews',
  'retention.stay-interviews',
  'retention.flexible-working',
] as const;

export const same = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** A breakdown's keys, whatever its groups. */
export const keysOnly = (r: Result): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(r.breakdown).map((k) => [k, '']));

export const value = (r: Result): Text =>
  r.value.status === 'ok' ? text(strong(valueText(r) ?? '')) : text(word(absentWord(r.value)));

/** Every ratio of two groups among the core figures: ethnicity first, then what flexible working is also split by. */
export function betweenGroups(context: Context): readonly Block[] {
  const pairs = CORE.flatMap((id): readonly Result[] => {
    const own = context.byIndicator.get(id) ?? [];
    return id.startsWith('turnover.')
      ? own
          .filter((r) => same(r.breakdown, {}) && r === own.find((x) => same(x.breakdown, {})))
          .flatMap((r) => asRatio(r) ?? [])
      : own.filter((r) => r.unit === 'ratio');
  });
  const rates = (context.byIndicator.get('turnover.reasons') ?? [])
    .filter((r) => same(keysOnly(r), { 'rate-of': '' }))
    .flatMap((r) => asRatio(r) ?? []);
  if (pairs.length === 0) return [];
  return [
    { kind: 'heading', text: 'Between groups' },
    context.table({
      shape: 'words',
      caption: 'How many times as likely, or as much, one group is than the other',
      columns: [
        { label: 'Measure', width: 22 },
        { label: 'Groups', width: 22 },
        { label: 'Ratio', numbers: true, width: 16 },
        { label: 'Size', width: 20 },
        { label: 'Evidence', width: 20 },
      ],
      rows: [...pairs, ...rates].map((r) => ({
        head: text('rate-of' in r.breakdown ? context.labels.breakdown(r.breakdown) : context.textOf(r).title),
        cells: [
          [text(`${capital(context.group(r, r.compared.over))} over ${context.group(r, r.compared.under ?? '')}`)],
          ratioLines(r),
          [sizeText(r)],
          [evidenceText(r)],
        ],
      })),
    }),
  ];
}

/** Leaver rate and stability of each staff group. */
export function staffGroups(context: Context): readonly Block[] {
  const rowsOf = (id: string): readonly Result[] =>
    (context.byIndicator.get(id) ?? []).filter((r) => same(keysOnly(r), { 'staff-group': '' }));
  const stability = rowsOf('turnover.stability');
  const rates = rowsOf('turnover.leaver-rate').filter((r) => r.definition === 'D1');
  if (rates.length === 0) return [];
  return [
    { kind: 'heading', text: 'By staff group' },
    context.table({
      shape: 'words',
      caption: 'Leaver rate (D1), each group against all others, and stability',
      columns: [
        { label: 'Staff group' },
        { label: 'Left', numbers: true },
        { label: 'Leaver rate', numbers: true },
        { label: 'Against all others', numbers: true },
        { label: 'Evidence' },
        { label: 'Stability', numbers: true },
      ],
      rows: rates.map((r) => {
        const ratio = asRatio(r);
        const stayed = stability.find((s) => same(s.breakdown, r.breakdown));
        return {
          head: text(context.labels.breakdown(r.breakdown)),
          cells: [
            partLines(r.parts[0]).slice(0, 1),
            [value(r)],
            ratio ? ratioLines(ratio) : [text(word('not compared'))],
            [ratio ? evidenceText(ratio) : text(word('not compared'))],
            [stayed ? value(stayed) : text(word('not supplied'))],
          ],
        };
      }),
    }),
  ];
}

/** The characteristics a board reads in the profile; pay bands and staff groups are in the data. */
const PROFILED: ReadonlySet<string> = new Set([
  'ethnicity',
  'nationality',
  'sex',
  'age-band',
  'disability',
  'working-time',
]);

export function profile(context: Context): readonly Block[] {
  const rows = (context.byIndicator.get('retention.workforce-profile') ?? []).filter((r) =>
    PROFILED.has(r.compared.dimension),
  );
  if (rows.length === 0) return [];
  const share = (r: Result, of: 'n' | 'base'): Text => {
    const numbers = r.parts.map((p) => p[of]);
    const all = numbers.reduce<number>((sum, n) => sum + (isNumber(n) ? n : Number.NaN), 0);
    const own = numbers[0];
    return own !== undefined && isNumber(own) && all > 0
      ? text(percentText(percentNumber(own / all)))
      : text(word('not shown'));
  };
  return [
    { kind: 'heading', text: context.textOf(rows[0]!).title },
    context.table({
      shape: 'words',
      caption:
        'Each group’s share of those employed in the year and of those who left, and how many times as likely as all others it was to leave',
      columns: [
        { label: 'Group' },
        { label: 'Of staff', numbers: true },
        { label: 'Of leavers', numbers: true },
        { label: 'Ratio', numbers: true },
        { label: 'Evidence' },
      ],
      rows: rows.map((r) => ({
        head: text(`${capital(context.labels.dimension(r.compared.dimension))}: ${context.group(r, r.compared.over)}`),
        cells: [[share(r, 'base')], [share(r, 'n')], ratioLines(r), [evidenceText(r)]],
      })),
    }),
  ];
}

/** Why people leave: each kind of reason as a share of leavers, what nobody recorded among them. */
export function reasons(context: Context): readonly Block[] {
  const all = context.byIndicator.get('turnover.reasons') ?? [];
  const rows = all.filter((r) => same(keysOnly(r), { 'reason-kind': '' }));
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', text: 'Why people leave' },
    context.table({
      shape: 'words',
      caption: 'Leavers by kind of reason; a reason nobody recorded is a row of its own',
      columns: [{ label: 'Reason' }, { label: 'Leavers', numbers: true }, { label: 'Share', numbers: true }],
      rows: rows.map((r) => {
        const part = r.parts.find((p) => p.group === 'all');
        const [count, share] = [
          partLines(part)[0]!,
          part && isNumber(part.rate) ? percentText(percentNumber(part.rate)) : undefined,
        ];
        return {
          head: text(context.labels.breakdown(r.breakdown)),
          cells: [[count], [text(share ?? word('not shown'))]],
        };
      }),
    }),
  ];
}

/** What staff say: each question in its last wave, two groups and the gap; and the change of everybody since the first. */
export function survey(context: Context): readonly Block[] {
  const all = context.byIndicator.get('retention.survey') ?? [];
  const questions = [...new Set(all.map((r) => r.breakdown.question ?? ''))];
  if (all.length === 0) return [];
  const [first] = all;
  const { over, under = '' } = all.find((r) => r.breakdown.wave !== 'change')?.compared ?? first!.compared;
  const lines = (r: Result | undefined, group: string): readonly Text[] =>
    partLines(r?.parts.find((p) => p.group === group));
  const points = (r: Result | undefined): Text =>
    r?.value.status === 'ok'
      ? text(keep(valueText(r) ?? ''))
      : text(word(r ? absentWord(r.value as never) : 'one wave'));
  return [
    { kind: 'heading', text: 'What staff say' },
    context.table({
      shape: 'words',
      caption:
        'Retention survey, the last wave; the change is that of all respondents since the first, who were other people',
      columns: [
        { label: 'Question' },
        { label: 'Wave' },
        { label: capital(context.labels.group('ethnicity', over)), numbers: true },
        { label: capital(context.labels.group('ethnicity', under)), numbers: true },
        { label: 'Gap', numbers: true },
        { label: 'Evidence' },
        { label: 'Change', numbers: true },
      ],
      rows: questions.map((question) => {
        const own = all.filter((r) => r.breakdown.question === question);
        const last = own.filter((r) => r.breakdown.wave !== 'change').at(-1);
        const change = own.find((r) => r.breakdown.wave === 'change');
        return {
          head: text(question),
          cells: [
            [text(last?.breakdown.wave ?? '')],
            lines(last, over),
            lines(last, under),
            [points(last)],
            [last ? evidenceText(last) : text('')],
            [points(change)],
          ],
        };
      }),
    }),
  ];
}
