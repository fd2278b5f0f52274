import { indicator } from '../../src/define.js';

/** What WRES 5 asks, of bank-only workers: the percentage of BME bank-only workers less that of White bank-only workers. */
export default indicator({
  id: 'bank-wres.survey-5',
  title: 'Bank-only workers: harassment by patients, relatives or the public',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'survey-percent', item: 'bank-public' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'bank-only workers',
    happened: 'said that patients, relatives or the public had harassed, bullied or abused them in the last 12 months',
  },
  chart: 'survey-pairs',
  checks: [],
});
