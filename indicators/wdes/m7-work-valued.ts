import { indicator } from '../../src/define.js';

/** WDES 7: the percentage of disabled staff satisfied with how far the organisation values their work, less that of non-disabled staff. Negative is worse for disabled staff. */
export default indicator({
  id: 'wdes.7',
  title: 'Satisfied with how far work is valued',
  unit: 'points',
  compared: { dimension: 'disability', over: 'disabled', under: 'non-disabled' },
  counts: {},
  formula: { name: 'survey-percent', item: 'valued' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'were satisfied with how far the organisation values their work',
  },
  chart: 'survey-pairs',
  checks: [],
});
