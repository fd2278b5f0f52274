import { indicator } from '../../src/define.js';

/** Bank-only workers who enter the formal disciplinary process in the year, over those active at the snapshot, BME over White. Above 1 is worse for BME. */
export default indicator({
  id: 'bank-wres.disciplinary',
  title: 'Formal disciplinary process, bank-only workers',
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {
    cases: {
      from: 'cases',
      population: 'employed-or-bank',
      main: 'bank-only',
      where: [
        { rule: 'not-disciplinary', dimension: 'case-type', in: ['disciplinary'] },
        { rule: 'not-formal', column: 'formal', is: true },
      ],
      by: ['ethnicity'],
      when: 'period',
      ofStaff: true,
    },
    staff: {
      from: 'staff',
      population: 'employed-or-bank',
      main: 'bank-only',
      activeWithin: 'active',
      by: ['ethnicity'],
      when: 'snapshot',
    },
  },
  formula: { name: 'relative-likelihood', events: 'cases', base: 'staff' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'bank-only workers',
    happened: 'entered the formal disciplinary process',
    toHappen: 'to enter the formal disciplinary process',
  },
  adverse: 'above',
  chart: 'ratio-dots',
  checks: ['events-within-base'],
});
