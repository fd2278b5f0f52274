import { indicator } from '../../src/define.js';

/** How long staff stay: leaving rates at equal length of service, BME over White. Above 1, BME staff leave faster. */
export default indicator({
  id: 'turnover.survival',
  order: 'turnover.7',
  title: 'How long staff stay',
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'measured', by: 'survival' },
  rows: [],
  words: { people: 'staff', happened: 'left', toHappen: 'to leave' },
  chart: 'none',
  checks: [],
});
