import type { Outcome } from '../../src/core/outcome.js';
import * as f from '../../src/formulas/index.js';
import type { Inputs, Person } from './inputs.js';

export type Figures = readonly (number | 'none')[];
/** Method name to one list of figures per case; `none` where there is no figure. */
export type Answers = Readonly<Record<string, readonly Figures[]>>;

const limits = (interval: f.IntervalOutcome, times = 1): Figures =>
  interval.status === 'ok' ? interval.value.map((b) => (b === 'unbounded' ? 'none' : b * times)) : ['none', 'none'];
const p = (test: f.TestOutcome): Figures => [test.status === 'ok' ? test.p : 'none'];
const chi = (test: f.ChiSquaredOutcome): Figures =>
  test.status === 'ok' ? [test.statistic, test.p] : ['none', 'none'];
const value = (outcome: Outcome): Figures => [outcome.status === 'ok' ? outcome.value : 'none'];

const compared = ([x1, n1, x2, n2]: readonly number[]): f.Compared => ({
  over: { n: x1!, base: n1! },
  under: { n: x2!, base: n2! },
});

const groupOf = (people: readonly Person[], causes: boolean): f.SurvivalGroup => ({
  entries: people.map(([at]) => ({ at, n: 1 })),
  exits: people.map(([, at, cause]) => ({
    at,
    n: 1,
    ...(cause === 0 ? {} : { kind: causes ? `${cause}` : 'left' }),
  })),
});
const asStarters = (people: readonly Person[]): readonly Person[] =>
  people.map(([entry, exit, ...rest]) => [0, exit - entry, ...rest]);

function curve(people: readonly Person[], how: f.SurvivalLimits, limits = true): Figures {
  const km = f.kaplanMeier(groupOf(people, false), 0.95, how);
  if (km.status !== 'ok') return ['none'];
  const kept = km.value.steps.filter((s) => s.survival > 0 && s.survival < 1);
  return kept.flatMap((s) => (limits ? [s.survival, s.se, s.lower, s.upper] : [s.survival, s.se]));
}

function incidence(people: readonly Person[], which: readonly ('incidence' | 'se')[]): Figures {
  const found = f.cumulativeIncidence(groupOf(people, true), 0.95);
  if (found.status !== 'ok') return ['none'];
  const [first] = found.value;
  return first!.steps.flatMap((_, i) => found.value.flatMap(({ steps }) => which.map((key) => steps[i]![key])));
}

function logRank(people: readonly Person[], strata: readonly number[]): Figures {
  const starters = asStarters(people);
  const layer = (s: number): f.SurvivalGroup[] =>
    [0, 1, 2].map((g) =>
      groupOf(
        starters.filter(([, , , group, stratum]) => group === g && (s < 0 || stratum === s)),
        false,
      ),
    );
  return chi(f.logRank(strata.map(layer)).test);
}

