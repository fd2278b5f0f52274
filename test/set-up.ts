import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

// Before the tests of `npm test`: installs the programs that some of them start, where they are missing and this is Debian, root and on a network. It
// never fails the run: tests without their program say so and are left out. `NO_INSTALL=1 npm test` installs nothing.
const there = (name: string, also: readonly string[] = []): boolean =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', ...also].some((d) => existsSync(join(d, name)));
const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];

const programs = [
  {
    what: 'PostgreSQL',
    package: 'postgresql',
    found: there(
      'initdb',
      versions.map((v) => `/usr/lib/postgresql/${v}/bin`),
    ),
    without: 'the tests of the PostgreSQL engine',
  },
  {
    what: 'ClickHouse',
    package: 'clickhouse-server',
    found: there('clickhouse-server'),
    without: 'the tests of the ClickHouse engine and its shards',
  },
  {
    what: 'Chromium',
    package: 'chromium',
    found: existsSync('/usr/bin/chromium'),
    without: 'the tests in a browser (the bundle, accessibility)',
  },
  {
    what: 'pdftotext',
    package: 'poppler-utils',
    found: there('pdftotext'),
    without: 'the reading of PDF reports beside the others',
  },
];
const missing = programs.filter((p) => !p.found);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const minutes = 60_000;
const apt = (...words: readonly string[]) =>
  spawnSync('apt-get', ['-qq', '-y', '-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=15', ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 4 * minutes,
  });

/** Installs without letting the packages start their own services: the tests start servers of their own, with data of their own. */
function install(packages: readonly string[]): string | undefined {
  const policy = '/usr/sbin/policy-rc.d';
  const own = !existsSync(policy);
  try {
    if (own) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    const updated = apt('update');
    const add = (names: readonly string[]) => apt('install', '--no-install-recommends', ...names);
    let done = add(packages);
    if (done.status === 0) return undefined;
    // One that cannot be had must not keep the others away.
    const failed = packages.map((name) => add([name])).find((d) => d.status !== 0);
    if (!failed) return undefined;
    done = failed;
    const why = `${updated.stderr ?? ''}${done.stderr ?? ''}`.split('\n').find((l) => /^(E|W|Err)/.test(l));
    return why ?? (done.error ? done.error.message : 'apt-get did not say why');
  } finally {
    if (own) rmSync(policy, { force: true });
  }
}

function why(): string | undefined {
  if (process.env.NO_INSTALL) return 'NO_INSTALL is set';
  if (process.getuid?.() !== 0) return 'only root may install them';
  if (!there('apt-get')) return 'there is no apt-get';
  say(`Installing ${missing.map((p) => p.package).join(', ')} for the tests (NO_INSTALL=1 does without)`);
  return install(missing.map((p) => p.package));
}

if (missing.length > 0) {
  const started = Date.now();
  const failed = why();
  if (failed === undefined) say(`Installed in ${Math.round((Date.now() - started) / 1000)} s`);
  else {
    for (const p of missing) say(`${p.what} is missing: ${p.without} are left out`);
    say(`(${failed}. On Debian: apt-get install ${missing.map((p) => p.package).join(' ')})`);
  }
}
