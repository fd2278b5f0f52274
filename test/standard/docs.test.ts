import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { loadLists, resolveLists } from '../../schemas/lists.js';
import { recode } from '../../src/core/recode.js';
import { packageRoot } from '../../src/root.js';
import { changes } from '../../src/standard/changes.js';
import { resolveEdition } from '../../src/standard/choose.js';
import { codeListsFor, recodeFor } from '../../src/standard/lists.js';
import { checkEditions } from '../../src/standard/load.js';
import { listFiles, readText } from '../../src/standard/node.js';

const page = readFileSync(join(packageRoot, 'docs/editions.md'), 'utf8');
const blocks = [...page.matchAll(/^( *)```yaml\n([\s\S]*?)^ *```/gm)].map(([, indent = '', text = '']) =>
  text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
);
const block = (beginning: string): string => {
  const found = blocks.find((b) => b.trimStart().startsWith(beginning));
  if (!found) throw new Error(`docs/editions.md has no block that begins with "${beginning}"`);
  return found;
};

t.test('the examples of docs/editions.md do what the page says', async (t) => {
  const own = 'indicators/wres/i3-formal-disciplinary.editions.yaml';
  const texts = new Map([
    [
      'indicators/wres/editions/2027.yaml',
      block('standard: wres').replace("extends: '2026'", "extends: '2026'\ninclude: [role]"),
    ],
    [own, `${readText(own)}${block("'2027':")}`],
    ['indicators/shared/role.yaml', block('groupings:\n  clinical-role')],
  ]);
  const { editions, problems } = checkEditions(
    (path) => texts.get(path) ?? readText(path),
    (folder) => [...new Set([...listFiles(folder), ...texts.keys()])],
  );
  t.same(problems, []);
  const [old, now] = ['2026', '2027'].map((e) => resolveEdition(editions, 'wres', e));
  if (!old || !now) return t.fail('no edition');
  t.same(
    changes(old, now).map((c) => [c.path, c.kind]),
    [
      ['groupings.clinical-role', 'added'],
      ['indicators.wres.3.series-break', 'changed'],
      ['indicators.wres.3.years', 'changed'],
      ['parameters.unknown-warning', 'changed'],
    ],
  );
  t.match(now.parameters['unknown-warning'], { value: 0.03, introduced: '2027', verified: true });
  t.match(old.parameters['unknown-warning'], { value: 0.05, introduced: '2016' });
  const lists = codeListsFor(now, resolveLists(loadLists((file) => readText(`schemas/lists/${file}`))));
  const role = (staffGroup: string) => recode(recodeFor(now, 'clinical-role'), () => staffGroup, lists);
  t.same(['Healthcare Scientists', 'Additional Clinical Services', 'Students', 'Wizards'].map(role), [
    'registered',
    'support',
    'neither',
    'unmapped',
  ]);
});
