import { suppressed } from '../core/outcome.js';
import type { Policy } from '../standard/policy.js';
import { absence } from '../words/sentences.js';
import { countAt } from './address.js';
import { refsOf } from './asked.js';
import { withBeside } from './beside.js';
import { withChanges } from './changes.js';
import type { CountedRow, CountedRun } from './counted.js';
import { boardFigures } from './figures/board.js';
import { boardProfileFigures } from './figures/board-profile.js';
import { declarationFigures } from './figures/declaration.js';
import { disparityFigures } from './figures/disparity.js';
import { onEnoughPeople, onlyDifferences } from './figures/limits.js';
import { measuredFigures } from './figures/measured.js';
import { peopleAddedFigures } from './figures/people-added.js';
import { type Figures, ratioFigures } from './figures/ratio.js';
import { representationFigures } from './figures/representation.js';
import { shareFigures } from './figures/share.js';
import { scoreFigures, statementFigures, surveyFigures } from './figures/survey.js';
import { turnoverFigures } from './figures/turnover.js';
import { withFunnels } from './funnels.js';
import { releaseIssues } from './issues.js';
import { earlierOf, type Hash, type Ledger, ledgerLine } from './ledger.js';
import { releaseReconciliation } from './reconciliation.js';
import { refusalOf, type Use } from './refusal.js';
import type { Released, Result, Run } from './result.js';
import { behindRounded } from './rounded.js';
import { boardRule } from './rules.js';
import { withMonths } from './series.js';
import { type See, type Visible, visible } from './visible.js';

const figuresOf: Readonly<Record<CountedRow['figure'], (row: CountedRow, see: See, policy: Policy) => Figures>> = {
  'relative-likelihood': ratioFigures,
  'share-of-row': shareFigures,
  'board-difference': boardFigures,
  'disparity-ratio': disparityFigures,
  'representation-gap': representationFigures,
  'board-profile': boardProfileFigures,
  'people-added': peopleAddedFigures,
  'survey-percent': surveyFigures,
  'survey-score': scoreFigures,
  'declaration-gap': declarationFigures,
  statement: statementFigures,
  'held-elsewhere': absentFigures,
  measured: measuredFigures,
  turnover: turnoverFigures,
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
    ...(row.turnover
      ? {
          definition: row.turnover.definition,
          basis: row.turnover.basis,
          scope: row.turnover.scope,
          opening: row.turnover.opening,
          closing: row.turnover.closing,
          rateRatio: absent,
          switches: row.turnover.switches,
        }
      : {}),
  };
}

/** A row's figures from what may be seen, less what the policy does not show on few people or of a board. */
function figures(row: CountedRow, see: See, policy: Policy): Figures {
  if (row.absent) return absentFigures(row);
  const board = boardRule(policy, row);
  const all = figuresOf[row.figure](row, see, policy);
  if (board === 'all') return all;
  return board === 'differences' ? onlyDifferences(all, row) : onEnoughPeople(all, row, policy.minimumBase);
}

/**
 * FTE is as good as a headcount: a row of it stays back with any headcount behind it, and the parts of the whole stay back together, since with one of
 * them the others follow from the total.
 */
function guarding(row: CountedRow, { hidden }: Visible): CountedRow {
  const guards = row.turnover?.guards;
  if (row.absent || !guards) return row;
  const open = (group: string): boolean => (guards[group] ?? []).every((ref) => hidden(ref) === false);
  if (row.groups.every((g) => open(g.group))) return row;
  if (!open(row.turnover.own) || row.turnover.own !== 'all') return { ...row, absent: suppressed };
  const also = Object.entries(row.also ?? {}).map(
    ([name, c]) => [name, name.startsWith('all ') || name === 'everyone' ? c : suppressed] as const,
  );
  return {
    ...row,
    groups: row.groups.map((g) => (g.group === 'all' ? g : { ...g, n: suppressed, base: suppressed })),
    also: Object.fromEntries(also),
  };
}

