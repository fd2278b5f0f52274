import t from 'tap';
import { ok } from '../../src/core/outcome.js';
import { roundHalfUp, roundRatio } from '../../src/core/rounding.js';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import {
  basesBehind,
  boardDifference,
  changeOfRatios,
  pointGap,
  relativeLikelihood,
  share,
} from '../../src/formulas/index.js';
import type { Run } from '../../src/index.js';
import { loadLibrary } from '../../src/library.js';
import type { RunOptions } from '../../src/run-options.js';
import { synthesise } from '../../src/synth/index.js';
import { runOn } from '../end-to-end/compare.js';
import { wresAndWorkforce } from './cases.js';

const library = await loadLibrary();

/** Mistakes found in published figures, each with the wrong answer beside the right one. */
const ratio = (over: readonly [number, number], under: readonly [number, number]): number => {
  const found = relativeLikelihood({ over: { n: over[0], base: over[1] }, under: { n: under[0], base: under[1] } });
  if (found.status !== 'ok') throw new RangeError(JSON.stringify(found));
  return found.value;
};
const inputs = (id: string) => wresAndWorkforce().find((c) => c.id === id)!.inputs as Record<string, never>;

t.test('a ratio is made of counts, never of rounded rates', async (t) => {
  // Kent and Medway 2020: 9 of 725 over 17 of 2505. The rates round to 1.2 % and 0.7 %, and 1.2/0.7 is 1.71; the counts give 1.83.
  t.equal(roundHalfUp(ratio([9, 725], [17, 2505]), 2), 1.83);
  t.equal(roundRatio(9 * 100, 725, 1), 1.2);
  t.equal(roundRatio(17 * 100, 2505, 1), 0.7);
  t.equal(roundHalfUp(1.2 / 0.7, 2), 1.71);
  // London 2021: 1148 of 15853 and 188 of 15515 print as 7 % and 1 %, which would be 7 times; the counts give 5.98.
  t.equal(roundHalfUp(ratio([1148, 15853], [188, 15515]), 2), 5.98);
});

t.test('WRES 2 is per shortlisted person: the stage decides the answer', async (t) => {
  const offers = inputs('w2-bmj2021-offer-rates') as unknown as Record<string, Record<string, number>>;
  const lists = inputs('w2-bmj2021-shortlisting-rates') as unknown as Record<string, Record<string, number>>;
  const [white, black] = [offers.offered!.white!, offers.offered!.black!];
  // 1148/15853 over 188/15515 is 5.98 per applicant; 1148/4675 over 188/2041 is 0.24556/0.09211 = 2.67 per shortlisted person.
  t.equal(roundHalfUp(ratio([white, offers.applicants!.white!], [black, offers.applicants!.black!]), 1), 6);
  t.equal(roundHalfUp(ratio([white, lists.shortlisted!.white!], [black, lists.shortlisted!.black!]), 2), 2.67);
});

t.test('a share of cases is no likelihood, and the comparator is named', async (t) => {
  // 65 of 108 midwives disciplined were black, 32 % of midwives were: 60.2/32 is 1.88. Against everyone else, (65/32)/(43/68) is 3.21.
  t.equal(roundHalfUp((100 * 65) / 108 / 32, 2), 1.88);
  t.equal(roundHalfUp(ratio([65, 3200], [43, 6800]), 2), 3.21);
});

t.test('zero, none and undefined are three things', async (t) => {
  t.same(relativeLikelihood({ over: { n: 50, base: 317 }, under: { n: 0, base: 418 } }), {
    status: 'undefined',
    why: 'zero-comparator',
  });
  t.same(relativeLikelihood({ over: { n: 0, base: 317 }, under: { n: 50, base: 418 } }), ok(0));
  t.same(relativeLikelihood({ over: { n: 0, base: 317 }, under: { n: 0, base: 418 } }), {
    status: 'undefined',
    why: 'no-events',
  });
  t.same(share(0, 12), ok(0));
  t.same(share(0, 0), { status: 'undefined', why: 'no-group-members' });
});

