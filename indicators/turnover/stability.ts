import { indicator } from '../../src/define.js';

/** Stability: of the staff in post at the start of the year, the share still there at its end. */
export default indicator({
  id: 'turnover.stability',
  order: 'turnover.3',
  title: 'Stability',
  unit: 'rate',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {
    opening: { from: 'staff', population: 'workforce', by: ['ethnicity'], when: 'opening' },
    closing: { from: 'staff', population: 'workforce', by: ['ethnicity'], when: 'snapshot' },
  },
  formula: { name: 'turnover', what: 'stability' },
  rows: [{ breakdown: {} }],
  words: { people: 'staff', happened: 'stayed the year', toHappen: 'to stay the year' },
  chart: 'rate-dots',
  checks: [],
});