/** Every method on every input, under the names the other two programs use. */
export function ours({ tables, strata, rates, ps, people }: Inputs): Answers {
  const two = tables.map(compared);
  const share = (method: (n: number, base: number, level: number) => f.IntervalOutcome) =>
    tables.map(([x, n]) => limits(method(x, n, 0.95)));
  const ratio = (method: (c: f.Compared, level: number) => f.IntervalOutcome, times = 1) =>
    two.map((c) => limits(method(c, 0.95), times));
  const exposed = rates.map(compared);
  const layers = strata.map((s) => s.map(compared));
  return {
    wilson: share(f.wilson),
    'wilson-corrected': share(f.wilsonCorrected),
    'clopper-pearson': share(f.clopperPearson),
    'agresti-coull': share(f.agrestiCoull),
    newcombe: ratio(f.newcombe, 0.01),
    'agresti-caffo': ratio(f.agrestiCaffo, 0.01),
    'miettinen-nurminen': ratio(f.miettinenNurminen),
    koopman: ratio(f.koopman),
    katz: ratio(f.katz),
    walter: ratio(f.walter),
    'haldane-anscombe': ratio(f.haldaneAnscombe),
    'score-test-share': tables.map(([x, n]) => chi(f.scoreTestOfShare(x, n, 0.3))),
    'score-test': two.map((c) => p(f.scoreTest(c))),
    fisher: two.map((c) => p(f.fisherExact(c))),
    'fisher-mid-p': two.map((c) => p(f.fisherMidP(c))),
    'fisher-mid-p-doubled': two.map((c) => p(f.fisherMidPDoubled(c))),
    pearson: two.map((c) => p(f.pearson(c))),
    garwood: rates.map(([x, t]) => limits(f.rateInterval(x, t, 0.95))),
    byar: rates.map(([x, t]) => limits(f.rateInterval(x, t, 0.95, 'byar'))),
    'rate-ratio-exact': exposed.map((c) => limits(f.rateRatioExact(c, 0.95))),
    'rate-test-minlike': exposed.map((c) => p(f.rateTestMinlike(c))),
    'rate-ratio-log': exposed.map((c) => limits(f.rateRatioLog(c, 0.95))),
    'rate-test': exposed.map((c) => p(f.rateTest(c))),
    'rate-test-mid-p': exposed.map((c) => p(f.rateTest(c, true))),
    'rate-score-test': exposed.map((c) => p(f.rateScoreTest(c))),
    'directly-standardised': layers.map((s) => {
      const { value: rate, interval } = f.directlyStandardised(
        s.map(({ over, under }) => ({ ...over, weight: under.base })),
        0.95,
        'byar',
      );
      return [...value(rate), ...limits(interval)];
    }),
    'indirectly-standardised': layers.map((s) => {
      const strata = s.map(({ over, under }) => ({ ...over, reference: under }));
      const found = f.indirectlyStandardised(strata, 0.95, 'byar');
      return [...value(found.value), found.expected ?? 'none', ...limits(found.interval)];
    }),
    'mantel-haenszel-odds': layers.map((s) => {
      const pooled = f.mantelHaenszelOdds(s, 0.95);
      return [...value(pooled.value), ...limits(pooled.interval)];
    }),
    'mantel-haenszel-ratio': layers.map((s) => value(f.mantelHaenszelRatio(s, 0.95).value)),
    'mantel-haenszel-ratio-limits': layers.map((s) => {
      const pooled = f.mantelHaenszelRatio(s, 0.95);
      return [...value(pooled.value), ...limits(pooled.interval)];
    }),
    'change-of-ratios': layers.map(([before, now]) => p(f.changeOfRatios(before!, now!, 0.95).test)),
    'cochran-mantel-haenszel': layers.map((s) => chi(f.cochranMantelHaenszel(s))),
    'cochran-mantel-haenszel-corrected': layers.map((s) => chi(f.cochranMantelHaenszel(s, true))),
    'breslow-day': layers.map((s) => chi(f.breslowDay(s))),
    'breslow-day-tarone': layers.map((s) => chi(f.breslowDay(s, true))),
    'breslow-day-statistic': layers.map((s) => chi(f.breslowDay(s)).slice(0, 1)),
    'benjamini-hochberg': ps.map((list) => f.adjustP(list, 'benjamini-hochberg')),
    holm: ps.map((list) => f.adjustP(list, 'holm')),
    'kaplan-meier-log-log': people.map((list) => curve(list, 'log-log')),
    'kaplan-meier-log': people.map((list) => curve(list, 'log')),
    'kaplan-meier': people.map((list) => curve(list, 'log', false)),
    'log-rank': people.map((list) => logRank(list, [-1])),
    'log-rank-stratified': people.map((list) => logRank(list, [0, 1])),
    'aalen-johansen': people.map((list) => incidence(asStarters(list), ['incidence', 'se'])),
    'aalen-johansen, delayed entry': people.map((list) => incidence(list, ['incidence'])),
    'aalen-johansen, delayed entry, standard error': people.map((list) => incidence(list, ['se'])),
  };
}
