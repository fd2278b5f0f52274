import { indicator } from '../../src/define.js';

/** First-year attrition: of the people who started in the year before, the share who left within 365 days of starting. */
export default indicator({
  id: 'turnover.first-year',
  order: 'turnover.4',
  title: 'First-year attrition',
  unit: 'rate',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {
    leavers: { from: 'leavers', population: 'workforce', by: ['ethnicity'], when: 'period' },
    joined: { from: 'starters', population: 'workforce', by: ['ethnicity'], when: 'period' },
  },
  formula: { name: 'turnover', what: 'first-year' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'left within a year of starting',
    toHappen: 'to leave within a year of starting',
  },
  chart: 'rate-dots',
  checks: [],
});
