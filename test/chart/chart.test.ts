import t from 'tap';
import { chartSpec, svg, type VegaLiteSpec } from '../../src/chart/index.js';
import { CHART_WIDTH } from '../../src/chart/types.js';
import { ok, suppressed, undefinedBecause } from '../../src/core/outcome.js';
import type { Result, Run } from '../../src/release/result.js';
import { labels, type Wording } from '../../src/words/labels.js';
import { exampleRun, ratio, released, withResults } from '../report/example-run.js';
import { drawnTexts, overlaps } from './drawing.js';

const charts = [['wres.1'], ['wres.2'], ['wres.3'], ['wres.4'], ['wres.9'], ['wres.2', 'wres.3', 'wres.4']] as const;
const widths = ['wide', 'narrow'] as const;
const wordings: readonly Wording[] = ['bme', 'ethnic-minority', 'global-majority'];

interface Datum {
  readonly [field: string]: unknown;
}
/** Every datum of a specification. */
function data(value: unknown): readonly Datum[] {
  if (Array.isArray(value)) return value.flatMap(data);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'values' && Array.isArray(inner) && typeof inner[0] === 'object' ? (inner as Datum[]) : data(inner),
  );
}
const drawn = (
  run: Run,
  indicator: readonly string[],
  width: 'wide' | 'narrow',
  wording: Wording = 'bme',
): VegaLiteSpec => chartSpec(released(run), { indicator, width, labels: labels(wording) });

t.test('every chart fits its width, and no text touches another, in every wording', async (t) => {
  for (const indicator of charts)
    for (const width of widths)
      for (const wording of wordings) {
        const image = await svg(drawn(exampleRun, indicator, width, wording));
        const name = `${indicator.join('+')} ${width} ${wording}`;
        t.ok(
          Number(/width="([\d.]+)"/.exec(image)?.[1]) <= CHART_WIDTH[width],
          `${name}: ${CHART_WIDTH[width]} px at most`,
        );
        const texts = drawnTexts(image);
        t.ok(texts.length > 4, `${name}: there is text`);
        t.same(overlaps(texts), [], name);
        t.ok(
          texts.every((d) => d.left > -1 && d.right < CHART_WIDTH[width] + 1),
          `${name}: none cut off`,
        );
      }
});

t.test('the data holds only what is shown', async (t) => {
  for (const indicator of charts)
    for (const width of widths) {
      const values = data(drawn(exampleRun, indicator, width));
      const numbers = values.flatMap((d) =>
        Object.entries(d)
          .filter(([key, v]) => typeof v === 'number' && !key.startsWith('y'))
          .map(([, v]) => v as number),
      );
      t.same(
        numbers.filter((n) => Math.abs(n * 100 - Math.round(n * 100)) > 1e-9),
        [],
        `${indicator.join('+')} ${width}: two decimals at most`,
      );
    }
  const texts = JSON.stringify(data(drawn(exampleRun, ['wres.3'], 'wide')));
  t.notMatch(texts, /1\.606|0\.934|0\.0912/, 'neither the raw ratio, nor a raw bound, nor the p-value');
});

t.test('marks are where the table says: shares, bounds and unknown, to one decimal', async (t) => {
  const values = data(drawn(exampleRun, ['wres.1'], 'wide'));
  const dot = values.filter((d) => d.v === 43.1 && !('lo' in d));
  t.equal(dot.length, 1, 'clinical band 5: 496 of 1,150 = 43.13');
  const line = values.find((d) => d.lo === 40.3);
  t.match(line, { hi: 46 }, 'Wilson 40.30 to 46.01');
  t.ok(values.some((d) => d.t === 'suppressed'));
});

t.test('a hidden, small or empty row is a word in its column and in no mark', async (t) => {
  for (const width of widths) {
    const values = data(drawn(exampleRun, ['wres.1'], width));
    const words = values.filter((d) => ['suppressed', 'not shown', 'no staff'].includes(String(d.t)));
    t.equal(words.length, 7, 'suppressed 2, no staff 4 (band 1; under 1, 1 and 9 of clinical), not shown 1');
  }
  const spec = drawn(exampleRun, ['wres.1'], 'wide') as unknown as { vconcat: [{ hconcat: unknown[] }] };
  const panel = data(spec.vconcat[0].hconcat[0]);
  const rows = panel.filter((d) => d.t === 'suppressed').map((d) => d.y);
  t.equal(rows.length, 2);
  t.same(
    panel.filter((d) => rows.includes(d.y) && ('v' in d || 'lo' in d) && !('y2' in d)),
    [],
    'no dot, diamond or interval on their lines',
  );
});

t.test('a suppressed ratio leaves no trace but its word', async (t) => {
  const run = withResults('wres.3', (r) => ({
    ...r,
    value: suppressed,
    interval: suppressed,
    reading: suppressed,
    parts: r.parts.map((p) => ({ ...p, n: suppressed, rate: suppressed })),
  }));
  const spec = drawn(run, ['wres.3'], 'wide');
  const values = data(spec);
  t.ok(values.some((d) => d.t === 'suppressed'));
  t.ok(values.some((d) => d.t === 'suppressed of 2,226'));
  t.notOk(values.some((d) => 'lo' in d));
  t.equal(spec.description, 'WRES 3: suppressed.');
});

