import { indicator } from '../../src/define.js';

/** WRES 5: the percentage of BME staff harassed by patients, relatives or the public, less that of White staff. Positive is worse for BME staff. */
export default indicator({
  id: 'wres.5',
  title: 'Harassment by patients, relatives or the public',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'survey-percent', item: 'public' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'said that patients, relatives or the public had harassed, bullied or abused them in the last 12 months',
  },
  chart: 'survey-pairs',
  checks: [],
});