t.test('points are not per cent, and a gap is not a ratio', async (t) => {
  // Referrals: 0.41 % against 0.22 % is 0.19 points and 1.86 times.
  const gap = pointGap(ok(0.0041), ok(0.0022));
  t.equal(gap.status === 'ok' && roundHalfUp(gap.value, 2), 0.19);
  t.equal(roundHalfUp(ratio([41, 10000], [22, 10000]), 2), 1.86);
});

t.test('the board is set against the workforce of its own year', async (t) => {
  // 17 % of the board against 22 % of staff in 2020 is -5 points; against the 21 % of the year before it would be -4.
  const against = (staff: number) =>
    boardDifference({ board: { n: 17, base: 100 }, workforce: { n: staff, base: 100 } });
  t.match(against(22), { status: 'ok' });
  t.equal(roundHalfUp((against(22) as { value: number }).value, 6), -5);
  t.equal(roundHalfUp((against(21) as { value: number }).value, 6), -4);

  const trust = synthesise({ seed: 61, staff: 400 });
  const bases = (run: Run) =>
    run.results.find((r) => r.indicator === 'wres.9')!.parts.flatMap((p) => (p.of === 'workforce' ? [p.n] : []));
  const now = await runOn(trust, t.testdir({}));
  const then = await runOn(trust, t.testdir({}), 'xlsx', trust.truthBefore.snapshot);
  const { white, bme, unknown } = trust.truthBefore.workforce;
  t.same(bases(then), [white, bme, unknown]);
  t.notSame(bases(now), bases(then));
});

t.test('a total bounds what "<5" hides, and no more', async (t) => {
  const { accepted_offers: cells, total } = inputs('w2-stp2022-suppressed-offers') as unknown as {
    accepted_offers: Record<string, number | string>;
    total: number;
  };
  const seen = Object.values(cells).filter((c) => typeof c === 'number');
  const hidden = Object.values(cells).filter((c) => c === '<5').length;
  const sum = seen.reduce((n, c) => n + c, 0);
  t.equal(sum, 363);
  t.equal(total - sum, 11, 'together the five hidden cells hold 11');
  t.ok(total >= sum + hidden && total <= sum + 4 * hidden, 'which 1 to 4 each allows');
  t.ok(seen.includes(0), 'a true 0 is printed');
});

t.test('one case more or fewer can move a small ratio far', async (t) => {
  // 338 of 5253 over 4 of 640 is 10.3; with 5 it is 8.2 and with 3 it is 13.7.
  t.same(
    [3, 4, 5].map((n) => roundHalfUp(ratio([338, 5253], [n, 640]), 1)),
    [13.7, 10.3, 8.2],
  );
});

t.test('parts that do not make the total are shown, not forced', async (t) => {
  const {
    eu,
    uk,
    rest_of_world: rest,
    unknown,
    total_printed: total,
  } = inputs('nat-commons2016') as unknown as Record<string, number>;
  t.equal(total! - (eu! + uk! + rest! + unknown!), 412);
});

t.test('every likelihood is said with both groups, as times and never with a per cent sign', async (t) => {
  const run = await runOn(synthesise({ seed: 62, staff: 600 }), t.testdir({}));
  for (const [id, over, under] of [
    ['wres.2', 'white', 'bme'],
    ['wres.3', 'bme', 'white'],
    ['wres.4', 'white', 'bme'],
  ] as const) {
    const r = run.results.find((x) => x.indicator === id)!;
    t.same(r.compared, { dimension: 'ethnicity', over, under }, id);
    t.match(r.working, /White/, id);
    t.match(r.working, /BME/, id);
    t.match(r.working, /\d\.\d\d times/, id);
    t.notMatch(r.working, /\d% (as|more|less) likely/, id);
  }
});

t.test('a percentage that its counts cannot give is a misprint', async (t) => {
  // 195 of 1,213 is 16.08 %, printed 16.01; 14 of 30 is 46.7 %, printed 74. No base of 1,213 gives 16.01 to two places.
  t.equal(roundRatio(195 * 100, 1213, 2), 16.08);
  const bases = basesBehind(195, 16.01, 2);
  t.notOk(bases.status === 'ok' && bases.value.includes(1213));
  t.equal(roundRatio(14 * 100, 30, 1), 46.7);
  // 9.6 % over 55.9 % is 0.17 and never 1.1; with its digits put right, 59.6 over 55.9 is 1.07.
  t.equal(roundHalfUp(9.6 / 55.9, 2), 0.17);
  t.equal(roundHalfUp(59.6 / 55.9, 1), 1.1);
});

