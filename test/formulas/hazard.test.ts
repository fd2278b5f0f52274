import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type HazardCell, type HazardModel, hazardModel, waldP } from '../../src/formulas/hazard.js';
import { kaplanMeier, survivalAt, survivalIntervalAt } from '../../src/formulas/kaplan-meier.js';
import { logRank } from '../../src/formulas/log-rank.js';
import type { SurvivalGroup } from '../../src/formulas/survival-data.js';
import { packageRoot } from '../../src/root.js';
import { apart, limits } from './support.js';

/** Values by R and its package survival: fixtures/statistics/survival.R. */
const r = JSON.parse(readFileSync(join(packageRoot, 'fixtures/statistics/survival.json'), 'utf8'));

const fit = (cells: readonly HazardCell[], firth?: boolean): HazardModel => {
  const model = hazardModel(cells, firth);
  if (model.status !== 'ok') throw new Error(JSON.stringify(model));
  return model.value;
};

interface Months {
  readonly group: number;
  readonly band: number;
  readonly time: number;
  readonly exposure: number;
  readonly events: number;
}
const cells: readonly HazardCell[] = r.cells.map(({ group, band, time, exposure, events }: Months) => ({
  x: [1, group, ...[1, 2].map((b) => Number(b === band)), ...[1, 2, 3].map((k) => Number(k === time))],
  exposure,
  events,
}));

const near = (actual: readonly number[], wanted: readonly number[]): boolean =>
  actual.length === wanted.length && actual.every((v, i) => apart(v, wanted[i]!) < 1e-9);

t.test('coefficients and standard errors are those of R', async (t) => {
  const plain = fit(cells, false);
  t.ok(near(plain.coefficients, r.plain.coefficients), 'glm');
  // glm stops its weights one step earlier than its coefficients.
  t.ok(plain.se.every((v, i) => apart(v, r.plain.se[i]) < 1e-7));
  const firth = fit(cells);
  t.ok(near(firth.coefficients, r.firth.coefficients), 'Firth, by augmented data in R');
  t.ok(near(firth.se, r.firth.se));
});

t.test('a group without a leaver has a finite estimate with the penalty, and none without', async (t) => {
  const apartCells = cells.map((c, i) => ({ ...c, events: r.apart[i] as number }));
  const firth = fit(apartCells);
  t.ok(near(firth.coefficients, r.apartFirth.coefficients));
  t.ok(near(firth.se, r.apartFirth.se));
  t.match(hazardModel(apartCells, false), { status: 'undefined', why: 'infeasible' });
});

t.test('two groups and no covariate are a table of two by two', async (t) => {
  const two = [
    { x: [1, 0], events: 1, exposure: 10 },
    { x: [1, 1], events: 2, exposure: 10 },
  ];
  // (2/8) / (1/9) = 2.25; with a half added to each, (2.5/8.5) / (1.5/9.5) = 1.8627
  t.ok(apart(fit(two, false).coefficients[1]!, Math.log(2.25)) < 1e-9);
  const model = fit(two);
  t.ok(apart(model.coefficients[1]!, Math.log(2.5 / 8.5 / (1.5 / 9.5))) < 1e-9);
  t.ok(waldP(model, 1) > 0.4 && waldP(model, 1) < 0.7);
});

t.test('what cannot be fitted has a name', async (t) => {
  t.match(hazardModel([]), { why: 'no-group-members' });
  t.match(hazardModel([{ x: [1], events: 0, exposure: 5 }]), { why: 'no-events' });
  t.match(hazardModel([{ x: [1], events: 6, exposure: 5 }]), { why: 'invalid-counts' });
  const same = [0, 1].map((g) => ({ x: [1, g, g], events: 1, exposure: 9 }));
  t.match(hazardModel(same), { why: 'infeasible' }, 'the same column twice');
});

interface Spell {
  readonly entry: number;
  readonly exit: number;
  readonly cause: number;
  readonly group: number;
  readonly stratum: number;
}
const groupOf = (spells: readonly Spell[]): SurvivalGroup => ({
  entries: spells.map((s) => ({ at: s.entry, n: 1 })),
  exits: spells.map((s) => ({ at: s.exit, n: 1, ...(s.cause === 0 ? {} : { kind: `${s.cause}` }) })),
});

t.test('retention at one, two and five years, and the stratified log-rank test, are those of R', async (t) => {
  const spells: readonly Spell[] = r.spells;
  for (const group of [0, 1]) {
    const curve = kaplanMeier(groupOf(spells.filter((s) => s.group === group)), 0.95);
    if (curve.status !== 'ok') throw new Error('no curve');
    [365, 730].forEach((day, i) => {
      const s = survivalAt(curve.value, day);
      t.ok(s.status === 'ok' && apart(s.value, r.curves[group].retention[i]) < 1e-9);
      const [low, high] = limits(survivalIntervalAt(curve.value, day));
      t.ok(apart(low, r.curves[group].lower[i]) < 1e-9 && apart(high, r.curves[group].upper[i]) < 1e-9);
    });
  }
  const strata = [1, 2, 3].map((k) =>
    [0, 1].map((g) => groupOf(spells.filter((s) => s.stratum === k && s.group === g))),
  );
  const { test } = logRank(strata);
  if (test.status !== 'ok') throw new Error('no test');
  t.ok(apart(test.statistic, r.logrank.chisq) < 1e-9 && apart(test.p, r.logrank.p) < 1e-9);
});
