import { isNumber, suppressed } from '../core/outcome.js';
import type { Policy } from '../standard/policy.js';
import { absence } from '../words/sentences.js';
import { withChanges } from './changes.js';
import type { CountedRow, CountedRun } from './counted.js';
import { boardFigures } from './figures/board.js';
import { declarationFigures } from './figures/declaration.js';
import { disparityFigures } from './figures/disparity.js';
import { type Figures, ratioFigures } from './figures/ratio.js';
import { shareFigures } from './figures/share.js';
import { scoreFigures, statementFigures, surveyFigures } from './figures/survey.js';
import { withFunnels } from './funnels.js';
import type { Reconciliation, Released, Result, Run } from './result.js';
import { type See, visible } from './visible.js';

const figuresOf: Readonly<Record<CountedRow['figure'], (row: CountedRow, see: See, policy: Policy) => Figures>> = {
  'relative-likelihood': ratioFigures,
  'share-of-row': shareFigures,
  'board-difference': boardFigures,
  'disparity-ratio': disparityFigures,
  'survey-percent': surveyFigures,
  'survey-score': scoreFigures,
  'declaration-gap': declarationFigures,
  statement: statementFigures,
};

function absentFigures(row: CountedRow): Figures {
  const absent = row.absent!;
  return {
    value: absent,
    interval: absent,
    reading: absent,
    parts: (row.groups.length > 0 ? row.groups : (row.given?.groups ?? [])).map((g) => ({
      group: g.group,
      ...('of' in g && g.of ? { of: g.of } : {}),
      n: absent,
      base: absent,
      rate: absent,
    })),
    unknownShare: absent,
    working: absence(absent),
  };
}

/** A table's totals stay back where a count made of the table is hidden, or where its counts are rounded. */
function reconciliation(run: CountedRun, policy: Policy, see: See): readonly Reconciliation[] {
  const hidden = new Set<string>();
  for (const row of run.rows)
    for (const ref of row.groups.flatMap((g) => [g.n, g.base]))
      if ('cube' in ref && !isNumber(see(ref, row))) hidden.add(ref.cube);
  return run.reconciliation.map(({ cubes, ...table }) =>
    cubes.length > 0 && (policy.roundTo !== undefined || cubes.some((c) => hidden.has(c)))
      ? { ...table, read: suppressed, counted: suppressed, merged: suppressed }
      : table,
  );
}

/**
 * The only way out: takes the counts of a whole run, hides and rounds them as the policy says, and makes every figure, interval, test,
 * reading and sentence from what is left. Nothing else returns `Released<T>`.
 */
export async function release(run: CountedRun, policy: Policy): Promise<Released<Run>> {
  const { see, secondary } = await visible(run, policy);
  const results = run.rows.map((row): Result => {
    const figures = row.absent ? absentFigures(row) : figuresOf[row.figure](row, see, policy);
    return {
      indicator: row.indicator,
      edition: row.edition,
      organisation: row.organisation ?? run.organisation,
      period: row.period,
      breakdown: row.breakdown,
      unit: row.unit,
      compared: row.compared,
      ...(row.source ? { source: row.source } : {}),
      ...figures,
      ...(row.added ? { added: row.added } : {}),
      method: row.method,
      unverified: row.unverified,
      engine: row.engine,
      ...(row.yearsBefore === undefined ? {} : { yearsBefore: row.yearsBefore }),
      input: run.input,
    };
  });
  return {
    results: withChanges(
      run.rows,
      withFunnels(
        results,
        run.rows.map((row) => row.years),
      ),
    ),
    issues: run.issues,
    reconciliation: reconciliation(run, policy, see),
    choices: run.choices,
    policy: policy.name,
    secondary,
  } as unknown as Released<Run>;
}
