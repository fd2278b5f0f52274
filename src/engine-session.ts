import { contracts } from '../schemas/index.js';
import { findValue, resolveLists } from '../schemas/lists.js';
import type { Cube } from './core/cube.js';
import { type CubeColumns, columnsOfCube } from './core/cube-columns.js';
import { type CodeList, type CodeLists, listKey } from './core/recode.js';
import type { Counter, CountRequest } from './core/request.js';
import type { Facts, Rows } from './core/rows.js';
import { memoryCounter } from './count/memory.js';
import type { Inside, SqlCounter } from './count/sql/counter.js';
import { fileColumn, type Known, sqlFacts, strangersOf, unknownTexts } from './count/sql/facts.js';
import { type Kinds, sqlFates } from './count/sql/fates.js';
import { tablesOf } from './count/tables.js';
import { type Kept, meaningOf, type Parts } from './engine-cache.js';
import { nearest } from './extract/headers.js';
import type { Data } from './prepared.js';
import type { CountedIssue } from './release/counted.js';
import type { RunEngine } from './run-engine.js';
import { personNotFound } from './words/choices.js';
import { codeKinds, extractWords } from './words/extract.js';

interface Waiting {
  readonly request: CountRequest;
  readonly done: (cube: Cube) => void;
  readonly failed: (fault: unknown) => void;
}

const sameList = (a: CodeList, b: CodeList): boolean =>
  a === b ||
  (a.exact.size === b.exact.size &&
    [...a.exact].every(([key, group]) => b.exact.get(key) === group) &&
    JSON.stringify(a.patterns) === JSON.stringify(b.patterns));

/** What is known of a table, of some of its files where those are named: the place of a file stands for its name. */
async function known(
  { to, run, ready }: Inside,
  table: string,
  asked: Parameters<typeof sqlFacts>[1],
  paths?: readonly string[],
): Promise<Known> {
  await ready(table, undefined, paths);
  const found = await sqlFacts(table, asked, paths ? { ...to, within: new Map([[table, paths]]) } : to, run);
  if (!paths) return found;
  const groups = found.groups.map((g) => ({ ...g, file: String(g.file === undefined ? 0 : paths.indexOf(g.file)) }));
  return { ...found, groups };
}

/** The same with the files named again, where there are several. */
const named = (found: Known, paths: readonly string[], several: boolean): Known => ({
  ...found,
  groups: found.groups.map(({ file, ...g }) => (several ? { ...g, file: paths[Number(file)]! } : g)),
});

/** What a run must know of a table that the counter alone sees, of all its shards together; `parts` has what was found of its files before. */
export async function factsOf(
  counter: SqlCounter,
  table: string,
  asked: Parameters<typeof sqlFacts>[1],
  parts?: Parts,
): Promise<Known> {
  const each: Known[] = [];
  const unknown: NonNullable<Facts['strangers']>[] = [];
  const own = { ...asked, people: [] };
  for (const inside of counter.inside) {
    const { to, run, ready } = inside;
    const usable = to.tables[table]!.usable !== undefined;
    if (parts) {
      const found = await parts(['facts', own, usable], (paths) => known(inside, table, own, paths));
      const several = (to.tables[table]!.files?.paths.length ?? 1) > 1;
      each.push(...found.map(({ paths, value }) => named(value, paths, several)));
    } else each.push(await known(inside, table, own));
    if (asked.people.includes(table)) continue;
    for (const t of [table, ...asked.people.filter((p) => to.tables[p])])
      await ready(t, t === table ? undefined : [key]);
    const strangers = await strangersOf(table, asked, to, run);
    if (strangers) unknown.push(strangers);
  }
  const days: Record<string, Facts['days'][string]> = {};
  for (const key of Object.keys(each[0]!.days))
    days[key] = {
      days: [...new Set(each.flatMap((k) => k.days[key]?.days ?? []))].sort((a, b) => a - b),
      none: each.reduce((n, k) => n + (k.days[key]?.none ?? 0), 0),
    };
  const strangers =
    unknown.length === counter.inside.length
      ? { all: unknown.reduce((n, k) => n + k.all, 0), dated: unknown.reduce((n, k) => n + k.dated, 0) }
      : undefined;
  const columns = Object.keys(each[0]!.known);
  return {
    length: each.reduce((n, k) => n + k.length, 0),
    known: Object.fromEntries(columns.map((c) => [c, each.some((k) => k.known[c])])),
    groups: each.flatMap((k) => k.groups),
    days,
    values: Object.fromEntries(
      columns.flatMap((c) => {
        const all = each.flatMap((k) => k.values?.[c] ?? []);
        return all.length > 0 ? [[c, [...new Set(all)].sort()]] : [];
      }),
    ),
    ...(strangers ? { strangers } : {}),
  };
}

const key = 'employeeNumber';

/** The kinds of rows of several shards, added up. */
function together(all: readonly Kinds[]): Kinds {
  const [first] = all;
  return {
    rows: all.flatMap((k) => k.rows),
    fates: first!.fates.map((f, i) => ({ table: f.table, fate: all.flatMap((k) => k.fates[i]!.fate) })),
  };
}

