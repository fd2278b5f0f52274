import { addMonths, type Day } from '../../core/dates.js';
import { type Outcome, ok } from '../../core/outcome.js';
import { type HazardCell, type HazardModel, hazardModel } from '../../formulas/hazard.js';
import type { Spell } from './spell.js';
import type { Edges } from './spells.js';

/** The columns of a design by name, and the model fitted to them. */
export interface Fitted {
  readonly model: HazardModel;
  readonly columns: readonly string[];
  readonly months: number;
  readonly leavers: number;
}

export interface HazardPlan {
  readonly window: { readonly from: Day; readonly to: Day };
  readonly dimension: string;
  readonly under: string;
  /** Dimensions that are held equal. */
  readonly covariates: readonly string[];
  /** Limits of service in months at which the odds of leaving may change. */
  readonly service: readonly number[];
  /** From this day on the odds may be others, for each group. */
  readonly split?: Day;
}

interface Cell {
  readonly levels: readonly string[];
  events: number;
  exposure: number;
}

const DAYS = 30.4375;

const startsOf = ({ from, to }: HazardPlan['window']): readonly Day[] => {
  const starts: Day[] = [];
  for (let at = from, k = 1; at <= to; at = addMonths(from, k++)) starts.push(at);
  return [...starts, to + 1];
};

/**
 * The days between which it makes no difference to the model when somebody was hired or ended, so that people need not be counted to the day: the starts of
 * the months, and before each of them the days from which on a limit of service is not reached. Example: of a month that starts on day 1000 and a limit of
 * 12 months (365.25 days) it is day 635: who was hired on day 634 has served 366.
 */
export function hazardEdges(window: HazardPlan['window'], service: readonly number[]): Edges {
  const starts = startsOf(window);
  return {
    hired: [...starts, ...starts.flatMap((start) => service.map((limit) => start - Math.ceil(limit * DAYS) + 1))],
    ended: starts.flatMap((start) => [start - 1, start]),
  };
}

/**
 * A month of a person counts when the person left in it, or was seen to its end. Cells are months of people alike in group, covariates, length of
 * service at the month's start and whether the month is after `split`.
 */
function cellsOf(spells: readonly Spell[], plan: HazardPlan): readonly Cell[] {
  const { window, dimension, covariates, service, split } = plan;
  const starts = startsOf(window);
  const cells = new Map<string, Cell>();
  for (const { hired, from, to, kind, groups, n } of spells) {
    const fixed = [groups[dimension] ?? 'unknown', ...covariates.map((d) => groups[d] ?? 'unknown')];
    const person = fixed.join('\u0000');
    for (let k = 0; k + 1 < starts.length; k++) {
      const [start, end] = [starts[k]!, starts[k + 1]!];
      if (from >= end) continue;
      if (to <= start) break;
      const left = kind !== undefined && to <= end;
      if (!left && to < end) break;
      const served = Math.max(0, start - hired) / DAYS;
      const band = service.filter((limit) => served >= limit).length;
      const time = split === undefined ? '' : start >= split ? 'after' : 'before';
      const id = `${person} ${band}${time}`;
      let cell = cells.get(id);
      if (!cell) {
        cell = { levels: [...fixed, String(band), time], events: 0, exposure: 0 };
        cells.set(id, cell);
      }
      cell.exposure += n;
      if (left) cell.events += n;
    }
  }
  return [...cells.values()];
}

/**
 * Columns of a design that say something the ones before them do not; the others are left out, as statistics packages do. A pay band that is a staff group's
 * own (doctors) says nothing more.
 */
function independent(cells: readonly HazardCell[]): readonly number[] {
  const width = cells[0]?.x.length ?? 0;
  const gram = Array.from({ length: width }, () => new Array<number>(width).fill(0));
  for (const { x, exposure } of cells)
    for (let i = 0; i < width; i++)
      if (x[i] !== 0) for (let j = 0; j <= i; j++) gram[i]![j]! += exposure * x[i]! * x[j]!;
  const kept: number[] = [];
  const factor: number[][] = [];
  for (let i = 0; i < width; i++) {
    const row: number[] = [];
    kept.forEach((k, j) => {
      let s = gram[i]![k]!;
      for (let m = 0; m < j; m++) s -= row[m]! * factor[j]![m]!;
      row.push(s / factor[j]![j]!);
    });
    const pivot = gram[i]![i]! - row.reduce((s, v) => s + v * v, 0);
    if (!(pivot > 1e-9 * gram[i]![i]!)) continue;
    factor.push([...row, Math.sqrt(pivot)]);
    kept.push(i);
  }
  return kept;
}

/**
 * Fits the odds of leaving in a month on group, covariates and length of service; the commonest level of each covariate is its reference. With `split` the
 * columns `after` and `after <group>` are added: how the odds changed, and how much more they changed for that group.
 * Outcomes as `hazardModel`.
 */
export function fitHazard(spells: readonly Spell[], plan: HazardPlan): Outcome<Fitted> {
  const cells = cellsOf(spells, plan);
  const width = 2 + plan.covariates.length;
  const weights = Array.from({ length: width }, () => new Map<string, number>());
  for (const { levels, exposure } of cells)
    for (let i = 0; i < width; i++) weights[i]!.set(levels[i]!, (weights[i]!.get(levels[i]!) ?? 0) + exposure);
  const names = [plan.dimension, ...plan.covariates, 'service'];
  const level: { readonly factor: number; readonly id: string; readonly name: string }[] = [];
  weights.forEach((of, factor) => {
    const sorted = [...of].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const reference = factor === 0 ? plan.under : sorted[0]?.[0];
    for (const [id] of sorted) if (id !== reference) level.push({ factor, id, name: `${names[factor]} ${id}` });
  });
  const groups = level.filter((l) => l.factor === 0);
  const after = plan.split === undefined ? [] : ['after', ...groups.map((g) => `after ${g.id}`)];
  const design: HazardCell[] = cells.map(({ levels, events, exposure }) => {
    const late = levels[width] === 'after' ? 1 : 0;
    return {
      events,
      exposure,
      x: [
        1,
        ...level.map((l) => (levels[l.factor] === l.id ? 1 : 0)),
        ...(after.length === 0 ? [] : [late, ...groups.map((g) => (levels[0] === g.id ? late : 0))]),
      ],
    };
  });
  const kept = independent(design);
  const model = hazardModel(design.map((c) => ({ ...c, x: kept.map((i) => c.x[i]!) })));
  if (model.status !== 'ok') return model;
  return ok({
    model: model.value,
    columns: ['all', ...level.map((l) => l.name), ...after].filter((_, i) => kept.includes(i)),
    months: cells.reduce((n, c) => n + c.exposure, 0),
    leavers: cells.reduce((n, c) => n + c.events, 0),
  });
}
