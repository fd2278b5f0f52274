import { isoDate } from '../../core/dates.js';
import { notSupplied } from '../../core/outcome.js';
import { setValue } from '../../edition-value.js';
import type { CountedRow } from '../../release/counted.js';
import * as words from '../../words/survival.js';
import type { Measured, Measurer, Measuring } from '../types.js';
import { absentRow, frameOf } from '../view.js';
import { periodRows } from './around-a-date.js';
import { allKinds, kindRows } from './kinds.js';
import { oddsOf } from './odds.js';
import { comparisons, pairOf, type Work } from './people.js';
import { ratioOf } from './ratio.js';
import { missingForSurvival, spellsOf } from './spells.js';
import { curvesOf, medianRow, retentionRow } from './still-in-post.js';

/**
 * How long people stay: leaving rates at equal service, retention after some years, the median, kinds of leaving, before and after a date, and the odds with
 * other things held equal; BME against White, and every further group against its reference. Made from two histograms a group. An extract from which
 * it cannot be known who stayed how long is refused, and the refusal names what is missing.
 */
export const survival: Measurer = (of: Measuring): Measured => {
  const missing = missingForSurvival(of);
  if (missing.length > 0) return absentRow(of, notSupplied(words.notIdentified(missing)));
  const { edition } = of.setting;
  const value = <V>(name: string): V => setValue<V>(edition, name, of.indicator.id);
  const covariates = value<readonly string[]>('covariates');
  const further = Object.keys(value<Readonly<Record<string, string>>>('also-compared'));
  const wanted = [...new Set([of.indicator.compared.dimension, ...further, ...covariates, 'staff-group'])];
  const found = spellsOf(of, wanted);
  const { spells, window } = found;
  const horizons = value<readonly number[]>('horizons');
  const work: Work = { of, spells, horizons, level: frameOf(of).judgement.confidence };
  const pairs = comparisons(of, spells);
  const rows = pairs.flatMap((c): readonly CountedRow[] => {
    const curves = curvesOf(work, c);
    const main: CountedRow = {
      ...frameOf(of),
      compared: { dimension: c.dimension, over: c.over, under: c.under },
      breakdown: c.breakdown,
      measured: ratioOf(work, c, spells, ''),
    };
    const retention = horizons.map((h) => retentionRow(work, c, curves, h));
    const median = curves ? [medianRow(work, c, curves)] : [];
    if (Object.keys(c.breakdown).length > 0) return [main, ...retention, ...median];
    const adjusted = oddsOf(
      work,
      c,
      `${c.dimension} ${c.over}`,
      words.adjustedSentence(pairOf(c), '{with}'),
      undefined,
      window,
    );
    return [
      main,
      ...retention,
      ...median,
      ...(adjusted
        ? [
            {
              ...frameOf(of),
              compared: { dimension: c.dimension, over: c.over, under: c.under },
              breakdown: { model: 'adjusted' },
              measured: adjusted,
            },
          ]
        : []),
      ...allKinds(spells).flatMap((k) => kindRows(work, c, k, value<number>('incidence-years'))),
      ...periodRows(work, c, window),
    ];
  });
  return {
    rows: rows.map((r) => ({
      ...r,
      period: r.breakdown.period === undefined ? { from: isoDate(window.from), to: isoDate(window.to) } : r.period,
    })),
    cubes: {},
    issues: [words.observed(window.from, window.to), ...(found.undated > 0 ? [words.noHireDate(found.undated)] : [])],
    tables: found.tables,
  };
};
