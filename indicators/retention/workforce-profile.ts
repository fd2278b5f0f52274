import { indicator } from '../../src/define.js';

/** Each group among the people employed in the year and among those who left, and how likely they were to leave beside all others. */
export default indicator({
  id: 'retention.workforce-profile',
  title: 'Who works here and who leaves',
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'measured', by: 'workforce-profile' },
  rows: [],
  words: { people: 'staff' },
  chart: 'none',
  tables: ['absence', 'agency', 'exit-interviews', 'stay-interviews', 'flexible-working', 'retention-survey'],
  checks: [],
});