t.test('the description gives the reading', async (t) => {
  t.equal(
    drawn(exampleRun, ['wres.3'], 'wide').description,
    'WRES 3: BME over White 1.61, 95% interval 0.93 to 2.76, above the band, no clear difference.',
  );
  const share = drawn(exampleRun, ['wres.1'], 'narrow').description;
  t.match(
    share,
    /^BME share of the whole workforce 27\.9%\. Of the rows shown it is highest in .* \(56\.9%\) and lowest in .* \(10\.3%\)\./,
  );
  t.match(share, /Suppressed: non-clinical band 9 and non-clinical VSM\./);
  t.match(share, /Not shown, fewer than 20 people: clinical, not medical VSM\./);
  t.match(
    drawn(exampleRun, ['wres.9'], 'wide').description,
    /All board members: 3 of 15, 7\.9 points below the workforce\./,
  );
  t.notMatch(drawn(exampleRun, ['wres.9'], 'wide').description, /%/, 'the board is given as counts and points');
});

t.test('swapping the groups changes the reading', async (t) => {
  const counts = { white: { n: 32, base: 5448 }, bme: { n: 21, base: 2226 }, unknown: { n: 0, base: 292 } };
  const swapped = ratio({
    indicator: 'wres.3',
    over: 'white',
    under: 'bme',
    counts,
    interval: [0.3624, 1.0704],
    size: 'below the band',
    evidence: 'no clear difference',
  });
  const { description } = drawn({ ...exampleRun, results: [swapped] }, ['wres.3'], 'wide');
  t.match(description, /White over BME 0\.62/, '(32/5448) / (21/2226) = 0.6226');
});

t.test('intervals without bound and ratios of nought run off the axis', async (t) => {
  const wide = (change: (r: Result) => Result): readonly Datum[] =>
    data(drawn(withResults('wres.3', change), ['wres.3'], 'wide'));
  const zero = wide((r) => ({
    ...r,
    value: ok(0),
    interval: { status: 'ok', value: [0, 3.2], level: 0.95, method: 'x' },
    parts: r.parts.map((p) => (p.group === 'bme' ? { ...p, n: 0, rate: 0 } : p)),
  }));
  t.ok(zero.some((d) => d.t === '0.00 (0.00 to 3.20)'));
  t.notOk(
    zero.some((d) => d.v === 0),
    'a logarithmic axis has no nought',
  );
  const open = wide((r) => ({ ...r, interval: { status: 'ok', value: [1.4, 'unbounded'], level: 0.95, method: 'x' } }));
  t.ok(open.some((d) => String(d.t).includes('1.40 or more, no upper limit')));
  t.same(
    open.filter((d) => 'lo' in d),
    [{ y: 12, lo: 1.4, hi: 4 }],
    'drawn to the edge',
  );
});

t.test('a whole table without staff, and an indicator that is not there', async (t) => {
  const none = undefinedBecause('no-group-members');
  const empty = exampleRun.results
    .filter((r) => r.indicator === 'wres.1' && r.breakdown.band === '1')
    .map((r) => ({ ...r, value: none }));
  t.match(drawn({ ...exampleRun, results: empty }, ['wres.1'], 'wide').description, /No staff/);
  t.throws(() => drawn(exampleRun, ['wdes.1'], 'wide'), RangeError);
});

t.test('clusters are drawn, the bands inside them are for the table', async (t) => {
  const of = (breakdown: Record<string, string>): Result => ({
    ...exampleRun.results.find((r) => r.breakdown.block === 'clinical' && r.breakdown.band === '5')!,
    indicator: 'wdes.1',
    breakdown,
  });
  const run: Run = {
    ...exampleRun,
    results: [
      of({}),
      of({ block: 'clinical' }),
      of({ block: 'clinical', cluster: '1' }),
      of({ block: 'clinical', cluster: '4' }),
      of({ block: 'clinical', band: '2' }),
      of({ block: 'clinical', band: '8c' }),
    ],
  };
  const texts = drawnTexts(await svg(drawn(run, ['wdes.1'], 'wide'))).map((d) => d.text);
  t.ok(texts.includes('Cluster 1') && texts.includes('Cluster 4'));
  t.notOk(texts.some((x) => x.startsWith('Band')));
});

t.test('names as long as people make them never run into a number or off the chart', async (t) => {
  const long =
    'Directorate of Integrated Community, Urgent and Specialist Services for Older People (North and Coastal)';
  const [first] = exampleRun.results.filter((r) => r.indicator === 'wres.3');
  const [total] = exampleRun.results.filter((r) => r.indicator === 'wres.9');
  const shares = exampleRun.results.filter((r) => r.breakdown.block === 'medical');
  const run: Run = {
    ...exampleRun,
    results: [
      { ...first!, breakdown: { directorate: long } },
      { ...first!, breakdown: { directorate: 'Surgery' } },
      { ...total!, breakdown: { part: 'total', directorate: long } },
      ...shares.map((r, i) => ({ ...r, breakdown: { directorate: `${long} ${i}` } })),
    ],
  };
  for (const indicator of ['wres.1', 'wres.3', 'wres.9'])
    for (const width of widths) {
      const image = await svg(drawn(run, [indicator], width));
      t.same(overlaps(drawnTexts(image)), [], `${indicator} ${width}`);
      t.ok(Number(/width="([\d.]+)"/.exec(image)?.[1]) <= CHART_WIDTH[width], `${indicator} ${width} fits`);
    }
});
