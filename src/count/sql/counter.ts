import { sql } from 'kysely';
import type { Cube } from '../../core/cube.js';
import { type CubeColumns, columnsOfCube } from '../../core/cube-columns.js';
import type { CodeLists } from '../../core/recode.js';
import type { Counter, CountRequest, Table, Tally } from '../../core/request.js';
import type { Rows } from '../../core/rows.js';
import { filesRead, type Group } from '../needed.js';
import { type Compilation, rowsOf, type SqlTable } from './compilation.js';
import { type Dialect, type Sql, textOf } from './dialect.js';
import type { SqlType } from './expressions.js';
import { listSets, partsOf } from './fields.js';
import { inTurn, type NumbersOf } from './in-turn.js';
import { cubesOf, explain, type PlannedPass, plan } from './plan.js';
import { passStatement } from './statement.js';
import { sqlTally } from './tally.js';

/** Runs one statement and gives its rows, each a list of values by position. */
export type Runner = (statement: string) => Promise<readonly (readonly unknown[])[]>;

/** A counter that plans the requests of a whole run together. Requests counted at the same moment are also planned together. */
export interface BatchCounter extends Counter {
  countAll(requests: readonly CountRequest[]): Promise<readonly Cube[]>;
  /** Answers requests one after another; see `Counter`. */
  inTurn(requests: readonly CountRequest[]): AsyncGenerator<CubeColumns>;
  /** Where the rows of the request's base table went; see `sqlTally` for which requests. */
  tally(request: CountRequest): Promise<Tally>;
  /** The passes that would answer the requests, in words, and each as a statement. */
  explain(requests: readonly CountRequest[]): readonly { readonly says: string; readonly statement: string }[];
}

/** What asks a base table other things than counts. */
export interface Inside {
  readonly to: Compilation;
  readonly run: Runner;
  /** Makes columns ready to be read, of some files of the table; all there are when left out. */
  ready(table: string, columns?: readonly string[], paths?: readonly string[]): Promise<void>;
  /** Makes ready what a statement reads, which is compiled for that. */
  readyFor(compile: (to: Compilation) => unknown): Promise<void>;
  /** Says what is known of the rows of each file: from then on a count reads only files that have rows of its own. */
  know(table: string, groups: readonly Group[]): void;
  /**
   * Leaves out for good the rows of a table that have nothing in one of `needed`, or in all of `oneOf` (columns that are not there are not asked), and
   * says how many they are.
   */
  keepOnly(table: string, needed: readonly string[], oneOf: readonly string[]): Promise<number>;
  /** Whether a column numbers the rows of a table, the same each time it is read. */
  numbered(table: string): boolean;
}

export interface SqlCounter extends BatchCounter {
  readonly inside: readonly Inside[];
  /** Throws where tables are not what they were when they were opened, for an engine that has no view of one moment over several statements. */
  unmoved?(): Promise<void>;
}

/** Calls made before the next turn of the event loop are answered together. */
function gathered(all: BatchCounter['countAll']): Counter['count'] {
  let waiting: { request: CountRequest; done: (cube: Cube) => void; failed: (error: unknown) => void }[] = [];
  const answer = async (): Promise<void> => {
    const now = waiting;
    waiting = [];
    try {
      const cubes = await all(now.map((w) => w.request));
      for (const [i, w] of now.entries()) w.done(cubes[i]!);
    } catch (error) {
      for (const w of now) w.failed(error);
    }
  };
  return <D extends string>(request: CountRequest<D>): Promise<Cube<D>> =>
    new Promise((done, failed) => {
      if (waiting.push({ request, done: done as (cube: Cube) => void, failed }) === 1) queueMicrotask(answer);
    });
}

/** A column of a base table that a run reads: its value, or its group in a set of lists. */
export interface Need {
  readonly table: string;
  readonly column: string;
  readonly set?: number;
  /** The files it is read from; all of the table's when left out. */
  readonly paths?: readonly string[];
}

/** Makes ready what the passes of a run will read, and says what is kept ready. */
export interface Preparer extends Pick<Compilation, 'kept' | 'reuse' | 'texts'> {
  prepare(needs: readonly Need[], to: Compilation): Promise<void>;
}

/** A counter from a way to count a batch. */
export const batched = (
  engine: string,
  of: Pick<BatchCounter, 'countAll' | 'explain' | 'tally'> & Partial<Pick<BatchCounter, 'inTurn'>>,
): BatchCounter => ({
  engine,
  inTurn: (requests) => eachByItself(requests, of.countAll),
  ...of,
  count: gathered(of.countAll),
});

/** Requests counted one by one, where they share nothing that could be kept. */
async function* eachByItself(
  requests: readonly CountRequest[],
  all: BatchCounter['countAll'],
): AsyncGenerator<CubeColumns> {
  for (const request of requests) yield columnsOfCube((await all([request]))[0]!);
}

/** Every base column that statements read, found by compiling them. */
function needsOf(compile: (to: Compilation) => unknown, to: Compilation): readonly Need[] {
  const found = new Map<string, Need>();
  const reuse: NonNullable<Compilation['reuse']> = (table, fields, paths) => {
    if (typeof table === 'string')
      for (const field of fields) {
        const need = partsOf(field);
        if (!to.tables[table]?.columns[need.column]) continue;
        const id = `${table} ${field}`;
        const before = found.get(id);
        const all = before === undefined ? paths : before.paths && paths && [...new Set([...before.paths, ...paths])];
        found.set(id, { table, ...need, ...(all ? { paths: all } : {}) });
      }
    return undefined;
  };
  compile({ ...to, reuse });
  return [...found.values()];
}

