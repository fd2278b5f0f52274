import { indicator } from '../../src/define.js';

/** WDES 5: the percentage of disabled staff who believe in equal opportunities for progression, less that of non-disabled staff. Negative is worse for disabled staff. */
export default indicator({
  id: 'wdes.5',
  title: 'Equal opportunities for progression',
  unit: 'points',
  compared: { dimension: 'disability', over: 'disabled', under: 'non-disabled' },
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