const person = (n: number, ethnicity: string, fte = 1): string =>
  `${n},Permanent,Administrative and Clerical,Band 5,${ethnicity},${fte},31-Mar-2025`;
async function runOnStaff(lines: readonly string[], more: Partial<RunOptions> = {}): Promise<Run> {
  const text = ['Employee Number,Assignment Category,Staff Group,Pay Scale,Ethnic Origin,FTE,Snapshot Date', ...lines];
  const extract = await readExtract([{ name: 'staff.csv', bytes: new TextEncoder().encode(text.join('\n')) }]);
  return evaluate(extract, library, {
    policy: library.policies.internal!,
    standards: ['wres'],
    edition: '2025',
    ...more,
  });
}
const whole = (run: Run) => run.results.find((r) => r.indicator === 'wres.1' && Object.keys(r.breakdown).length === 0)!;

t.test('people are counted, never their hours: a share of heads is not a share of FTE', async (t) => {
  // 2 of 4 people are BME: 50 %; of 2.4 FTE they are 0.4: 17 %.
  const run = await runOnStaff([person(1, 'A'), person(2, 'A'), person(3, 'N', 0.2), person(4, 'N', 0.2)]);
  t.match(whole(run), {
    value: ok(0.5),
    parts: [
      { group: 'white', n: 2 },
      { group: 'bme', n: 2, base: 4 },
    ],
  });
});

t.test('unknowns stay in the base of a share, and a trend that they make is warned of', async (t) => {
  // 9 of 100 with 51 unknown, and 16 of 100 with 35 unknown: of those known 18.4 % and 24.6 %.
  const year = (bme: number, unknown: number, date: string) =>
    Array.from({ length: 100 }, (_, i) =>
      person(i + 1, i < bme ? 'N' : i < bme + unknown ? 'Z' : 'A').replace('31-Mar-2025', date),
    );
  const run = await runOnStaff([...year(9, 51, '31-Mar-2024'), ...year(16, 35, '31-Mar-2025')]);
  t.match(whole(run), { value: ok(0.16), unknownShare: 0.35 });
  t.ok(run.issues.some((i) => i.id === 'unknown-share-moved'));
});

t.test('a code set is rolled up as a setting says, and what is in no group is printed', async (t) => {
  // 3 Indian, 2 Chinese, 4 White, 1 not stated of 10.
  const codes = ['H', 'H', 'H', 'R', 'R', 'A', 'A', 'A', 'A', 'Z'];
  const lines = codes.map((c, i) => person(i + 1, c));
  const share = (run: Run, group: string) =>
    run.results.find((r) => r.indicator === 'wres.1' && r.breakdown['ethnicity-5'] === group);
  const asian = await runOnStaff(lines, { by: ['ethnicity-5'] });
  t.match(share(asian, 'asian'), { value: ok(0.5), unknownShare: 0.1 });
  const other = await runOnStaff(lines, { by: ['ethnicity-5'], chosen: { chinese: 'other' } });
  t.match(share(other, 'asian'), { value: ok(0.3) });
  t.match(share(other, 'other'), { value: ok(0.2) });
});

t.test(
  'a change is of unrounded figures: 1.1 and then 1.1 may have risen, and are not called so on their decimals',
  async (t) => {
    // 1.06 and 1.14 both print as 1.1.
    t.equal(roundHalfUp(1.06, 1), roundHalfUp(1.14, 1));
    const before = { over: { n: 106, base: 1000 }, under: { n: 100, base: 1000 }, years: 1 };
    const now = { over: { n: 114, base: 1000 }, under: { n: 100, base: 1000 }, years: 1 };
    const change = changeOfRatios(before, now, 0.95);
    t.equal(change.value.status === 'ok' && roundHalfUp(change.value.value, 4), 1.0755);
    t.equal(change.reading, 'change not clear');
  },
);
