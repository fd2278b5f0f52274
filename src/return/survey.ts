import { isNumber } from '../core/outcome.js';
import type { Result } from '../release/result.js';
import { labels } from '../words/labels.js';
import { surveyLines } from '../words/return.js';
import type { ReturnLine, ReturnPart, ReturnSheet, SurveyRow } from './types.js';

export interface SurveyMade {
  readonly sheet: ReturnSheet;
  readonly survey: readonly SurveyRow[];
}

/** A number as it was given, without the noise of a division: 26.4 and not 26.400000000000002. */
const plain = (n: number): string => String(Number(n.toPrecision(12)));

function linesOf(r: Result, title: string): readonly ReturnLine[] {
  const of = (which: 'rate' | 'base'): Readonly<Record<string, number>> =>
    Object.fromEntries(r.parts.flatMap((p) => (isNumber(p[which]) ? [[p.group, p[which] as number]] : [])));
  const rates = of('rate');
  if (Object.keys(rates).length === 0)
    return [{ label: surveyLines.absent(title), ofWhich: true, kind: 'likelihood', numbers: {} }];
  return [
    { label: title, ofWhich: false, kind: r.unit === 'score' ? 'score' : 'likelihood', numbers: rates },
    { label: surveyLines.respondents(title), ofWhich: true, kind: 'people', numbers: of('base') },
  ];
}

/** Rows of the survey table that give a result again: percentages from 0 to 100, scores as they are. */
function rowsOf(r: Result, organisation: string | undefined): readonly SurveyRow[] {
  const said = labels();
  return r.parts.flatMap((p) =>
    isNumber(p.rate)
      ? [
          {
            ...(organisation === undefined ? {} : { organisation }),
            surveyYear: r.period.from.slice(0, 4),
            question: r.indicator,
            group: said.heading(r.compared.dimension, p.group),
            ...(r.unit === 'score' ? { score: plain(p.rate) } : { percentage: plain(100 * p.rate) }),
            ...(isNumber(p.base) ? { respondents: String(p.base) } : {}),
          },
        ]
      : [],
  );
}

/**
 * The survey indicators of a return: percentages and scores as they were given, for a trust to check against what the national team has filled in. An indicator
 * without a figure has a line that says so. Example: WRES 5 at 26.4 % of 812 is a line of 26.4 % and one of 812.
 */
export function surveyPart(
  part: ReturnPart,
  results: readonly (Result | undefined)[],
  groups: readonly string[],
  title: (id: string) => string,
  organisation: string | undefined,
): SurveyMade {
  const there = results.filter((r): r is Result => r !== undefined);
  const given = there.filter((r) => r.parts.some((p) => isNumber(p.rate)));
  if (given.length === 0) {
    const why = there[0]?.value.status === 'not-supplied' ? there[0].value.what : 'survey table';
    return {
      sheet: { part: part.part, title: part.title, groups, lines: [], absent: `Not supplied: ${why}.` },
      survey: [],
    };
  }
  return {
    sheet: {
      part: part.part,
      title: part.title,
      groups,
      lines: there.flatMap((r) => linesOf(r, `${r.indicator.split('.').slice(1).join('.')} ${title(r.indicator)}`)),
    },
    survey: given.flatMap((r) => rowsOf(r, organisation)),
  };
}
