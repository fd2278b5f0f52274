import t from 'tap';
import { listFiles, packagePolicy, readText } from '../../src/standard/node.js';
import { checkPolicy, loadPolicy, policyNames } from '../../src/standard/policy.js';

const written = `
policy: ours
title: Ours
dated: 2026-11-21
hide: { value: { from: 1, to: 4 }, source: { title: project decision }, verified: false }
rates: { value: exact, source: { title: project decision }, verified: false }
secondary: { value: true, source: { title: project decision }, verified: false }
`;
const problem = (from: string | RegExp, to: string) =>
  checkPolicy(written.replace(from, to), 'ours.yaml').problems.map((p) => `${p.path}: ${p.what}`);

t.test('the three policies', async (t) => {
  const [internal, board, publish] = policyNames.map((name) => packagePolicy(name));
  t.match(internal, { name: 'internal', rates: 'exact', secondary: false, mark: /small numbers/ });
  t.equal(internal?.hide, undefined);
  t.match(board, { name: 'board', hide: { from: 1, to: 4 }, rates: 'exact', secondary: true });
  t.equal(board?.roundTo, undefined);
  t.same(board?.exempt, [
    { indicator: 'wres.9', show: 'all', verified: false },
    { indicator: 'board-profile', show: 'all', verified: false },
    { indicator: 'wdes.10', show: 'differences', verified: false },
  ]);
  t.match(publish, { name: 'publish', hide: { from: 1, to: 7 }, roundTo: 5, rates: 'from-rounded', exempt: [] });
  for (const policy of [internal, board, publish])
    for (const [name, { source }] of Object.entries(policy?.sources ?? {})) t.ok(source.title, name);
});

t.test('the example policies', async (t) => {
  const examples = listFiles('src/release/policies/examples').map((f) => packagePolicy(readText(f), f));
  t.same(Object.fromEntries(examples.map((p) => [p.name, [p.hide?.to, p.roundTo, p.secondary, p.symbol]])), {
    'example-internal': [undefined, undefined, false, '*'],
    lt5: [4, undefined, true, '*'],
    'model-health-system': [6, undefined, true, '*'],
    'hes-legacy': [5, undefined, true, '*'],
    'nhsd-2018': [7, 5, false, '*'],
    'round-5': [4, 5, false, '~'],
    'staff-survey': [10, undefined, true, '*'],
    'pay-gap': [9, undefined, true, '*'],
  });
});

t.test('a policy of one’s own', async (t) => {
  const policy = loadPolicy(written, readText);
  t.match(policy, { name: 'ours', dated: '2026-11-21', hide: { from: 1, to: 4 }, symbol: '*', exempt: [] });
  t.same(policy.sources.hide, { source: { title: 'project decision' }, verified: false });
  t.same(JSON.parse(JSON.stringify(policy)), policy);
  t.throws(() => ((policy.hide as { to: number }).to = 1), TypeError);
});

t.test('what can be wrong with one', async (t) => {
  t.throws(
    () => packagePolicy('publik'),
    /no policy "publik"; there are internal, board, publish, or give a policy file/,
  );
  t.throws(
    () => packagePolicy(written.replace('secondary', 'secondly'), 'ours.yaml'),
    /^The disclosure policy ours.yaml has problems.\n- ours.yaml/,
  );
  t.match(problem('from: 1, to: 4', 'from: 5, to: 4'), ['hide.value: from must not be more than to']);
  t.match(problem('from: 1, to: 4', 'from: 0, to: 4'), [/hide.value.from: /]);
  t.match(problem('exact', 'from-rounded'), ['rates: from-rounded needs round-to']);
  t.match(problem('rates:', 'round-to: { value: 5, source: { title: x }, verified: false }\nrates:'), [
    'rates: exact rates give rounded counts away: use from-rounded',
  ]);
  t.match(problem(/hide.*\n/, ''), [
    'secondary: there is nothing hidden to protect: hide is not set',
    'mark: a policy that hides nothing must mark what it releases',
  ]);
  t.match(problem('verified: false', 'verified: true'), [
    'hide.verified: verified needs a source with an address; a project decision is not verified',
  ]);
  t.match(problem('2026-11-21', '2026-11'), ['dated: must be a day such as 2026-11-21']);
  t.match(problem('hide:', 'hyde:'), [/secondary/, /mark/, /hyde/].slice(2));
});
