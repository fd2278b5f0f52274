import type { Choice } from '../core/issue.js';
import { type Figure, isNumber, suppressed } from '../core/outcome.js';
import { rowsOfIssue } from '../release/issues.js';
import type { Reconciliation, ReleasedIssue, Result } from '../release/result.js';
import { absentWord } from '../words/report-absence.js';
import { indicatorName } from '../words/report-indicators.js';
import { ruleWords, tableName } from '../words/report-method.js';
import { numberText, percentNumber, percentText } from '../words/report-numbers.js';
import { listText, plural } from '../words/report-sentences.js';
import { aboveWarning, countSpan, everybody, percentSpan, shownUnknown, unknownPhrase } from './cells.js';
import { type Context, mainResult, UNKNOWN_WARNING } from './context.js';
import { keep, strong, text, word } from './text.js';
import type { Block, Section, TableRow } from './types.js';

/** Issues shown in full; the rest are counted. */
export const ISSUES_SHOWN = 10;

const WEIGHT = { error: 2, warning: 1, note: 0 } as const;

/** By effect on the figures: errors, then warnings, then notes; within each, those that touch most rows first. */
export const rankIssues = (issues: readonly ReleasedIssue[]): readonly ReleasedIssue[] =>
  issues
    .map((issue, i) => ({ issue, i }))
    .sort(
      (a, b) =>
        WEIGHT[b.issue.severity] - WEIGHT[a.issue.severity] ||
        (rowsOfIssue(b.issue) ?? 0) - (rowsOfIssue(a.issue) ?? 0) ||
        a.i - b.i,
    )
    .map(({ issue }) => issue);

const where = (issue: ReleasedIssue, places: number): string =>
  [
    issue.sheet ?? issue.file ?? '',
    issue.row === undefined ? '' : `row ${issue.row}`,
    issue.column === undefined ? '' : `column “${issue.column}”`,
    places > 1 ? `and ${count(places - 1)} more ${plural(places - 1, 'place', 'places')}` : '',
    issue.rows === undefined || issue.rows === 1
      ? ''
      : isNumber(issue.rows)
        ? `${count(issue.rows)} rows`
        : `rows: ${absentWord(issue.rows)}`,
  ]
    .filter((p) => p !== '')
    .join(', ');

const count = (n: number): string => numberText(n, 0);

/** The rows of two messages; hidden when either is. */
function together(a: ReleasedIssue, b: ReleasedIssue): Figure {
  const [x, y] = [rowsOfIssue(a), rowsOfIssue(b)];
  return x === undefined || y === undefined ? suppressed : x + y;
}

/** Messages that say the same thing of several places are one, with all their rows and the first place. */
function merged(issues: readonly ReleasedIssue[]): readonly (ReleasedIssue & { readonly places: number })[] {
  const found = new Map<string, ReleasedIssue & { readonly places: number }>();
  for (const issue of issues) {
    const key = [issue.id, issue.severity, issue.what, issue.todo].join('\u0000');
    const before = found.get(key);
    found.set(
      key,
      before ? { ...before, rows: together(before, issue), places: before.places + 1 } : { ...issue, places: 1 },
    );
  }
  return [...found.values()];
}

function issuesBlock(context: Context): readonly Block[] {
  const all = merged(context.run.issues);
  const ranked = rankIssues(all);
  const placesOf = (issue: ReleasedIssue): number => all.find((a) => a === issue)?.places ?? 1;
  if (ranked.length === 0) return [{ kind: 'paragraph', text: text('There are no data-quality messages.') }];
  const rest = ranked.slice(ISSUES_SHOWN);
  const kinds = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const n = rest.filter((i) => i.severity === severity).length;
    return n === 0 ? [] : [`${count(n)} ${plural(n, severity, `${severity}s`)}`];
  });
  return [
    context.table({
      shape: 'words',
      caption: 'Data-quality messages, ranked by effect on the figures',
      columns: ['Message', 'Kind', 'Where', 'What to do'].map((label) => ({ label })),
      rows: ranked.slice(0, ISSUES_SHOWN).map((i) => ({
        head: text(i.what),
        cells: [
          [text(i.severity)],
          [text(where(i, placesOf(i)) === '' ? 'the whole input' : where(i, placesOf(i)))],
          [text(i.todo)],
        ],
      })),
    }),
    ...(rest.length === 0
      ? []
      : [
          {
            kind: 'note' as const,
            text: text(`${count(rest.length)} more: ${listText(kinds)}. The command “check” lists them all.`),
          },
        ]),
  ];
}

/** Whether a table's rows add up; one whose totals are hidden cannot be checked by a reader and was before the gate. */
function addsUp(r: Reconciliation): boolean {
  const parts = [r.counted, r.merged, ...Object.values(r.excluded), r.setAside, r.notData];
  if (!isNumber(r.read) || !parts.every(isNumber)) return true;
  return r.read === parts.reduce((a, b) => a + b, 0);
}

