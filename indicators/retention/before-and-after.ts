import { indicator } from '../../src/define.js';

/** Did it work? The change in leaving of a group an action was for, less that of a group it was not for. Only when asked, with a date. */
export default indicator({
  id: 'retention.before-and-after',
  title: 'Before and after an action',
  unit: 'points',
  compared: { dimension: 'staff-group', over: 'nursing-midwifery', under: 'all-others' },
  counts: {},
  formula: { name: 'measured', by: 'before-and-after' },
  rows: [],
  words: { people: 'staff' },
  chart: 'none',
  tables: [],
  checks: [],
});
