import { indicator } from '../../src/define.js';

/** Shortlisting for consultant posts from application, White over BME. Above 1 is worse for BME. */
export default indicator({
  id: 'medical-wres.consultant-recruitment.shortlisting',
  title: 'Consultant posts: shortlisting from application',
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'white', under: 'bme' },
  counts: {
    applied: {
      from: 'recruitment',
      population: 'applications',
      where: [{ rule: 'not-consultant-post', dimension: 'grade', in: ['consultant', 'senior-medical-manager'] }],
      by: ['ethnicity'],
      measure: 'rows',
      when: 'period',
    },
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
  },
  formula: { name: 'relative-likelihood', events: 'shortlisted', base: 'applied' },
  rows: [{ breakdown: {} }],
  words: { people: 'applicants for consultant posts', happened: 'were shortlisted', toHappen: 'to be shortlisted' },
  adverse: 'above',
  chart: 'ratio-dots',
  checks: ['events-within-base', 'unknown-share-alike'],
});
