import { indicator } from '../../src/define.js';

/** Clinical excellence awards of consultants: nothing of it can be counted here; the edition says who holds it. */
export default indicator({
  id: 'medical-wres.excellence-awards',
  title: 'Clinical excellence awards of consultants',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme' },
  counts: {},
  formula: { name: 'held-elsewhere' },
  rows: [{ breakdown: {} }],
  words: { people: 'doctors' },
  chart: 'none',
  checks: [],
});
