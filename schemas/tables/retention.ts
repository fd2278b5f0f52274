import { code, contract, date, key, number, required, text, yesNo } from '../contract.js';
import { disability, employeeNumber, ethnicity, organisation, sex, staffGroup } from './shared.js';

const monthHeaders = ['Month', 'Tm Year Month', 'Period', 'Month Ending', 'Absence Month', 'Date'] as const;
const nationality = code('nationality', ['Nationality'], 'Nationality as recorded.');

/** Sickness and other absence, month by month: days available on every row, days lost where somebody was away. */
export const absence = contract({
  table: 'absence',
  title: 'Absence',
  grain: 'One person in one month, or one spell of absence in it.',
  names: ['Absence', 'Absences', 'Sickness', 'Sickness Absence', 'Absence Days'],
  columns: {
    organisation,
    employeeNumber,
    month: required(date(monthHeaders, 'The month; any day of it.')),
    absenceCategory: text(['Absence Category', 'Category'], 'Only "Sickness" counts as days lost.'),
    absenceReason: text(
      ['Absence Reason', 'Attendance Reason', 'Reason', 'Related Reason'],
      'Reason of the absence; a reason of sickness begins with its code, S10 to S99.',
    ),
    fteDaysLost: required(
      number(
        ['FTE Days Lost', 'Wte Days Lost', 'Wte Days Lost This Month', 'Wte Days Sick This Month'],
        'Full-time days lost, of calendar days.',
      ),
    ),
    fteDaysAvailable: number(
      ['FTE Days Available', 'Wte Days Available'],
      'Full-time days the person could have worked.',
    ),
    staffGroup,
    ethnicity,
  },
});

/** Spend on agency staff, from the ledger. It has no staff records behind it and cannot be split by group. */
export const agency = contract({
  table: 'agency',
  title: 'Agency spend',
  grain: 'One month.',
  names: ['Agency', 'Agency Spend', 'Agency Costs', 'Temporary Staffing'],
  columns: {
    organisation,
    month: required(date(monthHeaders, 'The month; any day of it.')),
    agencySpend: required(
      number(['Agency Spend', 'Agency Cost', 'Agency Costs', 'Agency Expenditure'], 'Pounds spent on agency staff.'),
    ),
    payBill: number(
      ['Pay Bill', 'Total Pay Bill', 'Total Pay', 'Total Pay Spend', 'Pay Expenditure', 'Total Pay Cost'],
      'Pounds spent on all pay, agency included.',
    ),
  },
});

const interviewColumns = {
  organisation,
  employeeNumber,
  interviewedOn: date(
    ['Interview Date', 'Date Of Interview', 'Interviewed On', 'Date Completed', 'Completed On'],
    'Day of the interview.',
  ),
  completed: yesNo(
    ['Completed', 'Interview Held', 'Interview Completed', 'Held', 'Taken Up'],
    'Whether the interview took place.',
    'interviewedOn',
  ),
  mainReason: text(
    ['Main Reason', 'Primary Reason', 'Theme'],
    'What the person said first, by theme; never their words.',
  ),
  ethnicity,
};

export const exitInterviews = contract({
  table: 'exit-interviews',
  title: 'Exit interviews',
  grain: 'One interview offered to a leaver.',
  names: ['Exit Interviews', 'Exit Interview', 'Exit Questionnaires', 'Leaver Interviews'],
  columns: { ...interviewColumns, completed: required(interviewColumns.completed) },
});

export const stayInterviews = contract({
  table: 'stay-interviews',
  title: 'Stay interviews',
  grain: 'One interview offered to somebody in post.',
  names: ['Stay Interviews', 'Stay Interview', 'Stay Conversations', 'Itchy Feet'],
  columns: { ...interviewColumns, completed: required(interviewColumns.completed) },
});

export const flexibleWorking = contract({
  table: 'flexible-working',
  title: 'Flexible working requests',
  grain: 'One request.',
  names: ['Flexible Working', 'Flexible Working Requests', 'Flexible Working Request', 'Flex Requests'],
  columns: {
    organisation,
    requestReference: key(['Request Reference', 'Request Number', 'Request Id', 'Request'], 'Number of the request.'),
    employeeNumber,
    requestedOn: date(['Request Date', 'Date Requested', 'Requested On', 'Date Of Request'], 'Day of the request.'),
    outcome: required(
      code(
        'request-outcome',
        ['Outcome', 'Decision', 'Request Outcome', 'Request Status', 'Result'],
        'Approved, approved in part, refused, withdrawn or pending.',
      ),
    ),
    requestType: text(['Request Type', 'Type Of Request', 'Arrangement'], 'What was asked for.'),
    ethnicity,
    disability,
    sex,
    nationality,
    staffGroup,
  },
});

/** Answers to a retention survey or a pulse survey, wave by wave: other people each time, so waves are compared as separate samples. */
export const retentionSurvey = contract({
  table: 'retention-survey',
  title: 'Retention survey',
  grain: 'One question, group and wave.',
  names: ['Retention Survey', 'Stay Survey', 'Pulse Survey', 'Intention To Leave Survey'],
  columns: {
    organisation,
    wave: required(
      text(['Wave', 'Survey Wave', 'Survey', 'Survey Date'], 'Which time the survey was held; waves sort as text.'),
    ),
    question: required(text(['Question', 'Question Text', 'Item'], 'The question, in a few words.')),
    group: required(text(['Group', 'Respondent Group', 'Demographic'], 'Whose answers: All, White, BME ...')),
    count: number(['Count', 'Number', 'Said Yes', 'Positive'], 'Respondents who said so.'),
    percentage: number(['Percentage', 'Percent', 'Score %'], 'Percentage who said so, from 0 to 100.'),
    respondents: number(['Respondents', 'Base', 'Responses', 'Number Of Respondents'], 'Respondents who answered.'),
  },
});

/** Trusts of a country or region, from published statistics: the frame that a scan of policies is sampled from. */
export const trusts = contract({
  table: 'trusts',
  title: 'Trusts',
  grain: 'One trust.',
  names: ['Trusts', 'Trust List', 'Sampling Frame'],
  columns: {
    trust: required(text(['Trust', 'Trust Code', 'Org Code', 'ODS Code', 'Organisation Code'], 'Code of the trust.')),
    trustName: text(['Trust Name', 'Org Name', 'Organisation Name'], 'Name of the trust.'),
    region: required(text(['Region', 'NHSE Region Name', 'Region Name'], 'Region the trust is in.')),
    minoritised: number(
      ['Minoritised', 'Minoritised Staff', 'BME', 'BME Staff', 'Ethnic Minority Staff'],
      'Ethnic minority staff.',
    ),
    international: number(
      ['International', 'International Staff', 'Migrant Staff', 'Non-UK Staff'],
      'Staff whose nationality is not British.',
    ),
    staff: number(['Staff', 'All Staff', 'Headcount', 'Total Staff'], 'All staff, for shares.'),
    stability: number(
      ['Stability', 'Stability Index', 'Retention Rate'],
      'Percent of staff at the start still there a year later.',
    ),
    turnover: number(['Turnover', 'Leaver Rate', 'Turnover Rate'], 'Percent of staff who left in a year.'),
  },
});
