import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/root.js';

/** Who may import whom: the architecture's table. `file:` names one file; a folder may always import itself. */
const may: Readonly<Record<string, readonly string[]>> = {
  'src/core': [],
  'src/formulas': ['src/core'],
  schemas: ['src/core', 'src/release/result.ts'],
  'src/words': ['src/core'],
  'src/extract': ['src/core', 'schemas', 'src/words', 'src/prepared.ts'],
  'src/standard': ['src/core', 'schemas', 'src/root.ts'],
  'src/count': ['src/core', 'schemas'],
  'src/release': ['src/core', 'src/formulas', 'src/standard', 'src/words'],
  'src/chart': ['src/core', 'src/release', 'src/words'],
  'src/report': ['src/core', 'src/release', 'src/chart', 'src/words', 'src/zip-times.ts'],
  'src/interchange': ['src/core', 'src/release', 'src/words'],
  'src/synth': ['src/core', 'schemas', 'src/zip-times.ts'],
  indicators: ['src/define.ts'],
  api: ['src/index.ts', 'schemas'],
  bin: ['src/index.ts', 'api'],
};

/** Heavy packages: only on first use, and only where they are used. */
const lazy: Readonly<Record<string, readonly string[]>> = {
  vega: ['src/chart'],
  'vega-lite': ['src/chart'],
  '@resvg/resvg-js': ['src/chart'],
  exceljs: ['src/synth', 'src/report', 'src/return'],
  docx: ['src/report'],
  '@duckdb/node-api': ['src/count'],
  pg: ['src/count', 'api/store'],
  '@libsql/client': ['api/store'],
  '@clickhouse/client': ['src/count'],
  arquero: ['src/count', 'src/interchange'],
  '@uwdata/flechette': ['src/interchange'],
  'danfojs-node': ['src/interchange'],
  'hyparquet-writer': ['src/interchange'],
  highs: ['src/release'],
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : path.endsWith('.ts') ? [path] : [];
  });

const sources = ['src', 'schemas', 'indicators', 'api', 'bin']
  .filter((f) => readdirSync(packageRoot).includes(f))
  .flatMap((f) => filesIn(join(packageRoot, f)))
  .map((path) => ({ path: relative(packageRoot, path), text: readFileSync(path, 'utf8') }));

const layerOf = (path: string): string | undefined =>
  Object.keys(may).find((layer) => path === layer || path.startsWith(`${layer}/`));

const importsOf = (
  text: string,
): readonly { readonly to: string; readonly dynamic: boolean; readonly typeOnly: boolean }[] => [
  ...[...text.matchAll(/^(?:import|export)\s+(type\s+)?[^'"]*?from\s+['"]([^'"]+)['"]/gms)].map((m) => ({
    to: m[2] as string,
    dynamic: false,
    typeOnly: m[1] !== undefined,
  })),
  ...[...text.matchAll(/^import\s+['"]([^'"]+)['"]/gm)].map((m) => ({
    to: m[1] as string,
    dynamic: false,
    typeOnly: false,
  })),
  ...[...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map((m) => ({
    to: m[1] as string,
    dynamic: true,
    typeOnly: false,
  })),
];

t.test('every folder imports only what the architecture lets it', async (t) => {
  t.ok(sources.length > 20, 'the scan found the sources');
  for (const { path, text } of sources) {
    const layer = layerOf(path);
    if (!layer) continue;
    for (const { to } of importsOf(text)) {
      if (!to.startsWith('.')) continue;
      const target = relative(packageRoot, resolve(packageRoot, dirname(path), to)).replace(/\.js$/, '.ts');
      const allowed =
        target.startsWith(`${layer}/`) || may[layer]!.some((a) => target === a || target.startsWith(`${a}/`));
      if (!allowed) t.fail(`${path} imports ${target}`);
    }
  }
});

t.test('heavy packages are imported on first use, and only where they are used', async (t) => {
  for (const { path, text } of sources)
    for (const { to, dynamic, typeOnly } of importsOf(text)) {
      const name = to.startsWith('@') ? to.split('/').slice(0, 2).join('/') : (to.split('/')[0] as string);
      const where = lazy[name];
      if (!where || typeOnly) continue;
      if (!where.some((w) => path.startsWith(`${w}/`))) t.fail(`${path} imports ${name}`);
      else if (!dynamic) t.fail(`${path} imports ${name} before it is used`);
    }
});

t.test('core imports nothing', async (t) => {
  for (const { path, text } of sources)
    if (path.startsWith('src/core/'))
      for (const { to } of importsOf(text)) if (!to.startsWith('./')) t.fail(`${path} imports ${to}`);
});

t.test('no clock and no randomness in the library', async (t) => {
  for (const { path, text } of sources)
    if (path.startsWith('src/') || path.startsWith('indicators/'))
      for (const word of ['Date.now(', 'new Date()', 'Math.random('])
        if (text.includes(word)) t.fail(`${path} uses ${word}`);
});

t.test('a missing figure is never 0 or null', async (t) => {
  for (const { path, text } of sources)
    if (/^(src\/core|src\/formulas|indicators)\//.test(path))
      for (const word of [/\|\| 0(?![.\d])/, /number \| null/]) if (word.test(text)) t.fail(`${path} holds "${word}"`);
});
