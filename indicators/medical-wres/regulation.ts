import { indicator } from '../../src/define.js';

/** Referral and revalidation of doctors: nothing of it can be counted here; the edition says who holds it. */
export default indicator({
  id: 'medical-wres.regulation',
  title: 'Referral and revalidation of doctors',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme' },
  counts: {},
  formula: { name: 'held-elsewhere' },
  rows: [{ breakdown: {} }],
  words: { people: 'doctors' },
  chart: 'none',
  checks: [],
});
