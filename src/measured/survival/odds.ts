import { ok } from '../../core/outcome.js';
import { readRatio, waldP } from '../../formulas/index.js';
import { zOfLevel } from '../../formulas/numeric/normal.js';
import type { MeasuredFigures } from '../../release/counted.js';
import type { Interval, Part } from '../../release/result.js';
import { frameOf, plain } from '../view.js';
import { behindOf, type Comparison, notCalculable, partOf, unknownShare, type Work } from './people.js';

/** The odds ratio of the hazard model with its limits and Wald's test, from one column of it. */
export function oddsOf(
  work: Work,
  c: Comparison,
  column: string,
  working: string,
  split: number | undefined,
): MeasuredFigures | undefined {
  const { of, level, spells, covariates } = work;
  const fitted = work.fitted?.(split);
  if (!fitted) return undefined;
  const unknown = of.setting.edition.groupings[c.dimension]!.value.otherwise;
  const parts = [c.over, c.under, unknown].map((g) => partOf(spells, c, g));
  const behind = behindOf(work, c, spells);
  const shared = { parts, unknownShare: unknownShare(spells, c, unknown), behind };
  if (fitted.status !== 'ok')
    return plain({ value: fitted, interval: fitted, test: fitted, reading: notCalculable, working: '', ...shared });
  const i = fitted.value.columns.indexOf(column);
  if (i < 0) return undefined;
  const { model } = fitted.value;
  const [b, se] = [model.coefficients[i]!, model.se[i]!];
  const width = zOfLevel(level) * se;
  const value = ok(Math.exp(b));
  const interval: Interval = {
    status: 'ok',
    value: [Math.exp(b - width), Math.exp(b + width)],
    level,
    method: 'discrete-time hazard, Firth, Wald',
  };
  const { band, fewPeople, fewEvents } = frameOf(of).judgement;
  const count = (p: Part) => ({ n: p.n as number, base: p.base as number });
  return {
    value,
    interval,
    test: { status: 'ok', method: 'wald', p: waldP(model, i) },
    reading: readRatio({
      ratio: value,
      interval,
      counts: { over: count(parts[0]!), under: count(parts[1]!) },
      band,
      fewPeople,
      fewEvents,
    }),
    working: working.replace('{with}', covariates.map((d) => d.replaceAll('-', ' ')).join(', ') || 'nothing else'),
    ...shared,
  };
}
