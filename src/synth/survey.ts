import { addYears, type Day, partsOf } from '../core/dates.js';
import type { Person } from './model.js';
import type { Random } from './random.js';
import { settings } from './settings.js';
import { countedAt } from './who.js';

/** One question and group of a published survey, as a trust's survey report prints it. */
export interface SurveyAnswer {
  readonly year: string;
  readonly question: string;
  readonly group: string;
  readonly percentage?: string;
  readonly score?: string;
  readonly respondents: string;
}

const { survey } = settings;

/** Nobody's answers: percentages near the settings' on the respondents a trust of this size would have. Fewer than eleven are hidden, as at source. */
function answersOf(random: Random, staff: readonly Person[], year: string): readonly SurveyAnswer[] {
  const bme = staff.filter((p) => p.ethnicity.group === 'bme').length;
  const white = staff.filter((p) => p.ethnicity.group === 'white').length;
  const answered = (people: number): number => Math.round(people * survey.response);
  const bases: Readonly<Record<string, number>> = {
    BME: answered(bme),
    White: answered(white),
    'Staff with a LTC or illness': answered(staff.length * survey.longTermCondition),
    'Staff without a LTC or illness': answered(staff.length * (1 - survey.longTermCondition)),
    'All staff': answered(staff.length),
  };
  return survey.questions.flatMap(([question, scored, groups]) =>
    Object.entries(groups).flatMap(([group, near]): SurveyAnswer[] => {
      const part = survey.asked[question] ?? 1;
      const base = Math.round((bases[group] ?? 0) * part);
      const spread = scored ? 0.2 : 3;
      const value = (near + spread * (2 * random.unit() - 1)).toFixed(scored ? 2 : 1);
      if (base === 0) return [];
      const shown = base < 11 ? '*' : value;
      return [
        {
          year,
          question,
          group,
          ...(scored ? { score: shown } : { percentage: shown }),
          respondents: base < 11 ? '<11' : String(base),
        },
      ];
    }),
  );
}

/** The survey of the autumn before the snapshot, and that of the year before. */
export const surveyOf = (random: Random, people: readonly Person[], snapshot: Day): readonly SurveyAnswer[] =>
  [snapshot, addYears(snapshot, -1)].flatMap((on) =>
    answersOf(
      random,
      people.filter((p) => countedAt(p, on) !== undefined),
      String(partsOf(on).year - 1),
    ),
  );
