import { indicator } from '../../src/define.js';

/** New starters who had their induction and completed their onboarding; BME over White, each nationality group over UK. */
export default indicator({
  id: 'retention.induction',
  title: 'Induction and onboarding',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'measured', by: 'induction' },
  rows: [],
  words: { people: 'new starters' },
  chart: 'none',
  tables: ['absence', 'agency', 'exit-interviews', 'stay-interviews', 'flexible-working', 'retention-survey'],
  checks: [],
});
