import { code, contract, date, key, number, required, yesNo } from '../contract.js';
import { disability, ethnicity, identity, organisation, payScale, sex, staffGroup } from './shared.js';

/** Recruitment by application. Reaching a stage is a yes or a date; a date is kept beside it. */
export const recruitment = contract({
  table: 'recruitment',
  title: 'Recruitment',
  grain: 'One application.',
  names: ['Recruitment', 'Applications', 'Applicants', 'Recruitment Applications', 'Candidates', 'Trac', 'NHS Jobs'],
  columns: {
    organisation,
    applicationReference: required(
      key(
        [
          'Application Reference',
          'Application Ref',
          'Application ID',
          'Application Number',
          'Candidate Reference',
          'Applicant ID',
          'Applicant Reference',
        ],
        'Reference of the application.',
      ),
    ),
    vacancyReference: key(
      ['Vacancy Reference', 'Vacancy Ref', 'Vacancy ID', 'Vacancy Number', 'Job Reference', 'Campaign Reference'],
      'Reference of the vacancy.',
    ),
    appliedOn: date(
      ['Date Applied', 'Application Date', 'Applied On', 'Applied', 'Date Of Application', 'Submitted On'],
      'Day of the application.',
    ),
    shortlisted: yesNo(
      ['Shortlisted', 'Short Listed', 'Is Shortlisted'],
      'Shortlisted for interview.',
      'shortlistedOn',
    ),
    shortlistedOn: date(
      ['Date Shortlisted', 'Shortlisted Date', 'Shortlisting Date', 'Shortlisted On'],
      'Day of shortlisting.',
    ),
    interviewed: yesNo(['Interviewed', 'Attended Interview', 'Interview Attended'], 'Interviewed.', 'interviewedOn'),
    interviewedOn: date(
      ['Date Interviewed', 'Interview Date', 'Date Of Interview', 'Interviewed On'],
      'Day of the interview.',
    ),
    offered: yesNo(['Offered', 'Offer Made', 'Conditional Offer', 'Job Offered'], 'Offered the post.', 'offeredOn'),
    offeredOn: date(['Date Offered', 'Offer Date', 'Date Of Offer', 'Offered On'], 'Day of the offer.'),
    offerDeclined: {
      ...yesNo(
        ['Offer Declined', 'Declined', 'Declined Offer', 'Offer Refused'],
        'Offered the post and turned it down.',
        'offerDeclinedOn',
      ),
      list: 'offer-declined',
    },
    offerDeclinedOn: date(
      ['Date Declined', 'Offer Declined Date', 'Date Offer Declined', 'Declined On'],
      'Day the offer was declined.',
    ),
    appointed: yesNo(
      ['Appointed', 'Offer Accepted', 'Accepted', 'Is Appointed'],
      'Appointed: an accepted offer.',
      'appointedOn',
    ),
    appointedOn: date(
      ['Date Appointed', 'Appointment Date', 'Appointed Date', 'Date Offer Accepted', 'Appointed On'],
      'Day of the appointment.',
    ),
    started: yesNo(['Started', 'Has Started', 'In Post'], 'Started work.', 'startedOn'),
    startedOn: date(['Start Date', 'Date Started', 'Started On', 'Actual Start Date'], 'First day of work.'),
    internal: yesNo(
      ['Internal', 'Internal Applicant', 'Internal Candidate', 'Internal/External', 'Internal or External'],
      'Already employed by this organisation.',
    ),
    internationalRecruitment: yesNo(
      [
        'International Recruitment',
        'International Recruit',
        'International',
        'International Campaign',
        'Overseas Recruitment',
      ],
      'Part of an international recruitment campaign.',
    ),
    staffGroup,
    payScale,
    ethnicity,
    disability,
    sex,
    ...identity,
  },
});

/**
 * Recruitment already counted: a stage, one characteristic, how many. Same sheet names as `recruitment`; told apart by its required
 * columns. A row has one of ethnicity, disability and sex; a row with several counts for the combination.
 */
export const recruitmentCounts = contract({
  table: 'recruitment-counts',
  title: 'Recruitment counts',
  grain: 'One stage and group, with the number of people.',
  names: ['Recruitment Counts', 'Recruitment Summary', 'Recruitment'],
  columns: {
    organisation,
    stage: required(
      code('recruitment-stage', ['Stage', 'Recruitment Stage', 'Stage Reached'], 'Stage of recruitment.'),
    ),
    appliedOn: date(['Period', 'Period End', 'Year To', 'Month'], 'Last day of the period counted.'),
    staffGroup,
    payScale,
    internationalRecruitment: yesNo(
      ['International Recruitment', 'International Recruit', 'International'],
      'Part of an international recruitment campaign.',
    ),
    ethnicity,
    disability,
    sex,
    count: required(number(['Count', 'Number', 'N', 'Headcount', 'Total', 'Applicants', 'Candidates'], 'People.')),
  },
});
