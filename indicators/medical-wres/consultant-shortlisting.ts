import { recruitmentStages } from '../../src/define.js';

const applied = [
  { rule: 'not-consultant-post', dimension: 'grade', in: ['consultant', 'senior-medical-manager'] },
] as const;

/** Shortlisting for consultant posts from application, White over BME. Above 1 is worse for BME. */
export default recruitmentStages({
  id: 'medical-wres.consultant-recruitment.shortlisting',
  title: 'Consultant posts: shortlisting from application',
  base: ['applied', applied],
  events: ['shortlisted', [...applied, { rule: 'not-shortlisted', column: 'shortlisted', is: true }]],
  words: { people: 'applicants for consultant posts', happened: 'were shortlisted', toHappen: 'to be shortlisted' },
});
