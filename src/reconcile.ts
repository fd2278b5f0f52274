import type { CodeLists } from './core/recode.js';
import type { CountRequest } from './core/request.js';
import { baseOf, tablesOf } from './count/tables.js';
import { type Fates, fates } from './count/tally.js';
import type { Counts } from './counting.js';
import type { Indicator } from './define.js';
import type { Extract } from './extract/types.js';
import type { Plan } from './plan.js';
import type { Reconciled } from './release/counted.js';

type Fate = Fates['fate'][number];

/** One count made of a table: where its rows went in each of its years, and the rules that pick its own kind of row (a case type), in their order. */
interface Counting {
  readonly years: readonly Fates[];
  readonly own: readonly string[];
}

/** How much a fate says of a row: that it is of another kind, of another year, of the right kind and year but not counted, merged, counted. */
function weight(fate: Fate, own: readonly string[]): number {
  if (fate.kind !== 'excluded') return fate.kind === 'counted' ? 4 : 3;
  const at = own.indexOf(fate.rule);
  if (at >= 0) return (at + 1) / (own.length + 1);
  return fate.rule === 'outside-period' || fate.rule === 'undated' ? 1 : 2;
}

const heaviest = (fates: readonly Fate[], weigh: (fate: Fate, i: number) => number): number =>
  fates.reduce((best, fate, i) => (weigh(fate, i) > weigh(fates[best]!, best) ? i : best), 0);

/**
 * One fate per row over all counts made of the table: counted anywhere wins, then merged, then the rule that says most. Within one count the reason that is
 * not the date wins, since another year of a mean may be the row's own. Example: a disciplinary case of a bank worker is "bank" (of the count of
 * disciplinaries) and not "not-capability" (of the count of capability cases).
 */
function together(all: readonly Counting[]): readonly Fate[] {
  const rows = all[0]?.years[0]?.fate.length ?? 0;
  return Array.from({ length: rows }, (_, row) => {
    const each = all.map(({ years, own }) => {
      const here = years.map((y) => y.fate[row]!);
      const dated = (f: Fate): number => (f.kind === 'excluded' && f.rule === 'outside-period' ? -1 : weight(f, own));
      return here[heaviest(here, dated)]!;
    });
    return each[heaviest(each, (f, i) => weight(f, all[i]!.own))]!;
  });
}

/** The requests by which a table's rows are followed. */
const followedBy = ({ requests, follow }: Plan, table: string): readonly CountRequest[] =>
  follow?.filter((r) => baseOf(r.from) === table) ?? requests;

/** The fates of a table's rows under a plan's requests, one list per request. */
export const fatesOf = (plan: Plan, table: string, extract: Extract, lists: CodeLists): readonly Fates[] =>
  followedBy(plan, table).flatMap((r) => fates(r, extract.tables, lists).filter((f) => f.table === table));

/**
 * Follows rows that an engine holds: for each request the fate of each kind of row, and how many rows are of each kind. Undefined where the
 * engine cannot.
 */
export type Follow = (
  table: string,
  asked: readonly { readonly request: CountRequest; readonly lists: CodeLists }[],
) => Promise<{ readonly fates: readonly Fates[]; readonly rows: readonly number[] } | undefined>;

/** Where the rows of a table went that is read as given and not counted from: a survey, statements. */
export interface Read {
  readonly counted: number;
  readonly excluded: Readonly<Record<string, number>>;
  /** People, whose numbers stand in no cube. */
  readonly people?: true;
}

/** What one standard counted of an extract. */
export interface Part {
  readonly lists: CodeLists;
  readonly indicators: readonly Indicator[];
  readonly counts: Counts;
  /** Whether a row of the counts table is of another period or organisation. */
  readonly outside?: (row: number) => boolean;
  /** Tables that are read and not counted, by name. */
  readonly read?: Readonly<Record<string, Read>>;
}

interface Planned {
  readonly cube: string;
  readonly own: readonly string[];
  readonly plan: Plan;
  readonly lists: CodeLists;
}

/** Every count made of a table's rows, over all standards; the same count asked for twice is there once. */
function plannedOf(table: string, parts: readonly Part[]): readonly Planned[] {
  const seen = new Set<string>();
  return parts.flatMap(({ lists, indicators, counts }) =>
    indicators.flatMap((i) =>
      Object.entries(i.counts).flatMap(([name, ask]): Planned[] => {
        const cube = counts.of[`${i.id}/${name}`];
        if (ask.from !== table || typeof cube !== 'string' || seen.has(cube)) return [];
        seen.add(cube);
        const { engine, plan } = counts.cubes[cube]!;
        if (engine === 'cube-file') return [];
        const own = (ask.where ?? []).map((r) => r.rule);
        return [{ cube, own, plan, lists }];
      }),
    ),
  );
}

const madeOf = (table: string, extract: Extract, parts: readonly Part[]): readonly Counting[] =>
  plannedOf(table, parts).map(({ own, plan, lists }) => ({ own, years: fatesOf(plan, table, extract, lists) }));

