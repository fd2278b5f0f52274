import { indicator } from '../../src/define.js';

/** WDES 2: how likely shortlisted non-disabled applicants are to be appointed, over shortlisted disabled applicants. Above 1 is worse for disabled applicants. */
export default indicator({
  id: 'wdes.2',
  title: 'Appointment from shortlisting',
  unit: 'ratio',
  compared: { dimension: 'disability', over: 'non-disabled', under: 'disabled' },
  counts: {
    shortlisted: {
      from: 'recruitment',
      population: 'applications',
      where: [{ rule: 'not-shortlisted', column: 'shortlisted', is: true }],
      by: ['disability', 'campaign'],
      measure: 'rows',
      when: 'period',
    },
    appointed: {
      from: 'recruitment',
      population: 'applications',
      where: [
        { rule: 'not-shortlisted', column: 'shortlisted', is: true },
        { rule: 'not-appointed', column: 'appointed', is: true },
        { rule: 'offer-declined', column: 'offerDeclined', isNot: true },
      ],
      by: ['disability', 'campaign'],
      measure: 'rows',
      when: 'period',
    },
  },
  formula: { name: 'relative-likelihood', events: 'appointed', base: 'shortlisted' },
  rows: [{ breakdown: {} }, { breakdown: { campaign: 'without-international' }, onlyWith: 'internationalRecruitment' }],
  words: { people: 'shortlisted applicants', happened: 'were appointed', toHappen: 'to be appointed' },
  adverse: 'above',
  chart: 'ratio-dots',
  checks: ['events-within-base', 'unknown-share-alike'],
});
