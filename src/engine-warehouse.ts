import { contracts } from '../schemas/index.js';
import type { TableName } from '../schemas/table.js';
import type { CodeList } from './core/recode.js';
import type { Rows } from './core/rows.js';
import type { Mapping } from './count/postgres.js';
import type { SqlCounter } from './count/sql/counter.js';

/** An engine that cannot be used as it was named, or cannot be reached: the message says why and what to do, and never a password. */
export class EngineRefused extends Error {}

export const countable: readonly TableName[] = [
  'staff',
  'leavers',
  'starters',
  'recruitment',
  'cases',
  'training',
  'board',
];
export const warehouses = { postgres: 'PostgreSQL', clickhouse: 'ClickHouse' } as const;
export type Warehouse = keyof typeof warehouses;

export function warehouseOf(engine: string): Warehouse | undefined {
  if (/^postgres(ql)?:\/\//.test(engine)) return 'postgres';
  return engine.startsWith('clickhouse://') ? 'clickhouse' : undefined;
}

/** The engine as it may be shown: its kind and host, never a user, password or query. */
export function shown(engine: string): string {
  const hosts = engine.split(',').map((u) => {
    try {
      return new URL(u.includes('://') ? u : `x://${u}`).host;
    } catch {
      return '';
    }
  });
  const kind = warehouseOf(engine);
  return `${kind ? warehouses[kind] : 'engine'} at ${hosts.filter(Boolean).join(', ') || 'an address that cannot be read'}`;
}

/** A message without anything of an address that could be secret. */
export function withoutSecrets(text: string, engine: string): string {
  const secrets = [...engine.matchAll(/\/\/[^/@]*?:([^/@]+)@/g), ...engine.matchAll(/password=([^&]+)/gi)].map(
    (m) => m[1]!,
  );
  let clean = text;
  for (const secret of secrets) {
    let plain = secret;
    try {
      plain = decodeURIComponent(secret);
    } catch {
      // Not an encoded text: as it stands.
    }
    for (const s of [secret, plain]) clean = clean.replaceAll(s, '***');
  }
  return clean;
}

export function refused(fault: unknown, engine: string): EngineRefused {
  const {
    code,
    message = '',
    errors,
  } = fault as {
    readonly code?: string;
    readonly message?: string;
    readonly errors?: readonly { readonly message?: string }[];
  };
  const kind = warehouseOf(engine)!;
  if (code === 'ERR_MODULE_NOT_FOUND') {
    const name = kind === 'postgres' ? 'pg' : '@clickhouse/client';
    return new EngineRefused(
      `${warehouses[kind]} needs the package ${name}, which is not installed: npm install ${name}`,
    );
  }
  // What was found wrong once it was reached.
  if (fault instanceof RangeError)
    return new EngineRefused(`${shown(engine)} cannot be used: ${withoutSecrets(message, engine)}.`);
  const why = withoutSecrets(message || errors?.[0]?.message || code || 'no answer', engine).split('\n')[0]!;
  const network = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET', 'EAI_AGAIN'];
  const todo = network.some((n) => code === n || why.includes(n))
    ? 'Check the address and that it can be reached from here.'
    : 'Check the address, the user and its right to read the tables.';
  return new EngineRefused(`${shown(engine)} cannot be used: ${why}. ${todo}`);
}

/** A counter that is closed, and may take rows. */
export type Closing = SqlCounter & { close(): unknown; load?(name: string, rows: Rows): Promise<void> };

/** The counter of a warehouse for the tables that are there. Throws `EngineRefused` with the address (without its password), what the server said and what to do. */
export async function openWarehouse(
  engine: string,
  kind: Warehouse,
  lists: Record<string, CodeList>,
  mapping: Readonly<Record<string, Mapping>>,
): Promise<Closing> {
  const tables = Object.fromEntries(countable.map((name) => [name, mapping[name] ?? {}]));
  const given = { lists, tables, contracts, ifThere: true };
  try {
    const counter =
      kind === 'postgres'
        ? await (await import('./count/postgres.js')).postgresCounter({ url: engine, ...given })
        : await (await import('./count/clickhouse.js')).clickhouseCounter({ url: addressesOf(engine), ...given });
    if (Object.keys(counter.inside[0]?.to.tables ?? {}).length > 0) return counter;
    await counter.close();
  } catch (fault) {
    throw refused(fault, engine);
  }
  throw new EngineRefused(
    `${shown(engine)} has none of the tables ${countable.join(', ')}, or they may not be read. Say what they are called there with --mapping FILE.`,
  );
}

/** The http addresses of `clickhouse://a:8123,b:8123/db`: what stands before the first host and after the last is for all. */
export function addressesOf(engine: string): string | readonly string[] {
  const {
    user = '',
    hosts = '',
    rest = '',
  } = /^clickhouse:\/\/(?<user>[^/@]*@)?(?<hosts>[^/?]*)(?<rest>.*)$/.exec(engine)?.groups ?? {};
  const urls = hosts.split(',').map((host) => `http://${host.includes('@') ? '' : user}${host}${rest}`);
  return urls.length === 1 ? urls[0]! : urls;
}
