import { indicator } from '../../src/define.js';

/** Model Employer: how many more BME staff each senior band needs to be as BME as the whole workforce, and the path to it. */
export default indicator({
  id: 'model-employer',
  title: 'BME representation in senior bands',
  unit: 'people',
  compared: { dimension: 'ethnicity', over: 'bme' },
  counts: {
    staff: { from: 'staff', population: 'workforce', by: ['block', 'band', 'grade', 'ethnicity'], when: 'snapshot' },
    baseline: {
      from: 'staff',
      population: 'workforce',
      by: ['block', 'band', 'grade', 'ethnicity'],
      when: 'baseline',
      optional: true,
    },
    leavers: {
      from: 'leavers',
      population: 'left-the-workforce',
      by: ['block', 'band', 'grade'],
      when: 'period',
      optional: true,
    },
  },
  formula: { name: 'representation-gap', staff: 'staff', baseline: 'baseline', leavers: 'leavers' },
  rows: [
    {
      breakdown: {},
      where: { block: ['non-clinical', 'clinical', 'unmapped'] },
      each: { dimension: 'band', list: 'senior-bands' },
    },
    { breakdown: { block: 'non-clinical' }, each: { dimension: 'band', list: 'senior-bands' } },
    { breakdown: { block: 'clinical' }, each: { dimension: 'band', list: 'senior-bands' } },
  ],
  words: { people: 'staff' },
  chart: 'band-paths',
  checks: [],
});
