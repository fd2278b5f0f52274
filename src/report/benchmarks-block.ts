import type { Benchmark, Result } from '../release/result.js';
import { benchmarkWords } from '../words/benchmarks.js';
import type { Context } from './context.js';
import { keep, text } from './text.js';
import type { Block } from './types.js';

const shown = ({ value, unit, decimals }: Benchmark): string => {
  const number = value.toFixed(decimals);
  return unit === 'percent' ? `${number}%` : unit === 'points' ? `${number} points` : number;
};

/** Published figures beside the organisation's, each with the year it is of and its source; only those that were read at their source. */
export function benchmarkBlocks(context: Context, main: Result): readonly Block[] {
  const verified = (main.benchmarks ?? []).filter((b) => b.verified);
  if (verified.length === 0) return [];
  const { dimension } = main.compared;
  return [
    context.table({
      shape: 'words',
      caption: benchmarkWords.caption,
      columns: [
        { label: 'Where' },
        { label: 'Year' },
        { label: 'What' },
        { label: 'Figure', numbers: true },
        { label: 'Source' },
      ],
      rows: verified.map((b) => ({
        head: text(b.place),
        cells: [
          [text(b.year === main.edition ? b.year : benchmarkWords.otherYear(b.year))],
          [
            text(
              b.group === undefined
                ? benchmarkWords.ratio
                : benchmarkWords.share(context.labels.group(dimension, b.group), b.of),
            ),
          ],
          [text(keep(shown(b)))],
          [text({ text: b.source.title, ...(b.source.href ? { href: b.source.href } : {}) })],
        ],
      })),
    }),
  ];
}
