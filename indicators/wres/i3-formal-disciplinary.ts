import { indicator } from '../../src/define.js';

/** WRES 3: how likely BME staff are to enter the formal disciplinary process, over White staff. Above 1 is worse for BME. */
export default indicator({
  id: 'wres.3',
  title: 'Formal disciplinary process',
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {
    staff: { from: 'staff', population: 'workforce', by: ['ethnicity'], when: 'snapshot' },
    cases: {
      from: 'cases',
      population: 'workforce',
      where: [
        { rule: 'not-disciplinary', dimension: 'case-type', in: ['disciplinary'] },
        { rule: 'not-formal', column: 'formal', is: true },
      ],
      by: ['ethnicity'],
      when: 'period',
      ofStaff: true,
    },
  },
  formula: { name: 'relative-likelihood', events: 'cases', base: 'staff' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'entered the formal disciplinary process',
    toHappen: 'to enter the formal disciplinary process',
  },
  adverse: 'above',
  chart: 'ratio-dots',
  checks: ['events-within-base'],
});
