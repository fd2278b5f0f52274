import { indicator } from '../../src/define.js';

/** Voluntary turnover: people who resigned, over the same base as the leaver rate; a reason that is not known is not taken for a resignation. */
export default indicator({
  id: 'turnover.voluntary',
  order: 'turnover.2',
  title: 'Voluntary turnover',
  unit: 'rate',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {
    leavers: { from: 'leavers', population: 'workforce', by: ['ethnicity'], when: 'period' },
    opening: { from: 'staff', population: 'workforce', by: ['ethnicity'], when: 'opening' },
    closing: { from: 'staff', population: 'workforce', by: ['ethnicity'], when: 'snapshot' },
  },
  formula: { name: 'turnover', what: 'voluntary' },
  rows: [{ breakdown: {} }],
  words: { people: 'staff', happened: 'resigned', toHappen: 'to resign' },
  chart: 'rate-dots',
  checks: [],
});
