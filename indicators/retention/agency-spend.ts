import { indicator } from '../../src/define.js';

/** Spend on agency staff over the pay bill. A ledger figure without groups. */
export default indicator({
  id: 'retention.agency-spend',
  title: 'Agency spend',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'measured', by: 'agency-spend' },
  rows: [],
  words: { people: 'pay' },
  chart: 'none',
  tables: ['agency'],
  checks: [],
});
