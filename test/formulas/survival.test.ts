import fc from 'fast-check';
import t from 'tap';
import { cumulativeIncidence } from '../../src/formulas/competing-risks.js';
import {
  kaplanMeier,
  type SurvivalCurve,
  survivalAt,
  survivalIntervalAt,
  timeToLeave,
  timeToLeaveInterval,
} from '../../src/formulas/kaplan-meier.js';
import { logRank } from '../../src/formulas/log-rank.js';
import { riskSteps, type SurvivalGroup } from '../../src/formulas/survival-data.js';
import { apart, limits } from './support.js';

const undef = (why: string) => ({ status: 'undefined', why });

/** People as [entry, exit, cause or undefined when still in post]. */
const groupOf = (people: readonly (readonly [number, number, (string | undefined)?])[]): SurvivalGroup => ({
  entries: people.map(([at]) => ({ at, n: 1 })),
  exits: people.map(([, at, kind]) => ({ at, n: 1, ...(kind === undefined ? {} : { kind }) })),
});
const curveOf = (group: SurvivalGroup, ...rest: ['log' | 'plain' | 'log-log'] | []): SurvivalCurve => {
  const curve = kaplanMeier(group, 0.95, ...rest);
  if (curve.status !== 'ok') throw new Error(JSON.stringify(curve));
  return curve.value;
};

