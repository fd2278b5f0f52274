import { indicator } from '../../src/define.js';

const consultants = [
  { rule: 'not-medical', dimension: 'block', in: ['medical'] },
  { rule: 'not-consultant', dimension: 'grade', in: ['consultant', 'senior-medical-manager'] },
] as const;

/** How likely White consultants are to hold a clinical excellence award, over BME consultants. Above 1 is worse for BME. */
export default indicator({
  id: 'medical-wres.excellence-awards',
  title: 'Clinical excellence awards of consultants',
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'white', under: 'bme' },
  counts: {
    holders: {
      from: 'staff',
      population: 'workforce',
      where: [...consultants, { rule: 'no-award', column: 'excellenceAward', is: true }],
      by: ['ethnicity'],
      when: 'snapshot',
      needs: 'excellenceAward',
    },
    consultants: { from: 'staff', population: 'workforce', where: consultants, by: ['ethnicity'], when: 'snapshot' },
  },
  formula: { name: 'relative-likelihood', events: 'holders', base: 'consultants' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'consultants',
    happened: 'hold a clinical excellence award',
    toHappen: 'to hold a clinical excellence award',
  },
  adverse: 'above',
  chart: 'ratio-dots',
  checks: ['events-within-base'],
});
