import { asRatio } from '../chart/rate-dots.js';
import type { Result } from '../release/result.js';
import { absentWord } from '../words/report-absence.js';
import { percentNumber, percentText, ratioNumber, ratioText } from '../words/report-numbers.js';
import { dateText } from '../words/report-sentences.js';
import { rowName } from '../words/turnover.js';
import { closing, evidenceText, partLines, ratioLines, sizeText } from './cells.js';
import { type Context, eyebrowOf, mainResult, sectionId } from './context.js';
import { generalHeading, generalLead } from './general-section.js';
import { strong, text, word } from './text.js';
import type { Block, Section, Text } from './types.js';

const none: Text = text(word('compared with nobody'));

/** What stands where a ratio has no figure: why, or that the group is compared with nobody. */
const noRatio = ({ rateRatio }: Result): Text =>
  rateRatio && 'status' in rateRatio ? text(word(absentWord(rateRatio))) : none;

/** What a standardised ratio says, in a sentence. Example: "Were both groups spread alike over band and staff group, the ratio would be 1.05." */
function standardisedNote(context: Context, r: Result): readonly Block[] {
  const { standardised: s } = r;
  if (!s || !('by' in s) || s.value.status !== 'ok' || !('evidence' in s.reading)) return [];
  const over = s.by.map((d) => context.labels.dimension(d)).join(' and ');
  const note = `Were both groups spread alike over ${over}, the ratio would be ${ratioText(ratioNumber(s.value.value))} (${s.reading.size}, ${s.reading.evidence}).`;
  return [{ kind: 'note', text: text(note) }];
}

/** The section of a turnover measure: the rate, its chart, every row with its definition, the group it is compared with, and what was left out. */
export function turnoverSection(context: Context, results: readonly Result[]): Section {
  const main = mainResult(results);
  const title = `${context.textOf(main).title}, ${dateText(main.period.to)}`;
  const how = main.indicator.match(/reasons|destinations/)
    ? 'Each bar is a share of the leavers; the grey one is of those nobody recorded.'
    : 'The dot is a group’s rate over that of the group it is compared with, the line through it the interval. The solid upright line marks equal rates, the pale strip the band.';
  const figure = results.some((r) => asRatio(r)) ? context.figure(main.indicator, title, text(how)) : undefined;
  const rows = results.filter((r) => r.definition !== 'D5');
  return {
    id: sectionId(main.indicator),
    eyebrow: eyebrowOf(context, main),
    heading: generalHeading(context, results),
    blocks: [
      { kind: 'lead', text: generalLead(context, results) },
      ...(figure ? [figure] : []),
      ...standardisedNote(context, main),
      context.table({
        shape: 'words',
        caption: `${context.textOf(main).title}, ${dateText(main.period.from)} to ${dateText(main.period.to)}`,
        columns: [
          { label: 'Who' },
          { label: 'Number', numbers: true },
          { label: 'Rate', numbers: true },
          { label: 'Compared with' },
          { label: 'Ratio', numbers: true },
          { label: 'Size' },
          { label: 'Evidence' },
        ],
        rows: rows.map((r) => {
          const ratio = asRatio(r);
          const { over, under } = r.compared;
          const own = r.parts[0];
          const whom =
            own?.group === 'all' && under ? `${context.group(r, over)} over ${context.group(r, under)}` : undefined;
          return {
            head: text(rowName(context.labels.breakdown(r.breakdown), r.definition, r.basis)),
            cells: [
              partLines(own).slice(0, 1),
              [
                r.value.status === 'ok'
                  ? text(strong(percentText(percentNumber(r.value.value))))
                  : text(word(absentWord(r.value))),
              ],
              [under ? text(whom ?? context.group(r, under)) : none],
              ratio ? ratioLines(ratio) : [noRatio(r)],
              [ratio ? sizeText(ratio) : noRatio(r)],
              [ratio ? evidenceText(ratio) : noRatio(r)],
            ],
          };
        }),
      }),
      ...closing(context, results, main, `${dateText(main.period.from)} to ${dateText(main.period.to)}`),
    ],
  };
}