/** Remission times of 21 leukaemia patients on 6-MP (Freireich 1963, as printed by Kalbfleisch and Prentice). */
const sixMp: SurvivalGroup = groupOf([
  ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map((at) => [0, at, 'left'] as const),
  ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((at) => [0, at] as const),
]);
const placebo: SurvivalGroup = groupOf(
  [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map((at) => [0, at, 'left'] as const),
);

t.test('the printed curve of 21 patients: 18/21, x 16/17, x 14/15, x 11/12, x 10/11, x 6/7, x 5/6', async (t) => {
  const curve = curveOf(sixMp, 'plain');
  const expected = [18 / 21];
  for (const [a, b] of [
    [16, 17],
    [14, 15],
    [11, 12],
    [10, 11],
    [6, 7],
    [5, 6],
  ] as const)
    expected.push((expected.at(-1)! * a) / b);
  [6, 7, 10, 13, 16, 22, 23].forEach((at, i) => {
    const s = survivalAt(curve, at);
    t.ok(s.status === 'ok' && apart(s.value, expected[i]!) < 1e-14, `day ${at}`);
  });
  // Greenwood at 10: S² (3/(21 x 18) + 1/(17 x 16) + 1/(15 x 14)) = 0.7529² x 0.016375, se 0.0963
  t.ok(Math.abs(curve.steps.find((s) => s.at === 10)!.se - 0.0963) < 5e-5);
});

t.test('log-log limits by hand at day 10', async (t) => {
  // θ = 1.959964 x √0.0163748 / |ln 0.752941| = 0.88369; 0.752941^(e^±θ)
  const s = (18 / 21) * (16 / 17) * (14 / 15);
  const theta = (1.959964 * Math.sqrt(3 / 378 + 1 / 272 + 1 / 210)) / Math.abs(Math.log(s));
  const [l, u] = limits(survivalIntervalAt(curveOf(sixMp), 10));
  t.ok(Math.abs(l - s ** Math.exp(theta)) < 1e-6 && Math.abs(u - s ** Math.exp(-theta)) < 1e-6);
});

t.test('median: 23 days on 6-MP, 8 on placebo, and not reached where most stay', async (t) => {
  t.same(timeToLeave(curveOf(sixMp)), { status: 'ok', value: 23 });
  t.same(timeToLeave(curveOf(placebo)), { status: 'ok', value: 8 });
  t.same(timeToLeave(curveOf(sixMp), 0.9), undef('not-reached'));
  const few = groupOf([
    [0, 5, 'left'],
    [0, 9],
    [0, 9],
  ]);
  t.same(timeToLeave(curveOf(few)), undef('not-reached'));
  // Log limits of the median, as R prints: 16 to unbounded, and 4 to 12.
  t.same(
    timeToLeaveInterval(curveOf(sixMp, 'log')).status === 'ok' && limits(timeToLeaveInterval(curveOf(sixMp, 'log'))),
    [16, Number.POSITIVE_INFINITY],
  );
  t.same(limits(timeToLeaveInterval(curveOf(placebo, 'log'))), [4, 12]);
});

t.test('a curve flat at one half has its median in the middle of the flat', async (t) => {
  t.same(
    timeToLeave(
      curveOf(
        groupOf([
          [0, 4, 'left'],
          [0, 10, 'left'],
        ]),
      ),
    ),
    { status: 'ok', value: 7 },
  );
});

t.test('nothing is known beyond the last day anybody was seen', async (t) => {
  const curve = curveOf(sixMp);
  t.same(survivalAt(curve, 0), { status: 'ok', value: 1 });
  t.same(survivalAt(curve, 36), undef('not-reached'));
  t.same(survivalIntervalAt(curve, 36), undef('not-reached'));
  t.same(survivalAt(curveOf(placebo), 99), { status: 'ok', value: 0 });
});

t.test('log-rank of the two groups: printed chi-squared 16.79, 9 seen against 19.25 expected', async (t) => {
  const { test, observed, expected } = logRank([[sixMp, placebo]]);
  t.ok(test.status === 'ok' && Math.abs(test.statistic - 16.79) < 0.005 && test.df === 1);
  t.same(observed, [9, 21]);
  t.ok(Math.abs(expected[0]! - 19.25) < 0.005 && Math.abs(expected[1]! - 10.75) < 0.005);
});

t.test(
  'log-rank with delayed entry by hand: who enters on the day of an exit is not yet at risk, who leaves that day is',
  async (t) => {
    // Day 5: at risk 2 and 2, one of the first leaves: expected 2/4. Day 8: the first has 1 left and one who entered on day 6; the second 2 less
    // none, the one who enters on day 8 not yet: one of the second leaves, 2/4. Day 9: 2 and 2 (1 gone, 1 come): one of the first, 2/4.
    const first = groupOf([
      [0, 5, 'left'],
      [0, 9, 'left'],
      [6, 12],
    ]);
    const second = groupOf([
      [0, 8, 'left'],
      [0, 12],
      [8, 12],
    ]);
    const { test, observed, expected } = logRank([[first, second]]);
    t.same(observed, [2, 1]);
    t.same(expected, [1.5, 1.5]);
    // Variance 3 x (1/2 x 1/2 x 3/3), so (2 - 1.5)² / 0.75 = 1/3
    t.ok(test.status === 'ok' && Math.abs(test.statistic - 1 / 3) < 1e-12);
  },
);

t.test('people in post when observation begins do not count before', async (t) => {
  // At risk on day 5 are the two starters only; on day 12 the one left and the two who came with 10 days behind them.
  const group = groupOf([
    [0, 5, 'left'],
    [0, 12, 'left'],
    [10, 12],
    [10, 20, 'left'],
  ]);
  const steps = riskSteps(group);
  t.ok(!('status' in steps));
  t.same(
    (steps as Exclude<typeof steps, { status: string }>).map(({ at, atRisk }) => [at, atRisk]),
    [
      [5, 2],
      [12, 3],
      [20, 1],
    ],
  );
  const s = survivalAt(curveOf(group), 12);
  t.ok(s.status === 'ok' && Math.abs(s.value - (1 / 2) * (2 / 3)) < 1e-15);
});

t.test('someone who enters on the day of an exit is at risk from the next', async (t) => {
  const steps = riskSteps(
    groupOf([
      [0, 10, 'left'],
      [10, 15, 'left'],
    ]),
  );
  t.match(steps, [
    { at: 10, atRisk: 1 },
    { at: 15, atRisk: 1 },
  ]);
  t.match(
    riskSteps(
      groupOf([
        [0, 0, 'left'],
        [0, 3],
      ]),
    ),
    [
      { at: 0, atRisk: 2 },
      { at: 3, atRisk: 1 },
    ],
  );
  t.same(riskSteps(groupOf([[10, 10, 'left']])), undef('invalid-counts'));
  t.same(riskSteps({ entries: [], exits: [] }), undef('no-group-members'));
  t.same(riskSteps({ entries: [{ at: -1, n: 1 }], exits: [] }), undef('invalid-counts'));
});

t.test('the causes add up to all who left: 2 of 10 resign on day 5, 4 retire on day 8', async (t) => {
  const group: SurvivalGroup = {
    entries: [{ at: 0, n: 10 }],
    exits: [
      { at: 5, n: 2, kind: 'resigned' },
      { at: 8, n: 4, kind: 'retired' },
      { at: 9, n: 4 },
    ],
  };
  const incidence = cumulativeIncidence(group, 0.95);
  if (incidence.status !== 'ok') throw new Error('none');
  const [resigned, retired] = incidence.value;
  t.equal(resigned!.cause, 'resigned');
  t.ok(Math.abs(resigned!.steps.at(-1)!.incidence - 0.2) < 1e-15);
  t.ok(Math.abs(retired!.steps.at(-1)!.incidence - 0.4) < 1e-15);
  // With nobody lost from sight before, the variances are binomial: 0.2 x 0.8 / 10 and 0.4 x 0.6 / 10.
  t.ok(Math.abs(resigned!.steps.at(-1)!.se - Math.sqrt(0.016)) < 1e-12);
  t.ok(Math.abs(retired!.steps.at(-1)!.se - Math.sqrt(0.024)) < 1e-12);
  t.same(cumulativeIncidence(groupOf([[0, 4]]), 0.95), undef('no-events'));
});

const people = fc.array(
  fc.record({
    entry: fc.integer({ min: 0, max: 20 }),
    stay: fc.integer({ min: 1, max: 30 }),
    kind: fc.constantFrom('resigned', 'retired', undefined),
  }),
  { minLength: 1, maxLength: 60 },
);
const drawn = (rows: readonly { entry: number; stay: number; kind: string | undefined }[]): SurvivalGroup =>
  groupOf(rows.map(({ entry, stay, kind }) => [entry, entry + stay, kind] as const));

t.test('one cause alone is one less the curve, with its standard error; the causes together too', async (t) => {
  fc.assert(
    fc.property(people, (rows) => {
      const group = drawn(rows);
      const all = cumulativeIncidence(
        { ...group, exits: group.exits.map((e) => (e.kind === undefined ? e : { ...e, kind: 'left' })) },
        0.95,
      );
      const each = cumulativeIncidence(group, 0.95);
      if (all.status !== 'ok' || each.status !== 'ok') return true;
      return curveOf(group).steps.every((s, i) => {
        const left = all.value[0]!.steps[i]!;
        const sum = each.value.reduce((x, cause) => x + cause.steps[i]!.incidence, 0);
        return (
          Math.abs(left.incidence - (1 - s.survival)) < 1e-12 &&
          Math.abs(left.se - s.se) < 1e-9 &&
          Math.abs(sum - left.incidence) < 1e-12
        );
      });
    }),
  );
  t.pass();
});

t.test('a curve never rises, its limits hold it, and adding histograms is adding people', async (t) => {
  fc.assert(
    fc.property(people, people, (a, b) => {
      const [one, two] = [drawn(a), drawn(b)];
      const together = { entries: [...one.entries, ...two.entries], exits: [...one.exits, ...two.exits] };
      const same = JSON.stringify(curveOf(together)) === JSON.stringify(curveOf(drawn([...a, ...b])));
      return (
        same &&
        curveOf(together).steps.every(
          (s, i, all) => s.survival <= (all[i - 1]?.survival ?? 1) && s.lower <= s.survival && s.survival <= s.upper,
        )
      );
    }),
  );
  t.pass();
});

t.test('log-rank: order of groups does not matter, halves of one group do not differ much, strata add', async (t) => {
  fc.assert(
    fc.property(people, people, people, (a, b, c) => {
      const groups = [a, b, c].map(drawn);
      const [one, two] = [logRank([groups]).test, logRank([[...groups].reverse()]).test];
      if (one.status !== 'ok' || two.status !== 'ok') return one.status === two.status;
      return one.df === two.df && Math.abs(one.statistic - two.statistic) < 1e-7 * Math.max(1, one.statistic);
    }),
  );
  const same = logRank([[placebo, placebo]]).test;
  t.ok(same.status === 'ok' && same.statistic < 1e-20 && same.p === 1);
  const [once, twice] = [
    logRank([[sixMp, placebo]]),
    logRank([
      [sixMp, placebo],
      [sixMp, placebo],
    ]),
  ];
  t.ok(
    once.test.status === 'ok' &&
      twice.test.status === 'ok' &&
      apart(twice.test.statistic, 2 * once.test.statistic) < 1e-12,
  );
  t.same(twice.observed, [18, 42]);
  const none: SurvivalGroup = { entries: [], exits: [] };
  t.same(logRank([[sixMp, none]]).test, undef('no-group-members'));
  t.same(logRank([[groupOf([[0, 3]]), groupOf([[0, 4]])]]).test, undef('no-events'));
  t.throws(() => logRank([[sixMp]]), RangeError);
});
