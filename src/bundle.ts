import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { keptAt } from './prepared.js';
import { ownIndicators } from './registry.js';
import { packageRoot } from './root.js';

const require = createRequire(import.meta.url);
const built = join(packageRoot, 'dist');
const out = join(built, 'browser', 'workforce-equality.js');

/** The package's data as a module: what `prepareData` kept, with its lists as look-up tables. */
function dataModule(): string {
  const [lists, standards] = (['lists', 'standards'] as const).map(
    (part) => (JSON.parse(readFileSync(keptAt(part), 'utf8')) as { readonly data: unknown }).data,
  );
  return `const lists = Object.fromEntries(${JSON.stringify(lists)}.map((l) =>
  [l.id, { ...l, codes: new Map(l.codes.map((c) => [c.id, c])), values: new Map(l.values) }]));
export const packageLists = async () => lists;
export const packageData = async () => ({ ...${JSON.stringify(standards)}, lists });`;
}

/** The folder of indicators as a static list, in the order in which Node finds them. */
async function indicatorsModule(): Promise<string> {
  const folder = join(built, 'indicators');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => /\/[^/]+\.js$/.test(f));
  const order = (await ownIndicators()).map((i) => i.id);
  return `${files.map((f, i) => `import i${i} from ${JSON.stringify(join(folder, f))};`).join('\n')}
const all = new Map([${files.map((_, i) => `i${i}`).join(', ')}].map((i) => [i.id, i]));
const own = ${JSON.stringify(order)}.map((id) => all.get(id));
export const ownIndicators = async () => own;`;
}

/** The solver with its machine code inside, so that nothing is fetched. */
const solverModule = (): string => {
  const folder = dirname(require.resolve('highs'));
  return `import make from ${JSON.stringify(join(folder, 'highs.mjs'))};
import code from ${JSON.stringify(join(folder, 'highs.wasm'))};
const instantiateWasm = (imports, done) => void WebAssembly.instantiate(code, imports).then(({ instance }) => done(instance));
export default (options) => make({ instantiateWasm, ...options });`;
};

const cryptoModule = `import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
export const createHash = () => {
  const hash = sha256.create();
  const self = {
    update: (data) => { hash.update(typeof data === 'string' ? new TextEncoder().encode(data) : data); return self; },
    digest: () => bytesToHex(hash.digest()),
  };
  return self;
};`;

/** What the command line has and a page has not. */
const absentModule = (
  what: string,
): string => `const none = () => { throw new Error(${JSON.stringify(`${what} is not in the browser bundle`)}); };
export default new Proxy({}, { get: none });
export const createRequire = none, dirname = none, join = none, Resvg = none, existsSync = none;`;

/** By the path from `dist` of the module whose place is taken, or the name of the package. */
const instead: Readonly<Record<string, () => string | Promise<string>>> = {
  'src/prepared.js': dataModule,
  'src/registry.js': indicatorsModule,
  'src/extract/files.js': () =>
    `export { openFile } from ${JSON.stringify(join(built, 'src/extract/files-browser.js'))};`,
  // A bundle is one file already, and leaves the page's globals alone.
  'src/count/arquero.js': () => `export const arquero = () => import(${JSON.stringify('arquero')});`,
  highs: solverModule,
  'csv-parse': () => `export * from 'csv-parse/browser/esm';`,
  'node:crypto': () => cryptoModule,
  'danfojs-node': () => absentModule('danfojs-node'),
  '@resvg/resvg-js': () => absentModule('PNG'),
};

/**
 * Builds src/browser.ts into one ES module that needs no network and no Node, and returns where it is and how many bytes it has.
 * Throws with esbuild's messages when something of Node is left.
 */
export async function bundle(): Promise<{ readonly path: string; readonly bytes: number }> {
  const { build } = await import('esbuild');
  const made = await build({
    entryPoints: [join(built, 'src', 'browser.js')],
    outfile: out,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    loader: { '.wasm': 'binary' },
    metafile: true,
    logLevel: 'silent',
    plugins: [
      {
        name: 'static-data',
        setup(of) {
          of.onResolve({ filter: /.*/ }, ({ path, resolveDir, namespace }) => {
            if (namespace === 'instead' && path === 'highs') return undefined;
            const name = path.startsWith('.') ? relative(built, join(resolveDir, path)) : path;
            if (instead[name]) return { path: name, namespace: 'instead' };
            return path.startsWith('node:') ? { path, namespace: 'instead' } : undefined;
          });
          of.onLoad({ filter: /.*/, namespace: 'instead' }, async ({ path }) => ({
            contents: (await instead[path]?.()) ?? absentModule(path),
            resolveDir: packageRoot,
          }));
        },
      },
    ],
  });
  return { path: out, bytes: Object.values(made.metafile.outputs)[0]?.bytes as number };
}
