import { indicator } from '../../src/define.js';

/** Councils of medical bodies: nothing of it can be counted here; the edition says who holds it. */
export default indicator({
  id: 'medical-wres.councils',
  title: 'Councils of medical bodies',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme' },
  counts: {},
  formula: { name: 'held-elsewhere' },
  rows: [{ breakdown: {} }],
  words: { people: 'doctors' },
  chart: 'none',
  checks: [],
});
