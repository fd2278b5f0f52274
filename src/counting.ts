import { contracts } from '../schemas/index.js';
import type { TableName } from '../schemas/table.js';
import { addCubes, type Cube } from './core/cube.js';
import { type Day, isoDate } from './core/dates.js';
import { type Absent, notSupplied } from './core/outcome.js';
import type { Counter, CountRequest } from './core/request.js';
import type { Ask, Indicator } from './define.js';
import { lacking, moveCells, type Plan, plan, type Setting } from './plan.js';
import type { CellMove } from './standard/types.js';
import { notCovered } from './years.js';

/** A cube that was counted, with the engine and the plan it came from. */
export interface CountedCube {
  readonly cube: Cube;
  readonly years: number;
  readonly engine: string;
  readonly plan: Plan;
  /** The day these people are known by among earlier releases, where it is not the last of their period. */
  readonly knownBy?: Day;
}

/** An engine that knows which counts it was given (a table of counts someone else made). */
export interface GivenCounter extends Counter {
  has(id: string): boolean;
}

export interface Counters {
  readonly rows: Counter;
  readonly given?: GivenCounter;
  /** Counts given that were hidden or broken, as `<indicator>/<count>`: no figure is made of what is left of them. */
  readonly lost?: readonly string[];
}

/** The counts of a run: each cube once, and for each `<indicator>/<count>` the id of its cube or why there is none. */
export interface Counts {
  readonly cubes: Readonly<Record<string, CountedCube>>;
  readonly of: Readonly<Record<string, string | Absent>>;
}

/** What two counts must share to be one cube: everything but the dimensions. */
const kindOf = (ask: Ask, years: unknown): string =>
  JSON.stringify([
    ask.from,
    ask.population,
    ask.where ?? [],
    ask.measure ?? 'people',
    ask.when,
    ask.ofStaff ?? false,
    ask.main ?? '',
    ask.activeWithin ?? '',
    ask.when === 'period' ? years : 1,
  ]);

interface Wanted {
  readonly indicator: Indicator;
  readonly name: string;
  readonly by: Set<string>;
}

/** A column as its header is printed: "Last Worked Date". */
const headerOf = (table: string, column: string): string =>
  contracts[table as TableName]?.columns[column]?.headers[0] ?? column;

/** The columns an indicator cannot do without and the table does not have; nothing of it is counted then. */
const missingOf = (setting: Setting, indicator: Indicator): string =>
  Object.values(indicator.counts)
    .filter((ask) => setting.tables[ask.from] && lacking(setting, ask).length > 0)
    .map(
      (ask) =>
        `${ask.from} table with ${lacking(setting, ask)
          .map((c) => headerOf(ask.from, c))
          .join(' or ')}`,
    )
    .join('; ');

/**
 * Counts everything a list of indicators asks for: given counts first, else rows. Counts of the same people are one request with all the
 * dimensions asked of it, so that a table is passed over once and figures made of the same cells are seen to be linked.
 */
export async function countAll(
  setting: Setting,
  indicators: readonly Indicator[],
  counters: Counters,
  extra: (indicator: Indicator) => readonly string[],
): Promise<Counts> {
  const cubes: Record<string, CountedCube> = {};
  const of: Record<string, string | Absent> = {};
  const wanted = new Map<string, Wanted & { readonly ids: string[] }>();
  const moves = (setting.edition.parameters['cells-moved']?.value ?? []) as readonly CellMove[];

  const run = async (counter: Counter, id: string, made: Plan): Promise<void> => {
    const counted = await Promise.all(made.requests.map((r) => counter.count(r)));
    const cube = moveCells(addCubes(counted as [Cube, ...Cube[]]), moves);
    const [first] = made.requests;
    const engine = (first && counter.engineOf?.(first)) ?? counter.engine;
    // By the same day as when the snapshot is not compared with another.
    const knownBy = setting.windowEnd === undefined ? {} : { knownBy: setting.periodEnd };
    cubes[id] = { cube, years: made.years, engine, plan: made, ...knownBy };
  };

  for (const indicator of indicators) {
    const missing = missingOf(setting, indicator);
    for (const [name, ask] of Object.entries(indicator.counts)) {
      const id = `${indicator.id}/${name}`;
      if (counters.given?.has(id) && setting.windowEnd !== undefined) {
        of[id] = notSupplied(`count for the year to ${isoDate(setting.windowEnd)}`);
      } else if (counters.given?.has(id)) {
        const once = plan(setting, indicator, name, setting.byOrganisation ? ['organisation'] : []);
        await run(counters.given, id, { ...once, requests: once.requests.slice(0, 1), years: 1 });
        const less = `${indicator.id}/${ask.givenLess}`;
        if (ask.givenLess !== undefined && counters.given.has(less)) {
          const [request] = once.requests as [CountRequest];
          const away = await counters.given.count({ ...request, id: less });
          const { cube: whole } = cubes[id]!;
          const negative = { ...away, cells: away.cells.map((c) => ({ ...c, n: -c.n })) };
          cubes[id] = { ...cubes[id]!, cube: addCubes([whole, negative]) };
        }
        // A mean that was given is a sum over its years, as rows would make it: halves stay whole numbers of people.
        const { cube: given } = cubes[id]!;
        const cells = given.cells.map((c) => ({ ...c, n: c.n * once.years }));
        cubes[id] = { ...cubes[id]!, cube: { ...given, cells }, years: once.years };
        of[id] = id;
      } else if (missing.length > 0) {
        of[id] = notSupplied(missing);
      } else if (counters.lost?.includes(id)) {
        of[id] = notSupplied(`usable number of ${name}: one of the counts was hidden or could not be read`);
      } else if (ask.when === 'baseline' && setting.baseline === undefined) {
        of[id] = notSupplied('baseline snapshot');
      } else if (setting.tables[ask.from]) {
        // What a figure can do without is not taken for a count of 0 when the table is of another year.
        const strict = setting.earlier !== undefined || (ask.optional && ask.when === 'period');
        const absent = strict ? notCovered(setting, ask, plan(setting, indicator, name, [])) : undefined;
        if (absent) {
          of[id] = absent;
          continue;
        }
        const kind = kindOf(ask, setting.edition.indicators[indicator.id]?.years?.value);
        const entry = wanted.get(kind) ?? { indicator, name, by: new Set<string>(), ids: [] };
        for (const d of [...ask.by, ...extra(indicator)]) entry.by.add(d);
        entry.ids.push(id);
        wanted.set(kind, entry);
      } else of[id] = notSupplied(`${ask.from} table`);
    }
  }

  // Asked for all at once, so that an engine can plan them together; kept in the order in which they were asked.
  const rows = [...wanted.values()].map(({ indicator, name, by, ids }) => {
    const id = ids[0] as string;
    for (const each of ids) of[each] = id;
    const made = plan(setting, indicator, name, [...by]);
    cubes[id] = { cube: { dims: [], measure: 'people', cells: [] }, years: 1, engine: '', plan: made };
    return run(counters.rows, id, made);
  });
  await Promise.all(rows);
  return { cubes, of };
}
