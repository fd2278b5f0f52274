import { indicator } from '../../src/define.js';

/** WDES 4a(iii): the percentage of disabled staff harassed by other colleagues, less that of non-disabled staff. Positive is worse for disabled staff. */
export default indicator({
  id: 'wdes.4a.colleagues',
  order: 'wdes.4a.3',
  title: 'Harassment by other colleagues',
  unit: 'points',
  compared: { dimension: 'disability', over: 'disabled', under: 'non-disabled' },
  counts: {},
  formula: { name: 'survey-percent', item: 'colleagues' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'said that other colleagues had harassed, bullied or abused them in the last 12 months',
  },
  chart: 'survey-pairs',
  checks: [],
});
