import { contracts } from '../../schemas/index.js';
import type { CodeLists } from '../core/recode.js';
import type { Counter } from '../core/request.js';
import type { Rows } from '../core/rows.js';
import { memoryCounter } from './memory.js';
import type { Mapping } from './postgres.js';

export interface OpenCounter extends Counter {
  close(): void | Promise<void>;
}

export const engineNames = ['memory', 'duckdb', 'postgres://...', 'clickhouse://...'] as const;

/**
 * The engine a person named: `memory`, `duckdb` (both count the rows given), or the address of a warehouse that has the tables, `postgres://...`
 * (also `postgresql://`) or `clickhouse://host:port/...` (shards divided by commas). `mappings` says which tables a warehouse has and what they are called
 * there; without it, all tables of the contracts by their own names. Each engine's library is loaded when it is opened. Close it when done.
 * Throws a RangeError for a name that is none of these, and what the server says when it cannot be reached.
 */
export async function openCounter(
  engine: string,
  given: {
    readonly lists: CodeLists;
    readonly tables: Readonly<Record<string, Rows>>;
    readonly mappings?: Readonly<Record<string, Mapping>>;
  },
): Promise<OpenCounter> {
  const { lists, tables } = given;
  if (engine === 'memory') return { ...memoryCounter({ tables, lists }), close: () => undefined };
  if (engine === 'duckdb') return (await import('./duckdb.js')).duckdbCounter({ tables, lists });
  const mappings = given.mappings ?? Object.fromEntries(Object.keys(contracts).map((name) => [name, {}]));
  if (/^postgres(ql)?:\/\//.test(engine))
    return (await import('./postgres.js')).postgresCounter({ url: engine, lists, tables: mappings });
  if (engine.startsWith('clickhouse://')) {
    const urls = engine.split(',').map((u) => u.replace(/^(clickhouse:\/\/)?/, 'http://'));
    return (await import('./clickhouse.js')).clickhouseCounter({ url: urls, lists, tables: mappings });
  }
  throw new RangeError(`there is no engine "${engine.slice(0, 40)}"; there are ${engineNames.join(', ')}`);
}
