import type { Indicator, MeasuredBy } from '../define.js';
import { beforeAndAfter } from './before-and-after.js';
import { selfAssessment } from './framework/assessment.js';
import { statementRatings } from './horizon/ratings.js';
import { trustSample } from './horizon/trusts.js';
import { agencySpend } from './retention/agency.js';
import { flexibleWorking } from './retention/flexible.js';
import { induction } from './retention/induction.js';
import { exitInterviews, stayInterviews } from './retention/interviews.js';
import { workforceProfile } from './retention/profile.js';
import { sickness } from './retention/sickness.js';
import { retentionSurvey } from './retention/survey.js';
import { survival } from './survival/index.js';
import type { Measured, Measurer, Measuring } from './types.js';
import { absentRow } from './view.js';

export type { Measured, Measuring } from './types.js';

const measurers: Readonly<Partial<Record<MeasuredBy, Measurer>>> = {
  survival,
  sickness,
  'workforce-profile': workforceProfile,
  'agency-spend': agencySpend,
  'exit-interviews': exitInterviews,
  'stay-interviews': stayInterviews,
  induction,
  'flexible-working': flexibleWorking,
  'retention-survey': retentionSurvey,
  'trust-sample': trustSample,
  'statement-ratings': statementRatings,
  'self-assessment': selfAssessment,
  'before-and-after': beforeAndAfter,
};

/** Whether an indicator's figures are worked by a function of this folder. */
export const isMeasured = ({ formula }: Indicator): boolean => formula.name === 'measured';

/** Works an indicator's figures, for the gate. Throws a RangeError for an indicator that no function is for, and for tables held in two places. */
export async function measure(of: Measuring): Promise<Measured> {
  const { formula } = of.indicator;
  const measurer = formula.name === 'measured' ? measurers[formula.by] : undefined;
  if (!measurer) throw new RangeError(`nothing measures ${of.indicator.id}`);
  return await measurer(of);
}

export { absentRow };
