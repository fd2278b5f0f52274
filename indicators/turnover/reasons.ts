import { indicator } from '../../src/define.js';

/** Reasons for leaving: each reason among the leavers of the leaver rate, with those whose reason nobody recorded. */
export default indicator({
  id: 'turnover.reasons',
  order: 'turnover.5',
  title: 'Reasons for leaving',
  unit: 'rate',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {
    leavers: { from: 'leavers', population: 'workforce', by: ['ethnicity'], when: 'period' },
  },
  formula: { name: 'turnover', what: 'reasons' },
  rows: [{ breakdown: {} }],
  words: { people: 'staff', happened: 'left for this reason', toHappen: 'to leave for this reason' },
  chart: 'reason-bars',
  checks: [],
});
