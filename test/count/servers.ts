import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

// Starts a server of its own for a test, on a spare loopback port with its own data folder, and stops it again. Never touches one that runs already.
export interface Server {
  readonly url: string;
  stop(): void;
  /** Sends a signal to the process: SIGKILL is a crash, SIGSTOP a machine that hangs. */
  signal?(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Ends it as a crash does, and starts it again with what it held. */
  away?(): void;
  back?(): void;
}
export type Started = Server | { readonly leftOut: string };

const spare = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

/** Spare loopback ports, all different. */
export const ports = async (n: number): Promise<readonly number[]> => {
  const found = new Set<number>();
  while (found.size < n) found.add(await spare());
  return [...found];
};

const onPath = (name: string, also: readonly string[] = []): string | undefined =>
  [...(process.env.PATH ?? '').split(delimiter), ...also].map((d) => join(d, name)).find((f) => existsSync(f));

async function until(ready: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let i = 0; i < 1_200; i++) {
    if (await ready()) return true;
    await new Promise((r) => setTimeout(r, 50));
  }
  return false;
}

/** A server is stopped when its test ends, however it ends. */
function stopsOnce(stop: () => void): () => void {
  let stopped = false;
  const once = (): void => {
    if (!stopped) stop();
    stopped = true;
  };
  process.once('exit', once);
  return once;
}

const folder = (name: string): string => mkdtempSync(join('/tmp', `${name}-`));

export async function startPostgres(): Promise<Started> {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const bins = versions.map((v) => `/usr/lib/postgresql/${v}/bin`);
  const [initdb, pgCtl] = [onPath('initdb', bins), onPath('pg_ctl', bins)];
  if (!initdb || !pgCtl)
    return { leftOut: 'PostgreSQL: initdb and pg_ctl not found (Debian: apt-get install postgresql)' };
  const root = process.getuid?.() === 0;
  const home = folder('wee-postgres');
  // The server refuses to run as root.
  const as = (command: string, args: string[]) =>
    root
      ? spawnSync('runuser', ['-u', 'postgres', '--', command, ...args], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        })
      : spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (root) {
    const id = spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' });
    if (id.status !== 0) return { leftOut: 'PostgreSQL: there is no user "postgres" to run it as' };
    chownSync(home, Number(id.stdout), statSync(home).gid);
  }
  const data = join(home, 'data');
  const port = await spare();
  const made = as(initdb, ['-D', data, '-U', 'test', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8']);
  if (made.status !== 0) return { leftOut: `PostgreSQL: initdb failed: ${made.stderr.trim().slice(0, 200)}` };
  const options = `-p ${port} -h 127.0.0.1 -k ${home} -F -c max_connections=20 -c shared_buffers=64MB`;
  const start = () => as(pgCtl, ['-D', data, '-w', '-l', join(home, 'log'), '-o', options, 'start']);
  const end = () => as(pgCtl, ['-D', data, '-m', 'immediate', 'stop']);
  const started = start();
  if (started.status !== 0) return { leftOut: `PostgreSQL: it did not start: ${started.stderr.trim().slice(0, 200)}` };
  return {
    url: `postgres://test@127.0.0.1:${port}/postgres`,
    stop: stopsOnce(() => {
      end();
      rmSync(home, { recursive: true, force: true });
    }),
    away: end,
    back: start,
  };
}

const xml = (home: string, ports: Readonly<Record<'http' | 'tcp', number>>, more: string): string => `<yandex>
<logger><level>warning</level><log>${home}/log</log><errorlog>${home}/errors</errorlog></logger>
<http_port>${ports.http}</http_port><tcp_port>${ports.tcp}</tcp_port><listen_host>127.0.0.1</listen_host>
<path>${home}/data/</path><tmp_path>${home}/tmp/</tmp_path><mark_cache_size>100000000</mark_cache_size>
<users_config>users.xml</users_config><default_profile>default</default_profile><default_database>default</default_database>
${more}</yandex>`;

const users = `<yandex><profiles><default><max_memory_usage>2000000000</max_memory_usage></default></profiles>
<users><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users>
<quotas><default></default></quotas></yandex>`;

export async function startClickhouse(
  given: { readonly ports?: { readonly http: number; readonly tcp: number }; readonly config?: string } = {},
): Promise<Started> {
  const binary = onPath('clickhouse-server', ['/usr/bin']);
  if (!binary)
    return { leftOut: 'ClickHouse: clickhouse-server not found (Debian: apt-get install clickhouse-server)' };
  const home = folder('wee-clickhouse');
  for (const d of ['data', 'tmp']) mkdirSync(join(home, d));
  const ports = given.ports ?? { http: await spare(), tcp: await spare() };
  writeFileSync(join(home, 'config.xml'), xml(home, ports, given.config ?? ''));
  writeFileSync(join(home, 'users.xml'), users);
  const server = spawn(binary, [`--config-file=${home}/config.xml`], { stdio: 'ignore', cwd: home });
  const url = `http://127.0.0.1:${ports.http}`;
  const stop = stopsOnce(() => {
    server.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });
  const up = await until(() =>
    fetch(url).then(
      (r) => r.ok,
      () => false,
    ),
  );
  if (up) return { url, stop, signal: (name) => void server.kill(name) };
  stop();
  return { leftOut: 'ClickHouse: it did not start within 60 seconds' };
}

/** Servers that know each other as the shards of the cluster `people`, and log what they are asked when asked to. */
export async function startShards(n: number): Promise<readonly Server[] | { readonly leftOut: string }> {
  const free = await ports(2 * n);
  const at = Array.from({ length: n }, (_, i) => ({ http: free[2 * i]!, tcp: free[2 * i + 1]! }));
  const shards = at.map(({ tcp }) => `<shard><replica><host>127.0.0.1</host><port>${tcp}</port></replica></shard>`);
  const config = `<remote_servers><people>${shards.join('')}</people></remote_servers>
<query_log><database>system</database><table>query_log</table><flush_interval_milliseconds>100</flush_interval_milliseconds></query_log>`;
  const all = await Promise.all(at.map((own) => startClickhouse({ ports: own, config })));
  const servers = all.flatMap((s) => ('leftOut' in s ? [] : [s]));
  const left = all.find((s) => 'leftOut' in s);
  if (!left || !('leftOut' in left)) return servers;
  for (const s of servers) s.stop();
  return left;
}
