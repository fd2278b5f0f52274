import { indicator } from '../../src/define.js';

/** Medical education and examinations: nothing of it can be counted here; the edition says who holds it. */
export default indicator({
  id: 'medical-wres.education',
  title: 'Medical education and examinations',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme' },
  counts: {},
  formula: { name: 'held-elsewhere' },
  rows: [{ breakdown: {} }],
  words: { people: 'doctors' },
  chart: 'none',
  checks: [],
});
