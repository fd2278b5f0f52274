import { indicator } from '../../src/define.js';

/** WRES 2: how likely shortlisted White applicants are to be appointed, over shortlisted BME applicants. Above 1 is worse for BME. */
export default indicator({
  id: 'wres.2',
  title: 'Appointment from shortlisting',
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'white', under: 'bme' },
  counts: {
    shortlisted: {
      from: 'recruitment',
      population: 'applications',
      where: [{ rule: 'not-shortlisted', column: 'shortlisted', is: true }],
      by: ['ethnicity', 'campaign'],
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
      by: ['ethnicity', 'campaign'],
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
