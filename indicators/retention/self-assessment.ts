import { indicator } from '../../src/define.js';

/** A self-assessment of retention: theme scores, answered over all, gaps and the action plan. */
export default indicator({
  id: 'retention.self-assessment',
  title: 'Self-assessment',
  unit: 'share',
  compared: { dimension: 'self-assessment', over: 'answered' },
  counts: {},
  formula: { name: 'measured', by: 'self-assessment' },
  rows: [],
  words: { people: 'statements' },
  chart: 'none',
  tables: ['statements.score'],
  checks: [],
});
