import { type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { zOfLevel } from './numeric/normal.js';
import { riskSteps, type SurvivalGroup } from './survival-data.js';

/** The share who have left for one cause by a time, with its standard error and limits. */
export interface IncidenceStep {
  readonly at: number;
  readonly incidence: number;
  readonly se: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Incidence {
  readonly cause: string;
  readonly steps: readonly IncidenceStep[];
  readonly level: number;
}

/**
 * Aalen-Johansen cumulative incidence of each cause of leaving, when the causes compete (resigned, retired, dismissed ...). At every time the
 * incidences and the Kaplan-Meier share still in post add to 1, which one minus a Kaplan-Meier curve per cause does not. Delayed entry as there.
 * Variance by the delta method (binomial at each time); limits on the log(-log) scale of the incidence.
 * `undefined/no-events` when nobody leaves; otherwise as `riskSteps`. Causes come in the order of their names.
 * Source: Aalen and Johansen, Scandinavian Journal of Statistics 5 (1978), 141-150; Marubini and Valsecchi, Analysing Survival Data, 1995, 10.2.
 * Example: of 10, 2 resign on day 5 and 4 retire on day 8: resigned 0.2, retired 0.8 x 4/8 = 0.4, still in post 0.4.
 */
export function cumulativeIncidence(group: SurvivalGroup, level: number): Outcome<readonly Incidence[]> {
  const z = zOfLevel(level);
  const risk = riskSteps(group);
  if ('status' in risk) return risk;
  const causes = [...new Set(risk.flatMap(({ events }) => Object.keys(events)))].sort();
  if (causes.length === 0) return undefinedBecause('no-events');
  const incidences = causes.map((cause) => {
    let [survival, incidence] = [1, 0];
    // Var F(t) = Σ (F(t) - F(s))² g + Σ S(s-)² h - 2 Σ (F(t) - F(s)) S(s-) k is kept as a polynomial in F(t).
    let [g0, g1, g2, h, k0, k1] = [0, 0, 0, 0, 0, 0];
    const steps = risk.map(({ at, atRisk: n, allEvents: d, events }) => {
      const own = events[cause] ?? 0;
      if (d > 0) {
        const before = survival;
        incidence += (before * own) / n;
        survival *= (n - d) / n;
        const g = d === n ? 0 : d / (n * (n - d));
        g0 += g * incidence * incidence;
        g1 += g * incidence;
        g2 += g;
        h += (before * before * own * (n - own)) / n ** 3;
        const k = (before * own) / (n * n);
        k0 += k * incidence;
        k1 += k;
      }
      const parts = [incidence * incidence * g2, g0, h, 2 * k0, -2 * incidence * g1, -2 * incidence * k1];
      const variance = parts.reduce((sum, part) => sum + part, 0);
      // What is left of terms that cancel is rounding, and its square root would not look like it.
      const rounding = 1e-14 * parts.reduce((sum, part) => sum + Math.abs(part), 0);
      return { at, incidence, ...limitsOf(incidence, variance > rounding ? Math.sqrt(variance) : 0, z) };
    });
    return { cause, steps, level };
  });
  return ok(incidences);
}

function limitsOf(f: number, se: number, z: number): Pick<IncidenceStep, 'se' | 'lower' | 'upper'> {
  if (f <= 0 || f >= 1) return { se, lower: f, upper: f };
  const width = Math.exp((z * se) / Math.abs(f * Math.log(f)));
  return { se, lower: f ** width, upper: f ** (1 / width) };
}