/** A list that only says whether it knows a value. */
const knownOrNot = ({ exact, patterns }: CodeList): CodeList => ({
  exact: new Map([...exact.keys()].map((key) => [key, 'known'])),
  patterns: patterns.map((p) => ({ ...p, group: 'known' })),
});

const whole = (n: number): string => n.toLocaleString('en-GB');

/**
 * One engine over one run. Lists that mean different things in different editions get names of their own, so that the requests of all standards and
 * years are planned together; `lists` is the record the counter was opened with, and grows. `held` are the tables that only the engine has; other tables
 * are given to it as rows when it takes them (`takes`), and are else counted in memory.
 */
export function engineSession(given: {
  readonly counter: SqlCounter & { close(): unknown; load?(name: string, rows: Rows): Promise<void> };
  readonly lists: Record<string, CodeList>;
  readonly held: ReadonlySet<string>;
  readonly data: Data;
  readonly kept?: Kept;
  /** By table, what is kept of its files. */
  readonly parts?: ReadonlyMap<string, Parts>;
  /** What is wrong with the folder of what is kept. */
  readonly keptIssues?: () => readonly CountedIssue[];
}): RunEngine {
  const { counter, lists, held, data, kept, parts } = given;
  const loaded = new Map<string, Rows>();
  /** Written when somebody reads them: the words of a plan take longer than the plan. */
  const lines: (() => readonly string[])[] = [];
  const used = new Set<string>();
  let here: Readonly<Record<string, Rows>> = {};
  let waiting: Waiting[] = [];

  /** The names under which these lists are known, each with its own. */
  function register(own: CodeLists): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    for (const [id, list] of Object.entries(own)) {
      let name = id;
      for (let n = 2; lists[name] !== undefined && !sameList(lists[name] as CodeList, list); n++) name = `${id}~${n}`;
      lists[name] ??= list;
      names.set(id, name);
    }
    return names;
  }

  function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
    if (Array.isArray(value)) return value.map((v) => renamed(v, names)) as T;
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, v]) =>
      key === 'lists' && Array.isArray(v)
        ? [key, v.map((id: string) => names.get(id) ?? id)]
        : [key, renamed(v, names)],
    );
    const made = Object.fromEntries(entries) as { lists?: unknown; columns?: readonly string[] };
    if (made.lists && made.columns) for (const c of made.columns) used.add(c);
    return made as T;
  }

  async function answer(): Promise<void> {
    const now = waiting;
    waiting = [];
    try {
      const before = await Promise.all(now.map((w) => kept?.get(w.request, lists)));
      const rest = now.filter((_, i) => !before[i]);
      const asked = rest.map((w) => w.request);
      const cubes = asked.length > 0 ? await counter.countAll(asked) : [];
      const again = kept ? `, ${whole(now.length - rest.length)} of them kept from an earlier run` : '';
      const cells = cubes.reduce((n, c) => n + c.cells.length, 0);
      lines.push(() => [
        `${whole(now.length)} counts asked of ${counter.engine}${again}`,
        ...(asked.length > 0 ? counter.explain(asked).map((p) => p.says) : []),
        `${whole(cells)} cells came back, and no row`,
      ]);
      for (const [i, w] of rest.entries()) await kept?.put(w.request, lists, cubes[i]!);
      for (const [i, w] of now.entries()) {
        const cube = before[i] ?? cubes[rest.indexOf(w)]!;
        w.done(cube);
      }
    } catch (fault) {
      for (const w of now) w.failed(fault);
    }
  }

  /** Answers held requests one after another, those kept from an earlier run first asked of the cache. */
  async function* inTurn(requests: readonly CountRequest[]): AsyncGenerator<CubeColumns> {
    const before: (CubeColumns | undefined)[] = [];
    for (const request of requests) before.push(await kept?.getColumns(request, lists));
    const rest = requests.filter((_, i) => !before[i]);
    lines.push(() => [
      `${whole(requests.length)} counts asked of ${counter.engine} one after another${kept ? `, ${whole(requests.length - rest.length)} of them kept from an earlier run` : ''}`,
      ...(rest.length > 0 ? counter.explain(rest).map((p) => p.says) : []),
    ]);
    const counted = counter.inTurn(rest);
    let cells = 0;
    try {
      for (const [i, request] of requests.entries()) {
        const found = before[i] ?? ((await counted.next()).value as CubeColumns);
        if (!before[i]) await kept?.putColumns(request, lists, found);
        cells += found.length;
        yield found;
      }
    } finally {
      await counted.return(undefined);
      lines.push(() => [`${whole(cells)} cells came back, and no row`]);
    }
  }

  const inEngine = (table: string): boolean => held.has(table) || loaded.has(table);
  /** Whether the engine counts a request; a RangeError when its tables are in two places. */
  function isHeld(request: CountRequest): boolean {
    const tables = [...new Set(tablesOf(request.from))];
    const there = tables.filter(inEngine);
    const here_ = tables.filter((t) => !inEngine(t) && here[t]);
    if (there.length > 0 && here_.length > 0)
      throw new RangeError(
        `${request.id} needs ${there.join(' and ')}, held by ${counter.engine}, together with ${here_.join(' and ')}, given as a file. Put all of them in one place.`,
      );
    return there.length > 0;
  }

  return {
    async load(tables) {
      here = tables;
      if (!counter.load) return;
      for (const [name, rows] of Object.entries(tables)) {
        if (rows.facts || held.has(name) || !(name in contracts) || loaded.get(name) === rows) continue;
        if (loaded.has(name)) throw new RangeError(`the engine holds other rows of ${name} already`);
        await counter.load(name, rows);
        loaded.set(name, rows);
        kept?.loaded(name, rows);
      }
    },
    counter(own) {
      const names = register(own);
      const memory = memoryCounter({ tables: here, lists: own });
      const rows: Counter = {
        engine: counter.engine,
        engineOf: (request) => (isHeld(request) ? counter.engine : 'memory'),
        async count<D extends string>(request: CountRequest<D>): Promise<Cube<D>> {
          if (!isHeld(request)) return await memory.count(request);
          return await new Promise((done, failed) => {
            waiting.push({ request: renamed(request, names), done: done as (cube: Cube) => void, failed });
            if (waiting.length === 1) setImmediate(answer);
          });
        },
        async *inTurn(requests) {
          if (requests.every(isHeld)) return yield* inTurn(requests.map((r) => renamed(r, names)));
          for (const request of requests) yield columnsOfCube(await rows.count(request));
        },
      };
      return rows;
    },
    async follow(table, asked) {
      const requests = asked.map(({ request, lists: own }) => renamed(request, register(own)));
      const each: Kinds[] = [];
      for (const { to, run, numbered, readyFor } of counter.inside) {
        // A database is asked for no more texts than its counts have asked for.
        const ready = to.tables[table]?.files ? { ready: readyFor } : {};
        const keep = kept && {
          keep: <T>(files: readonly string[] | undefined, make: () => Promise<T>) =>
            kept.ofRows({ table, files, requests }, lists, make),
        };
        const kinds = await sqlFates(table, requests, to, run, numbered(table), { ...ready, ...keep });
        if (!kinds) return undefined;
        each.push(kinds);
      }
      await counter.unmoved?.();
      return together(each);
    },
    async issues(own) {
      const known = resolveLists(data.lists);
      const found: CountedIssue[] = [...(given.keptIssues?.() ?? [])];
      if (held.has('staff'))
        for (const table of ['cases', 'training'].filter((t) => loaded.has(t))) {
          let all = 0;
          for (const { to, run, ready } of counter.inside) {
            for (const t of ['staff', 'leavers'].filter((t) => to.tables[t])) await ready(t, [key]);
            all += (await strangersOf(table, { dates: [], people: ['staff', 'leavers'] }, to, run))?.all ?? 0;
          }
          if (all > 0) found.push(personNotFound(table, all, inEngine('leavers')));
        }
      for (const table of held)
        for (const [column, spec] of Object.entries(contracts[table as keyof typeof contracts].columns)) {
          const list = spec.type === 'code' ? spec.list : undefined;
          const parsed = list === undefined ? undefined : data.lists[list];
          if (list === undefined || !parsed || !known[list] || column === fileColumn || !used.has(column)) continue;
          const rows = new Map<string, number>();
          for (const { to, run, ready } of counter.inside) {
            if (!to.tables[table]?.columns[column]) continue;
            const name = `= ${list}`;
            lists[name] ??= knownOrNot(known[list]);
            const own = parts?.get(table);
            const make = async (paths?: readonly string[]) => {
              await ready(table, [column], paths);
              const some = paths ? { ...to, within: new Map([[table, paths]]) } : to;
              return unknownTexts(table, column, name, some, run, own ? 2000 : undefined);
            };
            const usable = to.tables[table]!.usable !== undefined;
            const each = own
              ? (await own(['unknown', column, usable, meaningOf(lists[name])], make)).map((p) => p.value)
              : [await make()];
            for (const u of each.flat()) rows.set(u.value, (rows.get(u.value) ?? 0) + u.rows);
          }
          const texts = [...parsed.values.values()].map((v) => v.text);
          for (const [value, n] of rows) {
            if (findValue(parsed, value) || own[list]?.exact.has(listKey(value))) continue;
            const kind = codeKinds[list] ?? list.replace(/-/g, ' ');
            found.push({
              id: 'unknown-code',
              table,
              column: spec.headers[0]!,
              ...(n > 1 ? { rows: n } : {}),
              ...extractWords['unknown-code']({ value, kind, near: nearest(value, texts) }),
            });
          }
        }
      await counter.unmoved?.();
      return found;
    },
    explain: () => lines.flatMap((says) => says()),
    async close() {
      await counter.close();
    },
  };
}