/** Every row of every table in exactly one place; a table that does not add up is said to be so. */
function reconciliation(context: Context): readonly Block[] {
  const tables = context.run.reconciliation;
  if (tables.length === 0) return [];
  const rules = [...new Set(tables.flatMap((t) => Object.keys(t.excluded)))];
  const row = (label: string, of: (t: Reconciliation) => Figure, total = false): TableRow => ({
    head: text(label),
    cells: tables.map((t) => {
      const n = of(t);
      return isNumber(n) ? [text(keep(count(n)))] : [text(word(absentWord(n)))];
    }),
    ...(total ? { total: true as const } : {}),
  });
  const wrong = tables.filter((t) => !addsUp(t));
  return [
    context.table({
      shape: 'numbers',
      caption: 'Every row read, accounted for. Each row is in exactly one place.',
      columns: [{ label: 'Rows' }, ...tables.map((t) => ({ label: tableName(t.table), numbers: true as const }))],
      rows: [
        row('Counted', (t) => t.counted),
        row('Merged: another row of a person already counted', (t) => t.merged),
        ...rules.map((rule) =>
          row(`Excluded: ${ruleWords(rule, context.options.rules?.[rule])}`, (t) => t.excluded[rule] ?? 0),
        ),
        row('Set aside: could not be used', (t) => t.setAside),
        row('Not data: titles, totals, repeated headers', (t) => t.notData),
        row('Read', (t) => t.read, true),
      ],
    }),
    ...(wrong.length === 0
      ? []
      : [
          {
            kind: 'note' as const,
            text: text(
              strong('Does not add up. '),
              `The rows of ${listText(wrong.map((t) => t.table))} are not all accounted for.`,
            ),
          },
        ]),
  ];
}

function unknownTable(context: Context, all: readonly (readonly Result[])[]): Block {
  return context.table({
    shape: 'words',
    caption: 'How many people have no recorded group, by indicator',
    columns: [
      { label: 'Indicator' },
      { label: 'People', numbers: true },
      { label: 'Unknown', numbers: true },
      { label: 'Unknown share', numbers: true },
      { label: 'What it means' },
    ],
    rows: all.map((results) => {
      const main = mainResult(results);
      const unknown = shownUnknown(main);
      return {
        head: text(keep(indicatorName(main.indicator))),
        cells: [
          [text(countSpan(everybody(main)))],
          [text(unknownPhrase(main).replace(/ of .*| people/, ''))],
          [text(percentSpan(unknown))],
          [
            text(
              aboveWarning(context, main)
                ? 'above the warning: the figure describes only those who are recorded'
                : 'below the warning',
            ),
          ],
        ],
      };
    }),
  });
}

/** Choices shown; the settling ones come before those of each sheet. */
const CHOICES_SHOWN = 16;
const ofSheet = (choice: Choice): boolean => / sheet /.test(choice.what);

function choices(context: Context): readonly Block[] {
  const all = context.run.choices;
  const ordered = [...all.filter((c) => !ofSheet(c)), ...all.filter(ofSheet)];
  const rest = ordered.length - CHOICES_SHOWN;
  return [
    { kind: 'list', ordered: false, items: ordered.slice(0, CHOICES_SHOWN).map((c) => text(c.what)) },
    ...(rest > 0
      ? [{ kind: 'note' as const, text: text(`${count(rest)} more. The command “check” lists them all.`) }]
      : []),
  ];
}

/** What was read and where it went, how many people are unknown, what is wrong with the data, and what was chosen. */
export function qualitySection(context: Context): Section {
  const all = [...context.byIndicator.values()];
  const warning = context.options.unknownWarning ?? UNKNOWN_WARNING;
  const warned = all.filter((r) => aboveWarning(context, mainResult(r)));
  const errors = context.run.issues.filter((i) => i.severity === 'error').length;
  const heading =
    warned.length > 0
      ? `Unknown share above the warning on ${warned.length} of ${all.length} indicators`
      : errors > 0
        ? `${count(errors)} ${plural(errors, 'error', 'errors')} in the data; unknown shares are low`
        : 'No error in the data; unknown shares are low';
  return {
    id: 'data-quality',
    eyebrow: 'Data quality',
    heading,
    blocks: [
      {
        kind: 'lead',
        text: text(
          `A warning is given when the group is unknown for more than ${percentText(percentNumber(warning)).replace('.0', '')} of people: `,
          warned.length === 0
            ? 'none of the indicators is above it.'
            : `${listText(warned.map((r) => indicatorName(mainResult(r).indicator)))} ${plural(warned.length, 'is', 'are')} above it.`,
        ),
      },
      unknownTable(context, all),
      { kind: 'heading', text: 'Messages' },
      ...issuesBlock(context),
      ...(context.run.reconciliation.length === 0 ? [] : [{ kind: 'heading' as const, text: 'Rows read' }]),
      ...reconciliation(context),
      ...(context.run.choices.length === 0
        ? []
        : [{ kind: 'heading' as const, text: 'Choices made' }, ...choices(context)]),
    ],
  };
}