/** Cubes of which a count is hidden, and those of which a whole is. */
function hiddenCubes(run: CountedRun, { hidden }: Visible) {
  const refs = run.rows.flatMap(refsOf);
  const behind = refs.filter((ref) => hidden(ref));
  const whole = behind.filter(({ where }) => Object.keys(where).length < 2);
  return { some: new Set(behind.map((r) => r.cube)), whole: new Set(whole.map((r) => r.cube)) };
}

/** What else decides what may be let out. */
export interface ReleaseOptions {
  /** `public` when left out: a policy for the national return alone refuses it. */
  readonly use?: Use;
  /** What was released before, and where the line of this release goes. `keep` is called once, unless nothing is released or the policy hides nothing. */
  readonly ledger?: { readonly past: Ledger; readonly hash: Hash; readonly keep: (line: string) => void };
  /** Other runs of the same records that the same readers have: nothing may follow from all of them together. Only this run is given. */
  readonly beside?: readonly CountedRun[];
}

const earlierIn = (run: CountedRun, { past, hash }: NonNullable<ReleaseOptions['ledger']>) =>
  earlierOf(
    past,
    run,
    hash,
    (shown, { hide, roundTo }) => behindRounded(shown, { ...(hide ? { hide } : {}), ...(roundTo ? { roundTo } : {}) }),
    (ref) => countAt(run, ref),
  );

/**
 * The only way out: takes the counts of a whole run, hides and rounds them as the policy says, and makes every figure, interval, test, reading, sentence,
 * total and message from what is left. Nothing else returns `Released<T>`. Example: with 3 of 12 in a row hidden under `board`, the row's share, interval
 * and working are suppressed, and so is another count of the row, without which 12 less the rest would be 3.
 */
export async function release(run: CountedRun, policy: Policy, options: ReleaseOptions = {}): Promise<Released<Run>> {
  const { ledger, beside = [], use = 'public' } = options;
  const whole = withBeside(run, beside);
  const view = await visible(whole, policy, ledger && earlierIn(whole, ledger));
  const cubes = hiddenCubes(run, view);
  const { reconciliation, rows } = releaseReconciliation(run, policy, cubes.some);
  const results = run.rows.map(
    (row): Result => ({
      indicator: row.indicator,
      edition: row.edition,
      organisation: row.organisation ?? run.organisation,
      period: row.period,
      breakdown: row.breakdown,
      unit: row.unit,
      compared: row.compared,
      ...(row.source ? { source: row.source } : {}),
      ...figures(guarding(row, view), view.see, policy),
      ...(row.added ? { added: row.added } : {}),
      ...(row.benchmarks ? { benchmarks: row.benchmarks } : {}),
      method: row.method,
      unverified: row.unverified,
      engine: row.engine,
      ...(row.yearsBefore === undefined ? {} : { yearsBefore: row.yearsBefore }),
      input: { ...run.input, rows },
    }),
  );
  const refused = refusalOf(policy, use, view.exposed, ledger !== undefined, results);
  if (refused) {
    const nothing = { results: [], issues: [], reconciliation: [], choices: [] };
    return { ...nothing, policy: policy.name, secondary: view.secondary, refused } as unknown as Released<Run>;
  }
  if (ledger && policy.hide) {
    const { name, dated, hide, roundTo } = policy;
    const said = { policy: name, dated, hide, ...(roundTo === undefined ? {} : { roundTo }) };
    ledger.keep(ledgerLine(whole, ledger.hash, view.letOut(run.rows), said));
  }
  const guarded = run.reconciliation.filter((t) => t.cubes.some((c) => cubes.whole.has(c))).map((t) => t.table);
  return {
    results: withMonths(withChanges(run.rows, withFunnels(results, run.rows), run.compared)),
    issues: releaseIssues(run.issues, {
      policy,
      shown: (ref) => view.hidden(ref) === false,
      guarded: new Set(guarded),
    }),
    reconciliation,
    choices: run.choices,
    ...(run.compared ? { compared: run.compared } : {}),
    policy: policy.name,
    secondary: view.secondary,
  } as unknown as Released<Run>;
}
