import { isNumber } from '../core/outcome.js';
import type { Result } from '../release/result.js';
import { absentWord } from '../words/report-absence.js';
import { indicatorName } from '../words/report-indicators.js';
import { ABSENCES, EVIDENCE, MEASURES, methodName, policyWords, ruleWords } from '../words/report-method.js';
import { numberText } from '../words/report-numbers.js';
import { dateText, evidenceSymbol, listText } from '../words/report-sentences.js';
import { unverifiedSettings } from './cells.js';
import { changeHead, hasChanges } from './change.js';
import type { Context } from './context.js';
import { strong, symbol, text, word } from './text.js';
import type { Block, Section } from './types.js';

const intervalsOf = (results: readonly Result[]): string => {
  const intervals = [
    ...new Set(
      results.flatMap((r) =>
        r.interval.status === 'ok'
          ? [`${methodName(r.interval.method)}, ${Number((r.interval.level * 100).toFixed(1))}%`]
          : [],
      ),
    ),
  ];
  const tests = [...new Set(results.flatMap((r) => (r.test?.status === 'ok' ? [methodName(r.test.method)] : [])))];
  return [intervals.length === 0 ? 'None' : listText(intervals), tests.length === 0 ? '' : `test: ${listText(tests)}`]
    .filter((p) => p !== '')
    .join('; ');
};

/** How the figures were made: measures, words, what is not verified, disclosure, populations, inputs and their fingerprints. */
export function methodSection(context: Context): Section {
  const all = [...context.byIndicator.values()];
  const results = all.flat();
  const { run, options } = context;
  const units = [...new Set(results.map((r) => r.unit))];
  const each = all.map((r) => unverifiedSettings(context, r));
  const shared = unverifiedSettings(context, results).filter((s) => each.filter((e) => e.includes(s)).length > 1);
  const own = all.flatMap((r, i) => {
    const settings = each[i]!.filter((s) => !shared.includes(s));
    return settings.length === 0 ? [] : [`${indicatorName(r[0]!.indicator)}: ${settings.join(', ')}.`];
  });
  const unverified = [...(shared.length === 0 ? [] : [`Of several indicators: ${shared.join(', ')}.`]), ...own];
  const excluded = [...new Set(run.reconciliation.flatMap((r) => Object.keys(r.excluded)))].map((rule) =>
    ruleWords(rule, options.rules?.[rule]),
  );
  const inputs = [
    ...new Set(
      results.map(
        (r) =>
          r.input.sha256 +
          (isNumber(r.input.rows)
            ? ` (${numberText(r.input.rows, 0)} rows)`
            : ` (number of rows ${absentWord(r.input.rows)})`),
      ),
    ),
  ];
  const editions = [...new Set(results.map((r) => `${indicatorName(r.indicator).split(' ')[0]} ${r.edition}`))];
  const periods = [
    ...new Set(
      results.filter((r) => r.definition !== 'D5').map((r) => `${dateText(r.period.from)} to ${dateText(r.period.to)}`),
    ),
  ];
  const blocks: Block[] = [
    context.table({
      shape: 'words',
      caption: 'Measures and methods',
      columns: [{ label: 'Measure' }, { label: 'How it is worked out' }, { label: 'Interval and test' }],
      rows: units.map((unit) => {
        const those = all.filter((r) => r[0]!.unit === unit);
        const measure = MEASURES[unit]!;
        return {
          head: text(`${measure.name} (${listText(those.map((r) => indicatorName(r[0]!.indicator)))})`),
          cells: [[text(measure.how)], [text(intervalsOf(those.flat()))]],
        };
      }),
    }),
    { kind: 'heading', text: 'How the words are chosen' },
    context.table({
      shape: 'words',
      caption: 'Evidence, and the words in the place of numbers',
      columns: [{ label: 'Words' }, { label: 'When' }],
      rows: [
        ...EVIDENCE.map(([words, when]) => ({
          head: text(symbol(`${evidenceSymbol(words)}\u00a0`), words),
          cells: [[text(when)]],
        })),
        ...ABSENCES.map(([words, when]) => ({ head: text(word(words)), cells: [[text(when)]] })),
      ],
    }),
    ...(unverified.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: 'Not yet checked against official guidance' },
          { kind: 'list' as const, ordered: false, items: unverified.map((u) => text(u)) },
        ]),
    { kind: 'heading', text: 'Disclosure' },
    {
      kind: 'paragraph',
      text: text(
        'Made under the policy ',
        strong(run.policy),
        `: ${policyWords(run.policy, run.secondary, options.policyWords)}. Hiding comes before rounding, and charts and their descriptions hold only what the tables show.`,
      ),
    },
    {
      kind: 'facts',
      items: [
        { label: 'Edition', text: text(listText(editions)) },
        { label: 'Periods', text: text(listText(periods)) },
        ...(excluded.length === 0
          ? []
          : [
              {
                label: 'Population',
                text: text(
                  `Rows are left out by these rules: ${listText(excluded)}. The numbers are under Data quality.`,
                ),
              },
            ]),
        {
          label: 'Several posts',
          text: text(
            'One person counts once, by the primary assignment; without one by the largest FTE, then the earliest start, then the lowest assignment number.',
          ),
        },
        {
          label: 'Rounding',
          text: text('Percentages and points to one decimal, ratios to two, half up, from counts, as the last step.'),
        },
        ...(hasChanges(results)
          ? [
              {
                label: changeHead(results),
                text: text(
                  'Judged on the difference of log ratios, of gaps or of shares, never by comparing two intervals; clear beyond the interval’s level, and never with too few people. Most staff are in both years, so it is approximate. Each year is worked out by its own edition; a break in a series is not comparable.',
                ),
              },
            ]
          : []),
        { label: 'Engine', text: text(listText([...new Set(results.map((r) => r.engine))])) },
        { label: 'Input, SHA-256', text: text(listText(inputs)) },
        ...(options.sources === undefined || options.sources.length === 0
          ? []
          : [
              {
                label: 'Sources',
                text: options.sources.flatMap((s, i) => [
                  ...(i === 0 ? [] : [{ text: '; ' }]),
                  { text: s.title, ...(s.href ? { href: s.href } : {}) },
                  ...(s.clause ? [{ text: `, ${s.clause}` }] : []),
                ]),
              },
            ]),
        ...(context.labels.mapping === '' ? [] : [{ label: 'Wording', text: text(context.labels.mapping) }]),
      ],
    },
  ];
  return { id: 'method', eyebrow: 'Method and sources', heading: 'How the figures were made', blocks };
}
