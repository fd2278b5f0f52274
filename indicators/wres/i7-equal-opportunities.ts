import { indicator } from '../../src/define.js';

/** WRES 7: the percentage of BME staff who believe in equal opportunities for progression, less that of White staff. Negative is worse for BME staff. */
export default indicator({
  id: 'wres.7',
  title: 'Equal opportunities for progression',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'survey-percent', item: 'progression' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'believed that the organisation gives equal opportunities for career progression or promotion',
  },
  chart: 'survey-pairs',
  checks: [],
});
