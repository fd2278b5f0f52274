import { indicator } from '../../src/define.js';

/** Trusts to scan. See docs/horizon-scan.md. */
export default indicator({
  id: 'horizon-scan.sample',
  title: 'Trusts to scan',
  unit: 'organisations',
  compared: { dimension: 'trusts', over: 'selected' },
  counts: {},
  formula: { name: 'measured', by: 'trust-sample' },
  rows: [],
  words: { people: 'trusts' },
  chart: 'none',
  tables: ['trusts'],
  checks: [],
});