/** A counter over any SQL engine. Statements return cells and nothing else; the engine never sends a row. */
export function sqlCounter(given: {
  readonly engine: string;
  readonly dialect: Dialect;
  /** Tables as they are held; what `keepOnly` leaves out is taken from them. */
  readonly tables: Record<string, SqlTable>;
  readonly lists: CodeLists;
  readonly run: Runner;
  readonly preparer?: Preparer;
  /** Cells a pass may make before its requests are counted side by side; see `plan`. */
  readonly cells?: number;
  /** Gives the numbers that a statement's rows are, column by column; for an engine that keeps people in a table of its own between statements. */
  readonly numbersOf?: NumbersOf;
  /** Tables whose rows a column numbers; all when left out. */
  readonly numbered?: (table: string) => boolean;
}): SqlCounter {
  const { engine, dialect, tables, lists, run, preparer, cells } = given;
  const options = cells === undefined ? {} : { cells };
  const known = new Map<string, readonly Group[]>();
  const to: Compilation = {
    dialect,
    tables,
    lists,
    sets: listSets(),
    groups: (table) => known.get(table),
    ...preparer,
  };
  const statementOf = (pass: PlannedPass): string => textOf(passStatement(pass, to), dialect);
  const needs = (passes: readonly PlannedPass[]): readonly Need[] =>
    needsOf((noting) => {
      for (const pass of passes) passStatement(pass, noting);
    }, to);
  const countAll: BatchCounter['countAll'] = async (requests) => {
    const cubes = new Map<CountRequest, Cube>();
    const passes = plan(requests, lists, options);
    if (preparer) await preparer.prepare(needs(passes), to);
    for (const pass of passes) {
      const found = cubesOf(pass, await run(statementOf(pass)), dialect);
      for (const [i, a] of pass.answers.entries()) cubes.set(a.request, found[i]!);
    }
    return requests.map((r) => cubes.get(r)!);
  };
  const explained: BatchCounter['explain'] = (requests) => {
    const passes = plan(requests, lists, options);
    const says = explain(passes);
    const readBy = (from: Table): string => {
      const some = new Map<string, Set<string>>();
      for (const { base, files } of filesRead(from, (table) => known.get(table))) {
        const all = tables[base]?.files?.paths;
        if (!all) continue;
        const own = some.get(base) ?? new Set<string>();
        for (const file of files ?? all) own.add(file);
        some.set(base, own);
      }
      const words = [...some].map(([t, own]) => `${own.size} of ${tables[t]!.files!.paths.length} files of ${t}`);
      return words.length === 0 ? '' : `; reads ${words.join(', ')}`;
    };
    // A statement is written when it is looked at.
    return passes.map((p, i) => ({
      says: `${says[i]!}${readBy(p.from)}`,
      get statement() {
        return statementOf(p);
      },
    }));
  };
  const tally: BatchCounter['tally'] = async (request) => {
    if (preparer) await preparer.prepare(needs(plan([request], lists, options)), to);
    return sqlTally(request, to, run, inside.readyFor);
  };
  const { numbersOf } = given;
  const kept =
    numbersOf &&
    inTurn({
      to,
      run,
      numbersOf,
      ready: async (compile) => await preparer?.prepare(needsOf(compile, to), to),
    });
  const inside: Inside = {
    to,
    run,
    async ready(table, columns = Object.keys(tables[table]?.columns ?? {}), paths = undefined) {
      await preparer?.prepare(
        columns.map((column) => ({ table, column, ...(paths ? { paths } : {}) })),
        to,
      );
    },
    async readyFor(compile) {
      await preparer?.prepare(needsOf(compile, to), to);
    },
    know: (table, groups) => {
      known.set(table, groups);
    },
    async keepOnly(table, needed, oneOf) {
      const { columns } = tables[table]!;
      const there = (names: readonly string[]): readonly string[] => names.filter((c) => columns[c]);
      await this.ready(table, [...there(needed), ...there(oneOf)]);
      const known = (c: string): Sql => sql`(${columns[c]!.value} is not null)`;
      const tests = [
        ...there(needed).map(known),
        ...(there(oneOf).length === 0 ? [] : [sql`(${sql.join(there(oneOf).map(known), sql` or `)})`]),
      ];
      if (tests.length === 0) return 0;
      const kept = sql`${sql.join(tests, sql` and `)}`;
      const { relation } = rowsOf(tables[table]!);
      const rows = await run(textOf(sql`select count(*) from ${relation} where not (${kept})`, dialect));
      const out = rows.reduce((n, [of]) => n + Number(of), 0);
      const before = tables[table]!.usable;
      if (out > 0) tables[table] = { ...tables[table]!, usable: before ? sql`${before} and ${kept}` : kept };
      return out;
    },
    numbered: given.numbered ?? (() => true),
  };
  return {
    ...batched(engine, { countAll, explain: explained, tally, ...(kept ? { inTurn: kept } : {}) }),
    inside: [inside],
  };
}

/** The type of each column of rows in memory, by its values: of several kinds it is text, and with none at all it is not there. */
export function typesOf(rows: Rows): Readonly<Record<string, SqlType>> {
  return Object.fromEntries(
    Object.entries(rows.columns).flatMap(([column, values]): [string, SqlType][] => {
      const kinds = new Set(values.map((v) => typeof v));
      kinds.delete('undefined');
      const [kind] = kinds;
      if (kind === undefined) return [];
      const only = kinds.size === 1 ? kind : 'string';
      return [[column, only === 'number' ? 'number' : only === 'boolean' ? 'yes-no' : 'text']];
    }),
  );
}
