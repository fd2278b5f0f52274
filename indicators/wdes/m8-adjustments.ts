import { indicator } from '../../src/define.js';

/** WDES 8: the percentage of disabled staff who say that the employer made the adjustments they need. Only disabled staff are asked. */
export default indicator({
  id: 'wdes.8',
  title: 'Adjustments made for disabled staff',
  unit: 'share',
  compared: { dimension: 'disability', over: 'disabled' },
  counts: {},
  formula: { name: 'survey-percent', item: 'adjustments' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'said that their employer had made the adjustments they need to do their work',
  },
  chart: 'survey-pairs',
  checks: [],
});
