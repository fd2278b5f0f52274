import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import type { Result } from '../../src/release/result.js';
import { packageRoot } from '../../src/root.js';
import { packagePolicy } from '../../src/standard/node.js';
import { asCounts, asRows, type Case, type Expected, readCases } from './given.js';

const library = await loadLibrary();
const policy = packagePolicy('internal');
const files = readdirSync(join(packageRoot, 'indicators'), { recursive: true, encoding: 'utf8' }).filter((f) =>
  f.endsWith('.cases.yaml'),
);

async function readTables(given: Case) {
  const inputs = Object.entries(given.tables ?? {}).map(([table, text]) => ({
    name: `${table}.csv`,
    bytes: new TextEncoder().encode(text),
  }));
  return readExtract(inputs, { lists: library.lists });
}

function compare(t: Test, expected: Expected, results: readonly Result[]): void {
  const name = Object.values(expected.breakdown).join(', ') || 'whole';
  const found = results.find((r) => JSON.stringify(r.breakdown) === JSON.stringify(expected.breakdown));
  if (!found) return void t.fail(`${name}: no such row`);
  const close = (what: string, actual: unknown, wanted: number | undefined): void => {
    if (wanted === undefined) return;
    const near = typeof actual === 'number' && Math.abs(actual - wanted) < 5.1e-7 * Math.max(1, Math.abs(wanted));
    t.ok(near, `${name}: ${what} is ${wanted}`, near ? {} : { found: actual, wanted });
  };
  if (expected.undefined !== undefined)
    t.match(found.value, { status: 'undefined', why: expected.undefined }, `${name}: ${expected.undefined}`);
  if (expected.absent !== undefined) t.equal(found.value.status, expected.absent, `${name}: ${expected.absent}`);
  close('value', found.value.status === 'ok' ? found.value.value : found.value, expected.value);
  close('unknown share', found.unknownShare, expected.unknownShare);
  close('reference', found.reference, expected.reference);
  close('difference', found.difference, expected.difference);
  for (const [what, wanted] of Object.entries(expected.also ?? {})) {
    const figure = (found as unknown as Readonly<Record<string, unknown>>)[what];
    if (typeof wanted === 'number') close(what, figure, wanted);
    else t.match(figure, wanted, `${name}: ${what}`);
  }
  close('n', found.parts[0]?.n, expected.n);
  close('base', found.parts[0]?.base, expected.base);
  if (expected.size !== undefined || expected.evidence !== undefined)
    t.match(
      found.reading,
      {
        ...(expected.size ? { size: expected.size } : {}),
        ...(expected.evidence ? { evidence: expected.evidence } : {}),
      },
      `${name}: reading`,
    );
}

for (const file of files) {
  const { indicator, cases } = readCases(join('indicators', file));
  t.test(indicator, async (t) => {
    for (const given of cases) {
      const extracts = given.tables
        ? { memory: await readTables(given) }
        : { memory: asRows(indicator, given), 'cube-file': asCounts(indicator, given) };
      for (const [engine, extract] of Object.entries(extracts)) {
        if (given.engines && !given.engines.includes(engine)) continue;
        t.test(`${given.name} (${engine})`, async (t) => {
          const run = await evaluate(extract, library, {
            policy,
            edition: given.edition,
            ...(given.chosen ? { chosen: given.chosen } : {}),
            ...(given.rollUp ? { rollUp: { levels: ['organisation'] } } : {}),
            standards: [indicator.split('.')[0] as string],
          });
          const results = run.results.filter((r) => r.indicator === indicator);
          for (const expected of given.expect) compare(t, expected, results);
        });
      }
    }
  });
}

t.test('every indicator has its cases: plain, swapped, an empty group, rows, and one for each method', async (t) => {
  const byId = new Map(files.map((f) => readCases(join('indicators', f))).map((c) => [c.indicator, c.cases]));
  for (const { id } of library.indicators) {
    const kinds = (byId.get(id) ?? []).map((c) => c.kind);
    for (const kind of ['plain', 'swap', 'empty-group', 'rows'])
      t.ok(kinds.includes(kind), `${id} has a case of kind ${kind}`);
    const editions = Object.values(library.editions[id.split('.')[0] as string] ?? {});
    const years = new Set(editions.map((e) => e.indicators[id]?.years?.value ?? 1));
    for (const n of years) if (n !== 1) t.ok(kinds.includes(`method years ${n}`), `${id} has a case for years ${n}`);
  }
});
