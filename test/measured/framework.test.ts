import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parseIso } from '../../src/core/dates.js';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import { readFramework, withFramework } from '../../src/measured/framework/framework.js';
import { packageRoot } from '../../src/root.js';
import { packagePolicy } from '../../src/standard/node.js';

const folder = join(packageRoot, 'indicators/retention/frameworks');

t.test('the frameworks shipped hold headings, no statement and no scale', async (t) => {
  const files = readdirSync(folder);
  t.same(files, ['heiw-pledges.yaml', 'nhs-england.yaml']);
  for (const file of files) {
    const reading = readFramework(readFileSync(join(folder, file), 'utf8'));
    if (reading.status !== 'ok') return void t.fail(reading.reasons.join());
    t.equal(reading.framework.themes.length, 7, file);
    t.same(reading.framework.scale, []);
    t.ok(reading.framework.themes.every((theme) => theme.statements.length === 0));
  }
});

t.test('a framework that cannot be used says where', async (t) => {
  const wrong = readFramework('id: x\nversion: "1"\nthemes: []\nscale: [{ value: one, label: Not yet }]\n');
  t.match(wrong, { status: 'refused' });
  t.match(wrong.status === 'refused' ? wrong.reasons.join('; ') : '', /themes.*scale\.0\.value/s);
  const twice = readFramework(
    'id: x\nversion: "1"\nthemes: [{ id: a, label: A, statements: [{ id: s }, { id: s }] }]\nscale: []\n',
  );
  t.match(twice, { status: 'refused', reasons: ['themes: the statement "s" is there twice'] });
});

t.test('a framework from YAML and one from two sheets give the same scores', async (t) => {
  const library = await loadLibrary();
  const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  const answers = file('statements.csv', 'Statement,Score,Owner\nL1,2,Director\nL2,4,Director');
  const options = { policy: packagePolicy('board'), standards: ['retention'], asAt: parseIso('2025-03-31') as number };
  const sheets = await readExtract(
    [
      answers,
      file(
        'framework.csv',
        'Theme,Statement Id,Statement Text\nLeadership,L1,Listen\nLeadership,L2,Train\nPay,P1,Fair',
      ),
      file('scale.csv', 'Value,Label\n1,Not yet\n4,Fully\n2,Partly'),
    ],
    { lists: library.lists },
  );
  const reading = readFramework(`
id: ours
version: '1'
themes:
  - { id: l, label: Leadership, statements: [{ id: L1, text: Listen }, { id: L2, text: Train }] }
  - { id: p, label: Pay, statements: [{ id: P1, text: Fair }] }
scale: [{ value: 1, label: Not yet }, { value: 2, label: Partly }, { value: 4, label: Fully }]
`);
  if (reading.status !== 'ok') return void t.fail(reading.reasons.join());
  const alone = await readExtract([answers], { lists: library.lists });
  const [a, b] = [
    await evaluate(sheets, library, options),
    await evaluate(withFramework(alone, reading.framework, 'ours.yaml'), library, options),
  ].map((run) =>
    run.results
      .filter((r) => r.indicator === 'retention.self-assessment')
      .map(({ breakdown, value, parts, items }) => ({ breakdown, value, parts, items })),
  );
  t.same(a, b);
  t.equal(a?.length, 3);
  // Leadership (2 + 4) / 2 of 4; Pay is not answered
  t.match(a?.[1]?.value, { status: 'ok', value: 0.75 });
  t.match(a?.[2]?.value, { status: 'undefined' });
});

t.test('where nothing says which year it is, there is no figure of an old year but a question', async (t) => {
  const library = await loadLibrary();
  const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  const options = { policy: packagePolicy('board'), standards: ['retention'] };
  const answers = await readExtract([file('statements.csv', 'Statement,Score\nL1,2')], { lists: library.lists });
  const asked = await evaluate(answers, library, options);
  t.same(asked.results, []);
  t.match(asked.issues, [{ id: 'period-unknown', todo: /--as-at/ }]);
  const dated = await readExtract(
    [
      file('agency.csv', 'Month,Agency Spend,Total Pay\n01/02/2025,5,100\n01/03/2025,6,100'),
      file('statements.csv', 'Statement,Score\nL1,2'),
    ],
    { lists: library.lists },
  );
  const { results } = await evaluate(dated, library, options);
  const self = results.find((r) => r.indicator === 'retention.self-assessment');
  t.match(self?.period, { from: '2024-04-01', to: '2025-03-31' }, 'the year that the data end in');
});
