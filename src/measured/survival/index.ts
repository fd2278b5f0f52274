import { type Day, isoDate } from '../../core/dates.js';
import { notSupplied } from '../../core/outcome.js';
import { setValue } from '../../edition-value.js';
import type { CountedRow } from '../../release/counted.js';
import * as words from '../../words/survival.js';
import type { Measured, Measurer, Measuring } from '../types.js';
import { absentRow, frameOf } from '../view.js';
import { periodRows } from './around-a-date.js';
import { fitHazard } from './hazard.js';
import { allKinds, kindRows } from './kinds.js';
import { hazardEdges, type Months, monthsOf } from './months.js';
import { oddsOf } from './odds.js';
import { type Comparison, comparisons, pairOf, type Work } from './people.js';
import { ratioOf } from './ratio.js';
import {
  type AskedSpells,
  chosenDay,
  dimensionsOf,
  knownForSurvival,
  missingForSurvival,
  type Observed,
  observe,
} from './spells.js';
import { curvesOf, medianRow, retentionRow } from './still-in-post.js';

/** The rows of one comparison. Only the indicator's own has the model of leaving, kinds of leaving, and before and after a date. */
function comparisonRows(work: Work, c: Comparison, { window }: Observed): readonly CountedRow[] {
  const { of, spells, horizons } = work;
  const curves = curvesOf(work, c);
  const frame = { ...frameOf(of), compared: { dimension: c.dimension, over: c.over, under: c.under } };
  const main: CountedRow = { ...frame, breakdown: c.breakdown, measured: ratioOf(work, c, spells, '') };
  const retention = horizons.map((h) => retentionRow(work, c, curves, h));
  const rows = [main, ...retention, ...(curves ? [medianRow(work, c, curves)] : [])];
  if (Object.keys(c.breakdown).length > 0) return rows;
  const adjusted = oddsOf(work, c, `${c.dimension} ${c.over}`, words.adjustedSentence(pairOf(c), '{with}'), undefined);
  const years = setValue<number>(of.setting.edition, 'incidence-years', of.indicator.id);
  return [
    ...rows,
    ...(adjusted ? [{ ...frame, breakdown: { model: 'adjusted' }, measured: adjusted }] : []),
    ...allKinds(spells).flatMap((k) => kindRows(work, c, k, years)),
    ...periodRows(work, c, window),
  ];
}

/**
 * How long people stay: leaving rates at equal service, retention after some years, the median, kinds of leaving, before and after a date, and the odds with
 * other things held equal; BME against White, and every further group against its reference. Made from counts by day of hire and last day, which every
 * engine gives. An extract from which it cannot be known who stayed how long is refused, and the refusal names what is missing.
 */
export const survival: Measurer = async (of: Measuring): Promise<Measured> => {
  const value = <V>(name: string): V => setValue<V>(of.setting.edition, name, of.indicator.id);
  const main = of.indicator.compared.dimension;
  const further = Object.keys(value<Readonly<Record<string, string>>>('also-compared'));
  const wanted = value<readonly string[]>('covariates');
  const known = await knownForSurvival(of, [main, ...further, ...wanted, 'staff-group']);
  const missing = missingForSurvival(of, known);
  if (missing.length > 0) return absentRow(of, notSupplied(words.notIdentified(missing)));
  const found = await observe(of);
  const { window } = found;
  const has = (dimensions: readonly string[]): readonly string[] => dimensionsOf(of, known, dimensions);
  const covariates = has(wanted).filter((d) => d !== main);
  const stratum = has(['staff-group'])[0];
  const service = value<readonly number[]>('service-months');
  const split = chosenDay(of, 'before-and-after');
  const dimensions = [main, ...has(further)];
  const asked: readonly AskedSpells[] = [
    { dimensions: has([main, ...covariates]), edges: hazardEdges(window, service) },
    ...dimensions.map((d) => ({ dimensions: has([d, 'staff-group']) })),
  ];
  const horizons = value<readonly number[]>('horizons');
  const shared = { of, horizons, covariates, stratum, level: frameOf(of).judgement.confidence };
  const rows: CountedRow[] = [];
  let months: Months | undefined;
  let next = 0;
  // One after another: of a million people each is hundreds of thousands of cells.
  for await (const spells of found.spells(asked)) {
    if (!months) {
      const plan = { window, dimension: main, covariates, service, ...(split === undefined ? {} : { split }) };
      months = monthsOf(spells, plan);
      continue;
    }
    const inMonths = months;
    const dimension = dimensions[next++]!;
    for (const c of comparisons(of, dimension, spells)) {
      const fitted = (at: Day | undefined) => fitHazard(inMonths, c.under, at !== undefined);
      rows.push(...comparisonRows({ ...shared, spells, ...(dimension === main ? { fitted } : {}) }, c, found));
    }
  }
  return {
    rows: rows.map((r) => ({
      ...r,
      engine: found.engine,
      period: r.breakdown.period === undefined ? { from: isoDate(window.from), to: isoDate(window.to) } : r.period,
    })),
    cubes: {},
    issues: [words.observed(window.from, window.to), ...(found.undated > 0 ? [words.noHireDate(found.undated)] : [])],
    tables: found.tables,
  };
};
