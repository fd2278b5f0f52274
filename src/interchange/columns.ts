import { type Figure, isNumber, type Outcome, toFigure } from '../core/outcome.js';
import type { Bound, Released, Result, Run } from '../release/result.js';
import { figureText } from './csv.js';

/** One typed column. A number that is not known is `undefined`, and the column beside it, `<name> status`, says why. */
export interface InterchangeColumn {
  readonly name: string;
  readonly kind: 'text' | 'number';
  readonly values: readonly (string | number | undefined)[];
}

/** Which table of a run: one row for each result, or one for each group of each result: the released cubes. */
export type InterchangeTable = 'results' | 'counts';

type Cells = Readonly<Record<string, string | Figure>>;

const limit = (bound: Bound): Figure | 'unbounded' => bound;
const of = (outcome: Outcome): Figure => toFigure(outcome);

/** What names a row. Every breakdown key of the run is a column of its own; a result that is not broken down by it has `all`. */
function names(r: Result, keys: readonly string[]): Cells {
  return {
    indicator: r.indicator,
    edition: r.edition,
    organisation: r.organisation,
    from: r.period.from,
    to: r.period.to,
    ...Object.fromEntries(keys.map((k) => [`by ${k}`, r.breakdown[k] ?? 'all'])),
  };
}

function resultCells(run: Run, r: Result, keys: readonly string[]): Cells {
  const { interval, reading, funnel } = r;
  const [low, high] = interval.status === 'ok' ? interval.value.map(limit) : [interval, interval];
  return {
    ...names(r, keys),
    unit: r.unit,
    dimension: r.compared.dimension,
    over: r.compared.over,
    under: r.compared.under ?? 'workforce',
    value: of(r.value),
    low: low as Figure,
    high: high as Figure,
    size: 'status' in reading ? String(figureText(reading)) : reading.size,
    evidence: 'status' in reading ? String(figureText(reading)) : reading.evidence,
    'unknown share': r.unknownShare,
    funnel: funnel === undefined ? 'none' : funnel.status === 'ok' ? funnel.place : String(figureText(funnel)),
    method: r.method,
    engine: r.engine,
    policy: run.policy,
    secondary: run.secondary,
    working: r.working,
  };
}

const countCells = (run: Run, r: Result, keys: readonly string[]): readonly Cells[] =>
  r.parts.map((p) => ({
    ...names(r, keys),
    dimension: r.compared.dimension,
    group: p.group,
    of: p.of ?? 'row',
    n: p.n,
    base: p.base,
    rate: p.rate,
    policy: run.policy,
  }));

const figures: ReadonlySet<string> = new Set(['value', 'low', 'high', 'unknown share', 'n', 'base', 'rate']);

/** `ok`, or why a figure is not there; a limit without bound is `unbounded`. */
const statusOf = (cell: string | Figure): string =>
  typeof cell === 'string' ? cell : isNumber(cell) ? 'ok' : String(figureText(cell));

/**
 * A released run as typed columns, for Arrow, Parquet and data frames: figures are numbers, unrounded, each with a `status` column beside it, since these
 * formats can only leave a figure out and not say why. No row is left out, and no missing figure is 0.
 */
export function columnsOf(run: Released<Run>, table: InterchangeTable): readonly InterchangeColumn[] {
  const keys = [...new Set(run.results.flatMap((r) => Object.keys(r.breakdown)))].sort();
  const rows = run.results.flatMap((r) =>
    table === 'results' ? [resultCells(run, r, keys)] : countCells(run, r, keys),
  );
  return Object.keys(rows[0] ?? {}).flatMap((name): InterchangeColumn[] => {
    const cells = rows.map((row) => row[name] as string | Figure);
    if (!figures.has(name)) return [{ name, kind: 'text', values: cells as readonly string[] }];
    return [
      { name, kind: 'number', values: cells.map((c) => (typeof c === 'number' ? c : undefined)) },
      { name: `${name} status`, kind: 'text', values: cells.map(statusOf) },
    ];
  });
}
