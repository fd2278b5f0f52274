import { indicator } from '../../src/define.js';

/** What WRES 7 asks, of bank-only workers: the percentage of BME bank-only workers less that of White bank-only workers. */
export default indicator({
  id: 'bank-wres.survey-7',
  title: 'Bank-only workers: equal opportunities',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'survey-percent', item: 'bank-progression' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'bank-only workers',
    happened: 'believed that the organisation gives equal opportunities for career progression or promotion',
  },
  chart: 'survey-pairs',
  checks: [],
});
