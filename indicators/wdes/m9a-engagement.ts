import { indicator } from '../../src/define.js';

/** WDES 9a: the staff engagement score of disabled staff less that of non-disabled staff, from 0 to 10. Negative is worse for disabled staff. */
export default indicator({
  id: 'wdes.9a',
  title: 'Staff engagement score',
  unit: 'score',
  compared: { dimension: 'disability', over: 'disabled', under: 'non-disabled' },
  counts: {},
  formula: { name: 'survey-score', item: 'engagement', parts: ['motivation', 'involvement', 'advocacy'] },
  rows: [{ breakdown: {} }],
  words: { people: 'staff', happened: 'staff engagement score' },
  chart: 'none',
  checks: [],
});
