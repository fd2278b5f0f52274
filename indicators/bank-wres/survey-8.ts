import { indicator } from '../../src/define.js';

/** What WRES 8 asks, of bank-only workers: the percentage of BME bank-only workers less that of White bank-only workers. */
export default indicator({
  id: 'bank-wres.survey-8',
  title: 'Bank-only workers: discrimination by manager, team leader or colleagues',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'survey-percent', item: 'bank-discrimination' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'bank-only workers',
    happened:
      'said that they had had discrimination from a manager, team leader or other colleagues in the last 12 months',
  },
  chart: 'survey-pairs',
  checks: [],
});
