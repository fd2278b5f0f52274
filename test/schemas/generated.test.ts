import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { z } from 'zod';
import { frictionless, generatedFiles } from '../../schemas/generated.js';
import { contracts } from '../../schemas/index.js';
import { resultSchema } from '../../schemas/result.js';
import { runSchema } from '../../schemas/run.js';
import type { Result, Run } from '../../src/release/result.js';
import { packageRoot } from '../../src/root.js';
import { lists, readSchema } from './read.js';

t.test('the committed schemas are those the contracts make (else: node dist/schemas/generate.js)', async (t) => {
  const files = generatedFiles(lists);
  for (const [path, text] of files) t.equal(readSchema(path), text, path);
  const there = ['json', 'frictionless'].flatMap((folder) =>
    readdirSync(join(packageRoot, 'schemas', folder)).map((file) => `${folder}/${file}`),
  );
  t.same(there.sort(), [...files.keys()].sort(), 'no file is left over');
});

t.test('the plain form asks for no personal column and names its codes', async (t) => {
  const { fields } = frictionless(contracts.staff, lists) as { fields: { name: string; constraints?: object }[] };
  const names = fields.map((field) => field.name);
  for (const name of ['name', 'dateOfBirth', 'nationalInsurance', 'registrationNumber'])
    t.notOk(names.includes(name), name);
  t.match(
    fields.find((field) => field.name === 'sex'),
    { title: 'Gender', constraints: { enum: ['female', 'male', 'other', 'unknown'] }, codeList: 'sex' },
  );
});

const hidden = { status: 'suppressed', why: 'disclosure' } as const;
const result: Result = {
  indicator: 'wres.3',
  edition: '2025',
  organisation: 'RXX',
  period: { from: '2024-04-01', to: '2025-03-31' },
  breakdown: {},
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  value: { status: 'ok', value: 1.8292 },
  interval: { status: 'ok', value: [0.8345, 'unbounded'], level: 0.95, method: 'miettinen-nurminen' },
  test: { status: 'ok', method: 'fisher-mid-p', p: 0.1251 },
  reading: { size: 'above the band', evidence: 'no clear difference' },
  parts: [
    { group: 'bme', n: 9, base: 725, rate: 0.0124 },
    { group: 'unknown', n: hidden, base: 66, rate: hidden },
  ],
  unknownShare: 0.02,
  working: '9 of 725 BME staff (1.2%)',
  method: 'standard',
  unverified: [],
  engine: 'memory',
  input: { sha256: '00', rows: 3296 },
};

t.test('a result is what its schema says, and the types agree both ways', async (t) => {
  const written: z.input<typeof resultSchema> = result;
  const read: Result = resultSchema.parse(written);
  t.same(read, result, 'nothing is dropped');
  const run: Run = {
    results: [result],
    issues: [{ id: 'unknown-code', severity: 'error', row: 4, what: 'Not known.', todo: 'Map it.' }],
    reconciliation: [
      { table: 'staff', read: hidden, counted: hidden, merged: 2, excluded: { bank: 3 }, setAside: 0, notData: 4 },
    ],
    choices: [{ id: 'snapshot', what: '31 March' }],
    policy: 'board',
    secondary: 'applied',
  };
  const readRun: Run = runSchema.parse(run satisfies z.input<typeof runSchema>);
  t.same(readRun, run);
});

t.test('a figure that is not known is named, never null, NaN or left out', async (t) => {
  const { unknownShare: _, ...without } = result;
  t.notOk(resultSchema.safeParse(without).success, 'left out');
  t.notOk(resultSchema.safeParse({ ...result, unknownShare: null }).success);
  t.notOk(resultSchema.safeParse({ ...result, value: { status: 'ok', value: Number.NaN } }).success);
  t.notOk(resultSchema.safeParse({ ...result, value: { status: 'undefined', why: 'because' } }).success);
  t.ok(
    resultSchema.safeParse({ ...result, value: { status: 'undefined', why: 'no-events' }, interval: hidden }).success,
  );
});
