import { seriesOf, variationText } from '../chart/control-chart.js';
import { asRatio } from '../chart/rate-dots.js';
import { isNumber } from '../core/outcome.js';
import type { Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { percentNumber, percentText } from '../words/report-numbers.js';
import { dateText, listText, plural, smallNumber } from '../words/report-sentences.js';
import { closing, evidenceText, partLines, ratioLines, sizeText } from './cells.js';
import { type Context, mainResult } from './context.js';
import { valueText } from './general-section.js';
import { keep, strong, symbol, text, word } from './text.js';
import type { Block, Section, TableRow, Text } from './types.js';

/** What the retention programme looks at, in the order of the page. Source: domain reference section 3.1, as the project was told it. */
const CORE = [
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

/** Indicators that have no section of their own, since the page is made of them. */
const ON_THE_PAGE: ReadonlySet<string> = new Set([
  ...CORE.filter((id) => id.startsWith('retention.')),
  'retention.workforce-profile',
  'retention.survey',
]);

/** Whether a result belongs on the retention programme's page. */
export const isRetention = ({ indicator }: Result): boolean => ON_THE_PAGE.has(indicator);

const same = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** A breakdown's keys, whatever its groups. */
const keysOnly = (r: Result): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(r.breakdown).map((k) => [k, '']));

const wholeOf = (context: Context, id: string): Result | undefined =>
  context.byIndicator.get(id)?.find((r) => same(r.breakdown, {}));

const wholes = (context: Context): readonly Result[] => CORE.flatMap((id) => wholeOf(context, id) ?? []);

const value = (r: Result): Text =>
  r.value.status === 'ok' ? text(strong(valueText(r) ?? '')) : text(word(absentWord(r.value)));

/** Of what a figure is: people, requests, days, or pounds. */
function ofWhat(r: Result): readonly Text[] {
  const part = r.parts.find((p) => p.group === 'all');
  if (!part) return [text('')];
  const [line] = partLines(part);
  const unit =
    r.indicator === 'retention.sickness'
      ? ' days'
      : r.indicator === 'retention.agency-spend'
        ? ' pounds'
        : r.indicator === 'retention.flexible-working'
          ? ' requests'
          : '';
  return [[...line!, ...text(unit)]];
}

function lastMonth(r: Result): readonly Text[] {
  const series = seriesOf(r);
  const last = series?.points.at(-1);
  if (!series || !last) return [text(word(r.series && 'status' in r.series ? absentWord(r.series) : 'not by month'))];
  return [text(isNumber(last.value) ? percentText(percentNumber(last.value)) : word(absentWord(last.value)))];
}

const says = (r: Result): Text => {
  const series = seriesOf(r);
  if (!series) return text(word('not by month'));
  const mark = series.variation === 'common-cause' ? '○' : '■';
  return text(
    symbol(`${mark}\u00a0`),
    `${variationText(series)}${series.firm ? '' : '; few months, so the limits are not firm'}`,
  );
};

/** "2 of 4 monthly figures signal a change", "No monthly figure signals a change". */
export function retentionHeading(context: Context): string {
  const series = wholes(context).flatMap((r) => seriesOf(r) ?? []);
  const signals = series.filter((s) => s.variation !== 'common-cause').length;
  if (series.length === 0) return 'Who leaves, who stays and why';
  return signals === 0
    ? 'No monthly figure signals a change'
    : `${capital(smallNumber(signals))} of ${smallNumber(series.length)} monthly figures ${plural(signals, 'signals', 'signal')} a change`;
}

/** "Leaver rate 8.7%, sickness absence 4.9%, agency spend 3.7%." */
const lead = (context: Context): Text => {
  const known = wholes(context).flatMap((r) => (r.value.status === 'ok' ? [r] : []));
  const said = known.map((r) => `${context.textOf(r).title.toLowerCase()} ${valueText(r)}`);
  return text(said.length === 0 ? 'None of the core figures could be made.' : `${capital(listText(said))}.`);
};

/** The page in one bullet of the summary. */
export const retentionSummary = (context: Context): Text =>
  text(strong(`Retention: ${retentionHeading(context).toLowerCase()}. `), ...lead(context));

function coreTable(context: Context, to: string): Block {
  const rows = wholes(context).flatMap((r): TableRow[] => {
    const own: TableRow = {
      head: text(context.textOf(r).title),
      cells: [[value(r)], ofWhat(r), lastMonth(r), [says(r)]],
    };
    const s10 = context.byIndicator.get(r.indicator)?.find((x) => same(x.breakdown, { reason: 's10' }));
    return r.indicator === 'retention.sickness' && s10
      ? [
          own,
          {
            head: text('Of which anxiety, stress, depression (S10)'),
            cells: [[value(s10)], ofWhat(s10), [text(word('not by month'))], [text(word('not by month'))]],
          },
        ]
      : [own];
  });
  return context.table({
    shape: 'words',
    caption: `Core set, in the year to ${dateText(to)}`,
    columns: [
      { label: 'Measure', width: 24 },
      { label: 'This year', numbers: true, width: 12 },
      { label: 'Number, of how many', numbers: true, width: 22 },
      { label: 'Last month', numbers: true, width: 12 },
      { label: 'What the months say', width: 30 },
    ],
    rows,
  });
}

/** A control chart for every figure that has months, and all the months in one table. */
function monthBlocks(context: Context): readonly Block[] {
  const charted = wholes(context).filter((r) => seriesOf(r));
  const how = text(
    'Each dot is a month; the line in the middle is the mean, the dashed lines the limits within which months vary by chance. A square is a signal.',
  );
  const figures = charted.flatMap((r) => {
    const caption = `${context.textOf(r).title} by month: ${variationText(seriesOf(r)!)}`;
    return context.figure(r.indicator, caption, how, 'monthly') ?? [];
  });
  if (charted.length === 0) return [];
  const months = [...new Set(charted.flatMap((r) => seriesOf(r)!.points.map((p) => p.month)))].sort();
  const table = context.table({
    shape: 'numbers',
    caption: 'The same months as numbers; ■ is a signal',
    columns: [{ label: 'Month' }, ...charted.map((r) => ({ label: context.textOf(r).title, numbers: true as const }))],
    rows: months.map((month) => ({
      head: text(month),
      cells: charted.map((r) => {
        const point = seriesOf(r)!.points.find((p) => p.month === month);
        if (!point) return [text('')];
        const mark = point.signals.length > 0 ? ' ■' : '';
        return [
          text(
            isNumber(point.value)
              ? keep(`${percentText(percentNumber(point.value))}${mark}`)
              : word(absentWord(point.value)),
          ),
        ];
      }),
    })),
  });
  return [{ kind: 'heading', text: 'Month by month' }, ...figures, table];
}

/** Every ratio of two groups among the core figures: ethnicity first, then what flexible working is also split by. */
function betweenGroups(context: Context): readonly Block[] {
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
function staffGroups(context: Context): readonly Block[] {
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

function profile(context: Context): readonly Block[] {
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
function reasons(context: Context): readonly Block[] {
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
function survey(context: Context): readonly Block[] {
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

/**
 * The retention programme's core set on one page: every figure in one table with what its months say, the months as control charts and as numbers, groups
 * against each other, staff groups, who works here and who leaves, reasons, and what staff say. What was not supplied is among the missing
 * indicators; nothing stands here for it.
 */
export function retentionPage(context: Context, results: readonly Result[]): Section {
  const main = wholes(context)[0] ?? mainResult(results);
  return {
    id: 'retention',
    eyebrow: 'Retention programme · Core set',
    heading: retentionHeading(context),
    blocks: [
      { kind: 'lead', text: lead(context) },
      coreTable(context, main.period.to),
      ...monthBlocks(context),
      ...betweenGroups(context),
      ...staffGroups(context),
      ...profile(context),
      ...reasons(context),
      ...survey(context),
      {
        kind: 'note',
        text: text(
          'Agency spend is a ledger figure without staff records behind it: it is not split by group. Each rate’s definition and every other breakdown are in the results as data.',
        ),
      },
      ...closing(
        context,
        results.filter((r) => r.indicator === main.indicator),
        main,
        `${dateText(main.period.from)} to ${dateText(main.period.to)}`,
      ),
    ],
  };
}
