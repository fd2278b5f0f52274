import { indicator } from '../../src/define.js';

/** Appointment to consultant posts from shortlisting, White over BME. Above 1 is worse for BME. */
export default indicator({
  id: 'medical-wres.consultant-recruitment',
  title: 'Consultant posts: appointment from shortlisting',
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'white', under: 'bme' },
  counts: {
    shortlisted: {
      from: 'recruitment',
      population: 'applications',
      where: [
        { rule: 'not-consultant-post', dimension: 'grade', in: ['consultant', 'senior-medical-manager'] },
        { rule: 'not-shortlisted', column: 'shortlisted', is: true },
      ],
      by: ['ethnicity'],
      measure: 'rows',
      when: 'period',
    },
    appointed: {
      from: 'recruitment',
      population: 'applications',
      where: [
        { rule: 'not-consultant-post', dimension: 'grade', in: ['consultant', 'senior-medical-manager'] },
        { rule: 'not-shortlisted', column: 'shortlisted', is: true },
        { rule: 'not-appointed', column: 'appointed', is: true },
        { rule: 'offer-declined', column: 'offerDeclined', isNot: true },
      ],
      by: ['ethnicity'],
      measure: 'rows',
      when: 'period',
    },
  },
  formula: { name: 'relative-likelihood', events: 'appointed', base: 'shortlisted' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'shortlisted applicants for consultant posts',
    happened: 'were appointed',
    toHappen: 'to be appointed',
  },
  adverse: 'above',
  chart: 'ratio-dots',
  checks: ['events-within-base', 'unknown-share-alike'],
});
