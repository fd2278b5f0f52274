import { indicator } from '../../src/define.js';

/** WDES 6: of those who came to work unwell, the percentage of disabled staff under pressure from a manager to do so, less that of non-disabled staff. Positive is worse for disabled staff. */
export default indicator({
  id: 'wdes.6',
  title: 'Pressure to come to work unwell',
  unit: 'points',
  compared: { dimension: 'disability', over: 'disabled', under: 'non-disabled' },
  counts: {},
  formula: { name: 'survey-percent', item: 'pressure' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'said that they had felt pressure from their manager to come to work when not well enough',
  },
  chart: 'survey-pairs',
  checks: [],
});
