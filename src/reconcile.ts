import type { CodeLists } from './core/recode.js';
import { type Fates, fates } from './count/tally.js';
import type { Counts } from './counting.js';
import type { Indicator } from './define.js';
import type { Extract } from './extract/types.js';
import type { Plan } from './plan.js';
import type { Reconciled } from './release/counted.js';

/** One fate per row over several requests (years): counted anywhere wins, then merged, then the reason that is not the date. */
function together(all: readonly Fates[]): Omit<Reconciled, 'table' | 'read' | 'setAside' | 'notData' | 'cubes'> {
  let counted = 0;
  let merged = 0;
  const excluded: Record<string, number> = {};
  const rows = all[0]?.fate.length ?? 0;
  for (let row = 0; row < rows; row++) {
    const here = all.map((f) => f.fate[row]!);
    if (here.some((f) => f.kind === 'counted')) counted++;
    else if (here.some((f) => f.kind === 'merged')) merged++;
    else {
      const rules = here.flatMap((f) => (f.kind === 'excluded' ? [f.rule] : []));
      const rule = rules.find((r) => r !== 'outside-period') ?? rules[0]!;
      excluded[rule] = (excluded[rule] ?? 0) + 1;
    }
  }
  return { counted, merged, excluded };
}

/** The fates of a table's rows under a plan's requests, one list per request. */
export const fatesOf = (plan: Plan, table: string, extract: Extract, lists: CodeLists): readonly Fates[] =>
  plan.requests.flatMap((r) => fates(r, extract.tables, lists).filter((f) => f.table === table));

/** Where the rows of a table went that is read as given and not counted from: a survey, statements. */
export interface Read {
  readonly counted: number;
  readonly excluded: Readonly<Record<string, number>>;
}

/**
 * Reconciles every table: rows read = counted + merged + excluded by a named rule + set aside + not data. A table is reconciled by the first count made of it;
 * the rows of a table that nothing counts are excluded as `not-used`.
 */
export function reconcile(
  extract: Extract,
  lists: CodeLists,
  indicators: readonly Indicator[],
  counts: Counts,
  read: Readonly<Record<string, Read>> = {},
): readonly Reconciled[] {
  const names = [...new Set([...extract.tallies.map((t) => t.table), ...Object.keys(extract.tables)])];
  return names.map((table) => {
    const tallies = extract.tallies.filter((t) => t.table === table);
    const sum = (f: (t: (typeof tallies)[number]) => number): number => tallies.reduce((n, t) => n + f(t), 0);
    const ids = indicators.flatMap((i) =>
      Object.entries(i.counts).flatMap(([name, ask]) => {
        const id = counts.of[`${i.id}/${name}`];
        return ask.from === table && typeof id === 'string' && counts.cubes[id]!.engine !== 'cube-file' ? [id] : [];
      }),
    );
    const principal = ids[0];
    const kept = extract.tables[table]?.length ?? 0;
    const used =
      principal !== undefined
        ? together(fatesOf(counts.cubes[principal]!.plan, table, extract, lists))
        : table === 'counts'
          ? { counted: kept, merged: 0, excluded: {} }
          : read[table]
            ? { merged: 0, ...read[table] }
            : { counted: 0, merged: 0, excluded: kept > 0 ? { 'not-used': kept } : {} };
    return {
      table,
      read: sum((t) => t.read),
      ...used,
      setAside: sum((t) => t.setAside),
      notData: sum((t) => t.notData),
      cubes: [...new Set(ids)],
    };
  });
}

/** A row of the input by where it stands, never by who it is. */
export interface RowPlace {
  readonly table: string;
  readonly sheet: string;
  readonly row: number;
}

/** The rows of every table that were excluded by a rule, or `merged`, by their place in the files. */
export function rowsBehind(
  extract: Extract,
  lists: CodeLists,
  indicators: readonly Indicator[],
  counts: Counts,
  rule: string,
): readonly RowPlace[] {
  return reconcile(extract, lists, indicators, counts).flatMap(({ table, cubes }) => {
    const rows = extract.tables[table];
    const [principal] = cubes;
    if (!rows || principal === undefined) return [];
    const all = fatesOf(counts.cubes[principal]!.plan, table, extract, lists);
    const places = rows.sources.flatMap((s) => s.rows.map((row) => ({ table, sheet: s.sheet, row })));
    return places.filter((_, i) => {
      const here = all.map((f) => f.fate[i]!);
      if (here.some((f) => f.kind === 'counted')) return rule === 'counted';
      if (here.some((f) => f.kind === 'merged')) return rule === 'merged';
      return here.some((f) => f.kind === 'excluded' && f.rule === rule);
    });
  });
}
