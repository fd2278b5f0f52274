import { indicator } from '../../src/define.js';

/** WDES 4a(i): the percentage of disabled staff harassed by patients, relatives or the public, less that of non-disabled staff. Positive is worse for disabled staff. */
export default indicator({
  id: 'wdes.4a.patients',
  order: 'wdes.4a.1',
  title: 'Harassment by patients, relatives or the public',
  unit: 'points',
  compared: { dimension: 'disability', over: 'disabled', under: 'non-disabled' },
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
