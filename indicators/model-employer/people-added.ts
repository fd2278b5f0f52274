import { indicator } from '../../src/define.js';

/** How many more BME people there are in senior bands, and in nursing from band 6, than a year before: a number of people, never points. */
export default indicator({
  id: 'model-employer.people-added',
  title: 'BME staff added in senior bands since the year before',
  unit: 'people',
  compared: { dimension: 'ethnicity', over: 'bme' },
  counts: {
    staff: {
      from: 'staff',
      population: 'workforce',
      by: ['block', 'band', 'grade', 'staff-group', 'ethnicity'],
      when: 'snapshot',
    },
  },
  formula: { name: 'people-added', staff: 'staff' },
  rows: [
    {
      breakdown: {},
      where: { block: ['non-clinical', 'clinical', 'unmapped'] },
      each: { dimension: 'band', list: 'senior-bands' },
    },
    {
      breakdown: { 'staff-group': 'nursing-midwifery' },
      each: { dimension: 'band', list: 'nursing-bands' },
    },
  ],
  words: { people: 'staff' },
  chart: 'none',
  checks: [],
});
