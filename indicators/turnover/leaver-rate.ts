import { indicator } from '../../src/define.js';

/** Leaver rate: people who left the organisation over those who were there, by the definition each figure names. */
export default indicator({
  id: 'turnover.leaver-rate',
  order: 'turnover.1',
  title: 'Leaver rate',
  unit: 'rate',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {
    leavers: { from: 'leavers', population: 'workforce', by: ['ethnicity'], when: 'period' },
    opening: { from: 'staff', population: 'workforce', by: ['ethnicity'], when: 'opening' },
    closing: { from: 'staff', population: 'workforce', by: ['ethnicity'], when: 'snapshot' },
    joined: { from: 'starters', population: 'workforce', by: ['ethnicity'], when: 'period' },
  },
  formula: { name: 'turnover', what: 'leaver-rate' },
  rows: [{ breakdown: {} }],
  words: { people: 'staff', happened: 'left', toHappen: 'to leave' },
  chart: 'rate-dots',
  checks: [],
});
