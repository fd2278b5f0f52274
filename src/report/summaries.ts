import type { Result } from '../release/result.js';
import { capital } from '../words/labels.js';
import { indicatorName } from '../words/report-indicators.js';
import { listText, plural, smallNumber } from '../words/report-sentences.js';
import { type Context, mainResult } from './context.js';
import { isRetention, retentionSummary } from './retention-page.js';
import { showsDifference, summary } from './scorecard.js';
import { isSurvey, surveySummary } from './survey-section.js';
import { strong, text } from './text.js';
import type { Text } from './types.js';

/** Up to this many sections have a sentence each in the summary. */
const EACH_ITS_OWN = 10;

type Kind = 'own' | 'no clear difference' | 'too few to judge' | 'no figure';

/** A difference shown, and what has no evidence to weigh (people short of parity, a yes), keep a sentence of their own in a long report. */
function kindOf(context: Context, results: readonly Result[]): Kind {
  const main = mainResult(results);
  if (isRetention(main) || isSurvey(main) || showsDifference(context, results)) return 'own';
  if (main.value.status !== 'ok') return 'no figure';
  const evidence = 'evidence' in main.reading ? main.reading.evidence : undefined;
  return evidence === 'no clear difference' || evidence === 'too few to judge' ? evidence : 'own';
}

const GROUPED: readonly (readonly [Exclude<Kind, 'own'>, string])[] = [
  ['no clear difference', 'Chance could explain what is seen; that is not proof of equality.'],
  ['too few to judge', 'The numbers are too small to say more.'],
  ['no figure', 'It is suppressed or cannot be calculated; that is not zero.'],
];

/**
 * The summary: a sentence for each section, or, in a long report, for those that show a difference, with the others named together by what
 * is known of them.
 */
export function summaries(context: Context, sections: readonly (readonly Result[])[]): readonly Text[] {
  const sentence = (r: readonly Result[]): Text =>
    isRetention(r[0]!) ? retentionSummary(context) : isSurvey(r[0]!) ? surveySummary(context, r) : summary(context, r);
  if (sections.length <= EACH_ITS_OWN) return sections.map(sentence);
  const grouped = GROUPED.flatMap(([kind, why]) => {
    const those = sections
      .filter((r) => kindOf(context, r) === kind)
      .map((r) => indicatorName(mainResult(r).indicator));
    return those.length === 0 ? [] : [text(strong(`${capital(kind)}: `), `${listText(those)}. ${why}`)];
  });
  const missing = context.missing.length;
  return [
    ...sections.filter((r) => kindOf(context, r) === 'own').map(sentence),
    ...grouped,
    ...(missing === 0
      ? []
      : [
          text(
            strong('Not supplied: '),
            `${smallNumber(missing)} ${plural(missing, 'indicator', 'indicators')}, listed at the end with what ${plural(missing, 'it needs', 'they need')}.`,
          ),
        ]),
  ];
}
