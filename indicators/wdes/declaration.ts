import { indicator } from '../../src/define.js';

/** The declaration gap: the share of survey respondents with a long-term condition less the share of staff recorded as disabled, in percentage points. */
export default indicator({
  id: 'wdes.declaration',
  title: 'Declared in the survey and on record',
  unit: 'points',
  compared: { dimension: 'disability', over: 'disabled' },
  counts: {
    staff: { from: 'staff', population: 'workforce', by: ['disability'], when: 'snapshot' },
  },
  formula: { name: 'declaration-gap', staff: 'staff', item: 'long-term-condition' },
  rows: [{ breakdown: {} }],
  words: { people: 'staff' },
  chart: 'none',
  checks: [],
});
