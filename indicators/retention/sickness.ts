import { indicator } from '../../src/define.js';

/** Full-time days lost to sickness over full-time days available, in twelve months and month by month; days lost for S10; BME over White. */
export default indicator({
  id: 'retention.sickness',
  title: 'Sickness absence',
  unit: 'rate',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'measured', by: 'sickness' },
  rows: [],
  words: { people: 'staff' },
  chart: 'none',
  tables: ['absence'],
  checks: [],
});
