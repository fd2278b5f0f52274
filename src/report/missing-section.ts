import type { Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { indicatorBeside } from '../words/report-indicators.js';
import { plural, smallNumber } from '../words/report-sentences.js';
import { type Context, mainResult } from './context.js';
import { strong, text } from './text.js';
import type { Section } from './types.js';

const missingFrom = (results: readonly Result[]): string =>
  [...new Set(results.flatMap(({ value }) => (value.status === 'not-supplied' ? [value.what] : [])))].join('; ');

/** The indicators that nothing was supplied for, and what each would need: one table in the place of a section each. */
export function missingSection(context: Context): readonly Section[] {
  const all = context.missing;
  if (all.length === 0) return [];
  return [
    {
      id: 'not-supplied',
      eyebrow: 'Not in this report',
      heading: `${capital(smallNumber(all.length))} ${plural(all.length, 'indicator has', 'indicators have')} no figures: data not supplied`,
      blocks: [
        context.table({
          shape: 'words',
          caption: 'What was not supplied. That is not the same as zero.',
          columns: [{ label: 'Indicator' }, { label: 'What it needs' }],
          rows: all.map((results) => {
            const main = mainResult(results);
            return {
              head: text(strong(indicatorBeside(main.indicator)), ` ${context.textOf(main).title}`),
              cells: [[text(capital(missingFrom(results)))]],
            };
          }),
        }),
      ],
    },
  ];
}
