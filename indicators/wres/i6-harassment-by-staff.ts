import { indicator } from '../../src/define.js';

/** WRES 6: the percentage of BME staff harassed by managers or other colleagues, somebody who says both once, less that of White staff. Positive is worse for BME staff. */
export default indicator({
  id: 'wres.6',
  title: 'Harassment by staff',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'survey-percent', item: 'staff' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'said that managers or other colleagues had harassed, bullied or abused them in the last 12 months',
  },
  chart: 'survey-pairs',
  checks: [],
});
