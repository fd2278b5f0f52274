import { indicator } from '../../src/define.js';

/** WDES 4b: of those harassed, the percentage of disabled staff who say it was reported the last time, less that of non-disabled staff. Negative is worse for disabled staff. */
export default indicator({
  id: 'wdes.4b',
  title: 'Harassment reported',
  unit: 'points',
  compared: { dimension: 'disability', over: 'disabled', under: 'non-disabled' },
  counts: {},
  formula: { name: 'survey-percent', item: 'reported' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'said that they or a colleague had reported it the last time they were harassed, bullied or abused',
  },
  chart: 'survey-pairs',
  checks: [],
});
