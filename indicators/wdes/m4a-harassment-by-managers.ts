import { indicator } from '../../src/define.js';

/** WDES 4a(ii): the percentage of disabled staff harassed by managers, less that of non-disabled staff. Positive is worse for disabled staff. */
export default indicator({
  id: 'wdes.4a.managers',
  order: 'wdes.4a.2',
  title: 'Harassment by managers',
  unit: 'points',
  compared: { dimension: 'disability', over: 'disabled', under: 'non-disabled' },
  counts: {},
  formula: { name: 'survey-percent', item: 'managers' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'said that managers had harassed, bullied or abused them in the last 12 months',
  },
  chart: 'survey-pairs',
  checks: [],
});
