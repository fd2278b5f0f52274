import { type Figure, isNumber, suppressed } from '../core/outcome.js';
import type { Policy } from '../standard/policy.js';
import type { CountedRun, Reconciled } from './counted.js';
import type { Reconciliation } from './result.js';
import { roundTo } from './rounded.js';

/**
 * Where rows went, as it may be released. A small number of rows left out by a rule is a small number of people. Read = counted + merged + excluded + set
 * aside + not data, so the totals stay back where any of these is hidden, where a count made of the table is, where its people are shown to the nearest ten
 * (36 in all less 35 to 44 men would be one woman), and where counts are rounded.
 * Example: 3 honorary rows under `board` are suppressed, and with them the rows read, counted and merged.
 */
export function releaseReconciliation(
  run: CountedRun,
  policy: Policy,
  hiddenCubes: ReadonlySet<string>,
): { readonly reconciliation: readonly Reconciliation[]; readonly rows: Figure } {
  const { hide } = policy;
  if (!hide)
    return {
      reconciliation: run.reconciliation.map(({ cubes: _, people: __, ...table }) => table),
      rows: run.input.rows,
    };
  const figure = (n: number): Figure =>
    n >= hide.from && n <= hide.to ? suppressed : policy.roundTo === undefined ? n : roundTo(n, policy.roundTo);
  const one = ({ cubes, people, ...table }: Reconciled): Reconciliation => {
    const excluded = Object.fromEntries(Object.entries(table.excluded).map(([rule, n]) => [rule, figure(n)]));
    const guarded =
      policy.roundTo !== undefined ||
      people === true ||
      cubes.some((c) => hiddenCubes.has(c)) ||
      [figure(table.counted), figure(table.merged), ...Object.values(excluded)].some((n) => !isNumber(n));
    return guarded
      ? { ...table, excluded, read: suppressed, counted: suppressed, merged: suppressed }
      : { ...table, excluded };
  };
  const reconciliation = run.reconciliation.map(one);
  return { reconciliation, rows: reconciliation.every((r) => isNumber(r.read)) ? run.input.rows : suppressed };
}
