import { indicator } from '../../src/define.js';

/** WDES 9b: whether the organisation has acted so that the voices of disabled staff are heard, yes or no, with its own words. */
export default indicator({
  id: 'wdes.9b',
  title: 'Voices of disabled staff heard',
  unit: 'yes-no',
  compared: { dimension: 'disability', over: 'disabled' },
  counts: {},
  formula: { name: 'statement' },
  rows: [{ breakdown: {} }],
  words: { people: 'staff' },
  chart: 'none',
  checks: [],
});
