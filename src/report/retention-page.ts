import { seriesOf, variationText } from '../chart/control-chart.js';
import { isNumber } from '../core/outcome.js';
import type { Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { percentNumber, percentText } from '../words/report-numbers.js';
import { dateText, listText, plural, smallNumber } from '../words/report-sentences.js';
import { closing, partLines } from './cells.js';
import { type Context, mainResult } from './context.js';
import { valueText } from './general-section.js';
import { betweenGroups, CORE, profile, reasons, same, staffGroups, survey, value } from './retention-groups.js';
import { keep, strong, symbol, text, word } from './text.js';
import type { Block, Section, TableRow, Text } from './types.js';

/** Indicators that have no section of their own, since the page is made of them. */
const ON_THE_PAGE: ReadonlySet<string> = new Set([
  ...CORE.filter((id) => id.startsWith('retention.')),
  'retention.workforce-profile',
  'retention.survey',
]);

/** Whether a result belongs on the retention programme's page. */
export const isRetention = ({ indicator }: Result): boolean => ON_THE_PAGE.has(indicator);

const wholeOf = (context: Context, id: string): Result | undefined =>
  context.byIndicator.get(id)?.find((r) => same(r.breakdown, {}));

const wholes = (context: Context): readonly Result[] => CORE.flatMap((id) => wholeOf(context, id) ?? []);

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
