import { indicator } from '../../src/define.js';

/** Route of entry into the NHS of bank-only workers: nothing of it can be counted here; the edition says who holds it. */
export default indicator({
  id: 'bank-wres.route-of-entry',
  title: 'Route of entry into the NHS of bank-only workers',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme' },
  counts: {},
  formula: { name: 'held-elsewhere' },
  rows: [{ breakdown: {} }],
  words: { people: 'bank-only workers' },
  chart: 'none',
  checks: [],
});
