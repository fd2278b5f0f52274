import { indicator } from '../../src/define.js';

/** Requests for flexible working approved, of those decided, by group. */
export default indicator({
  id: 'retention.flexible-working',
  title: 'Flexible working requests',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'measured', by: 'flexible-working' },
  rows: [],
  words: { people: 'requests' },
  chart: 'none',
  tables: ['flexible-working'],
  checks: [],
});
