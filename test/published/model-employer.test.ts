import t from 'tap';
import { benchmarksOf } from '../../src/benchmarks.js';
import { type Outcome, ok } from '../../src/core/outcome.js';
import { roundHalfUp } from '../../src/core/rounding.js';
import {
  basesBehind,
  boardDifference,
  cumulativeIllustration,
  miettinenNurminen,
  pointGap,
  relativeLikelihood,
  share,
} from '../../src/formulas/index.js';
import { packageEditions } from '../../src/standard/node.js';
import { awaiting } from './cases.js';

const editions = packageEditions();

interface Case {
  readonly id: string;
  readonly inputs: Record<string, number> & { readonly steps?: readonly string[] };
  readonly printed: Record<string, number>;
  readonly expected: Record<string, never>;
}
const of = (id: string): Case => awaiting().find((c) => c.id === id) as unknown as Case;
const value = (o: Outcome): number => (o.status === 'ok' ? o.value : Number.NaN);

t.test('1.54 at each of seven steps is 20.5: an illustration', async (t) => {
  const c = of('kline-2023-cumulative-1.54');
  const found = value(cumulativeIllustration(ok(c.inputs.wres2_ratio_2022!), c.inputs.steps!.length));
  t.equal(roundHalfUp(found, 2), c.expected.band5_to_band9);
  t.equal(roundHalfUp(found, 1), c.printed.band5_to_band9);
});

t.test('shares keep the unknown in the base: 990 of 7,422 is printed as 13, without them it would be 14', async (t) => {
  const { inputs, printed, expected } = of('ncic-2025-wres1-overall');
  const shares = [inputs.bme!, inputs.white!, inputs.not_declared!].map((n) => 100 * value(share(n, inputs.total!)));
  t.same(
    shares.map((s) => roundHalfUp(s, 0)),
    [printed.bme_pct, printed.white_pct, printed.not_declared_pct],
  );
  t.same(
    shares.map((s) => roundHalfUp(s, 2)),
    [expected.bme_pct, expected.white_pct, expected.not_declared_pct],
  );
  t.equal(roundHalfUp(100 * value(share(inputs.bme!, inputs.bme! + inputs.white!)), 0), 14);
});

t.test('a count and a percentage allow these bases, or none', async (t) => {
  for (const [id, decimals] of [
    ['kmpt-2021-wres1-band5', 0],
    ['kmpt-2021-wres1-clinical', 1],
    ['kmpt-2021-wres1-medical', 1],
  ] as const) {
    const { inputs, printed, expected } = of(id);
    const found = basesBehind(inputs.bme_count!, printed.bme_pct!, decimals);
    t.same(found.status === 'ok' ? found.value : [], expected.denominator_range_consistent_with_published, id);
  }
});

t.test('1.8 from counts where a page prints 1.7 from rounded rates', async (t) => {
  const { inputs, printed, expected } = of('kmpt-2020-wres3-disciplinary');
  const counts = {
    over: { n: inputs.bme_entering!, base: inputs.bme_headcount_derived! },
    under: { n: inputs.white_entering!, base: inputs.white_headcount_derived! },
  };
  const found = value(relativeLikelihood(counts));
  t.equal(roundHalfUp(found, 4), expected.ratio_from_counts);
  t.equal(roundHalfUp(found, 1), printed.ratio_on_summary_page);
  t.equal(
    roundHalfUp(printed.bme_rate_pct! / printed.white_rate_pct!, 1),
    printed.ratio_on_indicator_page,
    'explained',
  );
  const interval = miettinenNurminen(counts, 0.95);
  t.same(
    interval.status === 'ok' && interval.value.map((x) => roundHalfUp(x as number, 4)),
    expected.miettinen_nurminen_95ci,
  );
});

t.test('senior bands against the workforce, in points', async (t) => {
  const { printed, expected } = of('rdash-2025-ratio-presentation') as unknown as {
    printed: { workforce_bme_pct: number } & Record<string, Record<string, number>>;
    expected: Record<string, number>;
  };
  for (const block of ['clinical', 'non_clinical']) {
    const now = printed[`band8a_plus_${block}_bme_pct`]!['2025']!;
    const gap = value(pointGap(ok(now / 100), ok(printed.workforce_bme_pct / 100)));
    t.equal(roundHalfUp(gap, 2), expected[`${block}_8a_plus_gap_to_workforce_pp`], block);
  }
});

t.test(
  'two of fourteen members against 14.9 % is -0.6, near the printed -0.64: the board’s size is inferred',
  async (t) => {
    const { inputs, printed } = of('christie-2022-wres9');
    const gap = value(
      boardDifference({ board: { n: 2, base: 14 }, workforce: { n: inputs.workforce_bme_pct! * 10, base: 1000 } }),
    );
    t.ok(Math.abs(gap - printed.gap_percentage_points!) < 0.05);
  },
);

t.test('21.8 % over 20.9 % is 1.04: "only slightly more likely", and no ratio is printed', async (t) => {
  const { inputs, expected } = of('cwpt-2025-wdes2');
  const found = value(
    relativeLikelihood({
      over: { n: inputs.non_disabled_rate_pct! * 10, base: 1000 },
      under: { n: inputs.disabled_rate_pct! * 10, base: 1000 },
    }),
  );
  t.equal(roundHalfUp(found, 4), expected.ratio);
});

t.test(
  'a workforce and its two blocks: the printed shares sum to 100 with the unknown, and say how large each block is',
  async (t) => {
    const { printed, expected } = of('kmpt-2020-headcount-split') as unknown as {
      printed: Record<string, number> & Record<'clinical' | 'non_clinical', Record<string, number>>;
      expected: Record<string, number>;
    };
    const sum = (of: Record<string, number>): number => of.white_pct! + of.bme_pct! + of.unknown_pct!;
    t.equal(sum(printed), expected.sum_pct);
    t.equal(sum(printed.clinical), expected.clinical_sum_pct);
    t.equal(sum(printed.non_clinical), expected.non_clinical_sum_pct);
    // 27 c + 10 (1 - c) = 22
    const clinical =
      (printed.bme_pct! - printed.non_clinical.bme_pct!) / (printed.clinical.bme_pct! - printed.non_clinical.bme_pct!);
    t.equal(roundHalfUp(clinical, 3), expected.clinical_share_implied_by_bme_pct);
  },
);

t.test('a ratio with a per cent sign is none: no ratio of the engine is printed with one', async (t) => {
  const { printed } = of('ncic-2023-unit-hazard') as unknown as { printed: Record<string, string> };
  for (const text of Object.values(printed)) t.match(text, /%$/);
  // 1.54 is the ratio, 17.16 % is a rate: the edition holds the first as a ratio.
  const [england] = benchmarksOf(editions.wres!['2022']!, 'wres.2', {}, {});
  t.match(england, { value: Number.parseFloat(printed.national_2022!), unit: 'ratio' });
});

t.test('the national ratio of 2018/19 is the benchmark of edition 2019', async (t) => {
  const { printed } = of('eff-2019-wres2-national');
  t.match(benchmarksOf(editions.wres!['2019']!, 'wres.2', {}, {}), [
    { place: 'England', year: '2019', value: printed.ratio },
  ]);
});
