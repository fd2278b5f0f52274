import t from 'tap';
import { chartKind, chartSpec, svg } from '../../src/chart/index.js';
import { parseIso } from '../../src/core/dates.js';
import { evaluate } from '../../src/evaluate.js';
import { loadLibrary } from '../../src/library.js';
import { packagePolicy } from '../../src/standard/node.js';
import { asRows } from '../indicators/given.js';

const library = await loadLibrary();
const given = {
  name: 'paths',
  kind: 'plain',
  edition: '2026',
  baseline: '2018-03-31',
  counts: {
    baseline: [{ block: 'clinical', band: '8a', white: 202, bme: 38 }],
    staff: [
      { block: 'clinical', band: '5', white: 545, bme: 203 },
      { block: 'clinical', band: '8a', white: 196, bme: 44 },
      { block: 'clinical', band: '9', white: 9, bme: 3 },
    ],
  },
  expect: [],
};

async function run(policy: string) {
  const asAt = parseIso('2026-03-31') as number;
  return evaluate(asRows('model-employer', given), library, {
    policy: packagePolicy(policy),
    standards: ['model-employer'],
    asAt,
  });
}

t.test('a path for each band, the people there were and are, the goal', async (t) => {
  const released = await run('internal');
  t.equal(chartKind(released.results[0]!), 'band-paths');
  for (const width of ['wide', 'narrow'] as const) {
    const spec = chartSpec(released, { indicator: 'model-employer', width });
    t.match(spec.description, /^Band 8a: 44 now, 60 at parity, 16 short\./);
    t.match(spec.description, /Band 8b: no staff\./);
    const drawn = await svg(spec);
    t.match(drawn, /Band 8a/);
    t.match(drawn, />60</);
  }
});

t.test('a hidden band is a word, and no number of it is in the specification', async (t) => {
  const released = await run('board');
  const spec = chartSpec(released, { indicator: 'model-employer', width: 'wide' });
  t.match(spec.description, /Band 9: suppressed\./);
  const panel = (spec.concat as readonly { readonly title: { readonly text: string } }[]).find(
    (p) => p.title.text === 'Band 9',
  );
  t.notMatch(JSON.stringify(panel), /"v":/);
});