interface Placed {
  readonly counted: number;
  readonly merged: number;
  readonly excluded: Readonly<Record<string, number>>;
}

/** How many rows went where: one fate each, `rows` of each when they are kinds of rows. */
function placed(all: readonly Fate[], rows: readonly number[] = []): Placed {
  const excluded: Record<string, number> = {};
  const found = { counted: 0, merged: 0 };
  for (const [i, f] of all.entries()) {
    const n = rows[i] ?? 1;
    if (f.kind === 'excluded') excluded[f.rule] = (excluded[f.rule] ?? 0) + n;
    else found[f.kind] += n;
  }
  return { ...found, excluded };
}

/** The rows of a table where they are: here, or in an engine that follows them. */
async function placesOf(
  table: string,
  extract: Extract,
  parts: readonly Part[],
  planned: readonly Planned[],
  follow: Follow | undefined,
): Promise<Placed> {
  // Rows that are here are followed here, unless whose they are is asked of a table that is not.
  const needed = planned.flatMap(({ plan }) => followedBy(plan, table).flatMap((r) => tablesOf(r.from)));
  if (![table, ...needed].some((t) => extract.tables[t]?.facts)) return placed(together(madeOf(table, extract, parts)));
  const asked = planned.flatMap(({ plan, lists }) => followedBy(plan, table).map((request) => ({ request, lists })));
  const followed = await follow?.(table, asked);
  if (!followed) return { counted: 0, merged: 0, excluded: { 'not-followed': extract.tables[table]?.length ?? 0 } };
  let next = 0;
  const made = planned.map(({ own, plan }) => {
    const { length } = followedBy(plan, table);
    const years = followed.fates.slice(next, next + length);
    next += length;
    return { own, years };
  });
  return placed(together(made), followed.rows);
}

/** Rows of the counts table: those of another period or organisation in every standard are not counted. */
function givenRows(kept: number, parts: readonly Part[]): Pick<Reconciled, 'counted' | 'merged' | 'excluded'> {
  const away = Array.from({ length: kept }, (_, row) => row).filter(
    (row) => parts.length > 0 && parts.every((p) => p.outside?.(row)),
  );
  return {
    counted: kept - away.length,
    merged: 0,
    excluded: away.length > 0 ? { 'outside-period': away.length } : {},
  };
}

/**
 * Reconciles every table: rows read = counted + merged + excluded by a named rule + set aside + not data. A row is counted when any count of the run counts it;
 * the rows of a table that nothing counts are excluded as `not-used`.
 */
export async function reconcile(
  extract: Extract,
  parts: readonly Part[],
  follow?: Follow,
): Promise<readonly Reconciled[]> {
  const names = [...new Set([...extract.tallies.map((t) => t.table), ...Object.keys(extract.tables)])];
  const one = async (table: string): Promise<Reconciled> => {
    const tallies = extract.tallies.filter((t) => t.table === table);
    const sum = (f: (t: (typeof tallies)[number]) => number): number => tallies.reduce((n, t) => n + f(t), 0);
    const made = plannedOf(table, parts);
    const kept = extract.tables[table]?.length ?? 0;
    // Two standards read one survey: the one that uses most of its rows speaks for it.
    const read = parts
      .flatMap((p) => p.read?.[table] ?? [])
      .reduce<Read | undefined>((most, r) => (most && most.counted >= r.counted ? most : r), undefined);
    const used =
      made.length > 0
        ? await placesOf(table, extract, parts, made, follow)
        : table === 'counts'
          ? givenRows(kept, parts)
          : read
            ? { merged: 0, ...read }
            : { counted: 0, merged: 0, excluded: kept > 0 ? { 'not-used': kept } : {} };
    return {
      table,
      read: sum((t) => t.read),
      ...used,
      setAside: sum((t) => t.setAside),
      notData: sum((t) => t.notData),
      cubes: [...new Set(made.map((m) => m.cube))],
    };
  };
  const found: Reconciled[] = [];
  for (const table of names) found.push(await one(table));
  return found;
}

/** A row of the input by where it stands, never by who it is. */
export interface RowPlace {
  readonly table: string;
  readonly sheet: string;
  readonly row: number;
}

/** The rows of every table that were excluded by a rule, or `merged`, or `counted`, by their place in the files: as many as `reconcile` says. */
export function rowsBehind(extract: Extract, parts: readonly Part[], rule: string): readonly RowPlace[] {
  return Object.keys(extract.tables).flatMap((table) => {
    const places = extract.tables[table]!.sources.flatMap((s) => s.rows.map((row) => ({ table, sheet: s.sheet, row })));
    return together(madeOf(table, extract, parts)).flatMap((fate, i) =>
      (fate.kind === 'excluded' ? fate.rule : fate.kind) === rule ? [places[i]!] : [],
    );
  });
}
