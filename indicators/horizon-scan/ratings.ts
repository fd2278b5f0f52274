import { indicator } from '../../src/define.js';

/** Policy statements rated. See docs/horizon-scan.md. */
export default indicator({
  id: 'horizon-scan.ratings',
  title: 'Policy statements rated',
  unit: 'share',
  compared: { dimension: 'rating', over: 'green' },
  counts: {},
  formula: { name: 'measured', by: 'statement-ratings' },
  rows: [],
  words: { people: 'statements' },
  chart: 'none',
  tables: ['statements.rating'],
  checks: [],
});
