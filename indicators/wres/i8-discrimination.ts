import { indicator } from '../../src/define.js';

/** WRES 8: the percentage of BME staff who had discrimination from a manager, team leader or colleagues, less that of White staff. Positive is worse for BME staff. */
export default indicator({
  id: 'wres.8',
  title: 'Discrimination by manager, team leader or colleagues',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'survey-percent', item: 'discrimination' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened:
      'said that they had had discrimination from a manager, team leader or other colleagues in the last 12 months',
  },
  chart: 'survey-pairs',
  checks: [],
});
