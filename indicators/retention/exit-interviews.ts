import { indicator } from '../../src/define.js';

/** Exit interviews held over leavers of the year. */
export default indicator({
  id: 'retention.exit-interviews',
  title: 'Exit interviews',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'measured', by: 'exit-interviews' },
  rows: [],
  words: { people: 'leavers' },
  chart: 'none',
  tables: ['exit-interviews'],
  checks: [],
});
