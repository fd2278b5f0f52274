import { recruitmentStages } from '../../src/define.js';

const shortlisted = [
  { rule: 'not-consultant-post', dimension: 'grade', in: ['consultant', 'senior-medical-manager'] },
  { rule: 'not-shortlisted', column: 'shortlisted', is: true },
] as const;

/** Appointment to consultant posts from shortlisting, White over BME. Above 1 is worse for BME. */
export default recruitmentStages({
  id: 'medical-wres.consultant-recruitment',
  title: 'Consultant posts: appointment from shortlisting',
  base: ['shortlisted', shortlisted],
  events: [
    'appointed',
    [
      ...shortlisted,
      { rule: 'not-appointed', column: 'appointed', is: true },
      { rule: 'offer-declined', column: 'offerDeclined', isNot: true },
    ],
  ],
  words: {
    people: 'shortlisted applicants for consultant posts',
    happened: 'were appointed',
    toHappen: 'to be appointed',
  },
});
