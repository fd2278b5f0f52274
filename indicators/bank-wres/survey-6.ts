import { indicator } from '../../src/define.js';

/** What WRES 6 asks, of bank-only workers: the percentage of BME bank-only workers less that of White bank-only workers. */
export default indicator({
  id: 'bank-wres.survey-6',
  title: 'Bank-only workers: harassment by staff',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'survey-percent', item: 'bank-staff' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'bank-only workers',
    happened: 'said that managers or other colleagues had harassed, bullied or abused them in the last 12 months',
  },
  chart: 'survey-pairs',
  checks: [],
});
