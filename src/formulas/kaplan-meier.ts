import { type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { intervalOf } from './counts.js';
import { zOfLevel } from './numeric/normal.js';
import { riskSteps, type SurvivalGroup } from './survival-data.js';
import type { Bound, IntervalOutcome } from './types.js';

/** How limits of a curve are made: on the log(-log) scale (the default), on the log scale (R's default), or plain Greenwood. */
export type SurvivalLimits = 'log-log' | 'log' | 'plain';

/** The share still in post just after `at`, with its standard error and limits, and the people behind it. */
export interface SurvivalStep {
  readonly at: number;
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  readonly survival: number;
  readonly se: number;
  readonly lower: number;
  readonly upper: number;
}

export interface SurvivalCurve {
  readonly steps: readonly SurvivalStep[];
  readonly level: number;
  readonly limits: SurvivalLimits;
  /** The last time at which anybody was observed: nothing is known beyond it. */
  readonly last: number;
}

function limitsOf(s: number, greenwood: number, z: number, how: SurvivalLimits): readonly [number, number] {
  if (s === 1 && greenwood === 0) return [1, 1];
  if (s === 0) return [0, 0];
  const se = Math.sqrt(greenwood);
  if (how === 'plain') return [Math.max(0, s - z * s * se), Math.min(1, s + z * s * se)];
  if (how === 'log') return [s * Math.exp(-z * se), Math.min(1, s * Math.exp(z * se))];
  const width = Math.exp((z * se) / Math.abs(Math.log(s)));
  return [s ** width, s ** (1 / width)];
}

/**
 * Kaplan-Meier estimate of the share still in post by tenure, all kinds of leaving taken together, with delayed entry: people in post when
 * observation begins count from the tenure they then have. Greenwood's variance. After a time when everyone at risk left the curve is 0 with
 * limits 0 to 0; with delayed entry that can happen early, where the risk set is small: look at `atRisk`.
 * Outcomes as `riskSteps`. Throws a RangeError for a level outside 0 to 1.
 * Source: Kaplan and Meier, JASA 53 (1958), 457-481; Greenwood 1926; Kalbfleisch and Prentice, section 1.4 (log-log limits).
 * Example: 10 starters, one leaving on day 5 and one on day 8, one last seen on day 6: 0.9 from day 5, 0.9 x 7/8 = 0.7875 from day 8.
 */
export function kaplanMeier(
  group: SurvivalGroup,
  level: number,
  limits: SurvivalLimits = 'log-log',
): Outcome<SurvivalCurve> {
  const z = zOfLevel(level);
  const risk = riskSteps(group);
  if ('status' in risk) return risk;
  let [survival, greenwood] = [1, 0];
  const steps = risk.map(({ at, atRisk, allEvents: events, censored }) => {
    if (events > 0) {
      survival *= (atRisk - events) / atRisk;
      greenwood += events === atRisk ? 0 : events / (atRisk * (atRisk - events));
    }
    const [lower, upper] = limitsOf(survival, greenwood, z, limits);
    return { at, atRisk, events, censored, survival, se: survival * Math.sqrt(greenwood), lower, upper };
  });
  return ok({ steps, level, limits, last: steps.at(-1)?.at ?? 0 });
}

/** The step in force at a time, or undefined before the first. */
const stepAt = (curve: SurvivalCurve, at: number): SurvivalStep | undefined => curve.steps.findLast((s) => s.at <= at);

/**
 * The share still in post after a given time. `undefined/not-reached` beyond the last time anybody was observed, unless the curve is 0 by then.
 * Example: the curve above at day 7 is 0.9, at day 100 not reached.
 */
export function survivalAt(curve: SurvivalCurve, at: number): Outcome {
  const step = stepAt(curve, at);
  if (at > curve.last && step?.survival !== 0) return undefinedBecause('not-reached');
  return ok(step?.survival ?? 1);
}

/** The limits of `survivalAt`. Outcomes the same. */
export function survivalIntervalAt(curve: SurvivalCurve, at: number): IntervalOutcome {
  const step = stepAt(curve, at);
  if (at > curve.last && step?.survival !== 0) return undefinedBecause('not-reached');
  return intervalOf(step?.lower ?? 1, step?.upper ?? 1, curve.level, `kaplan-meier-${curve.limits}`);
}

/**
 * The time by which a share of people have left (0.5: the median): the first time the curve is at or below 1 - share; where it is exactly that
 * over a stretch, the middle of the stretch, as R does. `undefined/not-reached` when the curve stays above.
 */
export function timeToLeave(curve: SurvivalCurve, gone = 0.5): Outcome {
  return firstTime(curve, 1 - gone, (s) => s.survival);
}

/**
 * Limits of `timeToLeave`: where the curve's own limits cross (Brookmeyer and Crowley, Biometrics 38 (1982), 29-41); `unbounded` where the upper
 * one does not. `undefined/not-reached` when not even the lower limit crosses.
 */
export function timeToLeaveInterval(curve: SurvivalCurve, gone = 0.5): IntervalOutcome {
  const lower = firstTime(curve, 1 - gone, (s) => s.lower);
  const upper = firstTime(curve, 1 - gone, (s) => s.upper);
  if (lower.status !== 'ok') return lower;
  const top: Bound = upper.status === 'ok' ? upper.value : 'unbounded';
  return intervalOf(lower.value, top, curve.level, `kaplan-meier-${curve.limits}`);
}

function firstTime({ steps, last }: SurvivalCurve, target: number, of: (step: SurvivalStep) => number): Outcome {
  const near = 1e-9;
  const i = steps.findIndex((s) => of(s) <= target + near);
  const step = steps[i];
  if (!step) return undefinedBecause('not-reached');
  if (Math.abs(of(step) - target) > near) return ok(step.at);
  const below = steps.slice(i + 1).find((s) => of(s) < target - near);
  return ok((step.at + (below?.at ?? last)) / 2);
}
