import { indicator } from '../../src/define.js';

/** WRES 4: how likely White staff are to take up non-mandatory training and CPD, over BME staff. Above 1 is worse for BME. */
export default indicator({
  id: 'wres.4',
  title: 'Non-mandatory training and CPD',
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'white', under: 'bme' },
  counts: {
    staff: { from: 'staff', population: 'workforce', by: ['ethnicity'], when: 'snapshot' },
    trained: {
      from: 'training',
      population: 'workforce',
      where: [
        { rule: 'mandatory-not-stated', column: 'mandatory', known: true },
        { rule: 'mandatory', column: 'mandatory', is: false },
      ],
      by: ['ethnicity'],
      when: 'period',
      ofStaff: true,
    },
  },
  formula: { name: 'relative-likelihood', events: 'trained', base: 'staff' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'took up non-mandatory training',
    toHappen: 'to take up non-mandatory training',
  },
  adverse: 'above',
  chart: 'ratio-dots',
  checks: ['events-within-base'],
});
