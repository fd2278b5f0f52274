import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { loadLibrary } from '../../src/library.js';
import { packageRoot } from '../../src/root.js';

const standards = ['wres', 'wdes', 'bank-wres', 'medical-wres', 'disparity-ratio', 'model-employer', 'board-profile'];

t.test('every indicator of the equality standards is in docs/indicators.md', async (t) => {
  const text = readFileSync(join(packageRoot, 'docs', 'indicators.md'), 'utf8');
  const ids = (await loadLibrary()).indicators.map((i) => i.id).filter((id) => standards.includes(id.split('.')[0]!));
  t.ok(ids.length > 40);
  // Ranges and lists of the table: "`wres.5` to `wres.8`", "`disparity-ratio`, `.disability`".
  const ranged = /^(wres\.\d|wdes\.\d|(bank|medical)-wres\.survey-\d)$/;
  for (const id of ids) {
    const last = `.${id.split('.').slice(1).join('.')}`;
    t.ok(text.includes(`\`${id}\``) || text.includes(`\`${last}\``) || ranged.test(id), id);
  }
});
