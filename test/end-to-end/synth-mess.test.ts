import t from 'tap';
import { messKinds, synthesise } from '../../src/synth/index.js';
import { differences, lostRows, runOn } from './compare.js';

t.test('each mess by itself changes no figure', async (t) => {
  for (const kind of messKinds) {
    const trust = synthesise({ seed: 31, staff: 150, messy: [kind] });
    const run = await runOn(trust, t.testdir({}));
    t.same(differences(run.results, trust.truth), [], kind);
    t.same(lostRows(run, trust), [], `rows, ${kind}`);
  }
});

t.test('all the mess at once changes no figure', async (t) => {
  for (const [seed, staff] of [
    [41, 700],
    [43, 30],
  ] as const) {
    const trust = synthesise({ seed, staff, messy: true });
    const run = await runOn(trust, t.testdir({}));
    t.same(differences(run.results, trust.truth), [], `seed ${seed}, ${staff} staff`);
    t.same(lostRows(run, trust), [], `rows of seed ${seed}`);
    const before = await runOn(trust, t.testdir({}), 'csv', trust.truthBefore.snapshot);
    t.same(differences(before.results, trust.truthBefore), [], `as CSV, the year before, seed ${seed}`);
  }
});

t.test('an unreadable ethnic code is an error that is listed, and its people are counted as unknown', async (t) => {
  const trust = synthesise({ seed: 44, staff: 500, messy: ['unknown-codes'] });
  const run = await runOn(trust, t.testdir({}));
  t.ok(run.issues.some((i) => i.severity === 'error' && i.column === 'Ethnic Origin'));
  t.same(differences(run.results, trust.truth), []);
});
