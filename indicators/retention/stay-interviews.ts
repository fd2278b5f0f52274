import { indicator } from '../../src/define.js';

/** Stay interviews held over staff in post. */
export default indicator({
  id: 'retention.stay-interviews',
  title: 'Stay interviews',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'measured', by: 'stay-interviews' },
  rows: [],
  words: { people: 'staff' },
  chart: 'none',
  tables: ['stay-interviews'],
  checks: [],
});
