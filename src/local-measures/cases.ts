import { z } from 'zod';
import { evaluate } from '../evaluate.js';
import { readExtract } from '../extract/extract.js';
import type { InputFile } from '../extract/types.js';
import type { Result } from '../release/result.js';
import type { Library } from '../run-options.js';
import type { Policy } from '../standard/policy.js';

const text = z.string().min(1);
const number = z.number();

const expected = z.strictObject({
  breakdown: z.record(text, text),
  value: number.exactOptional(),
  undefined: text.exactOptional(),
  unknownShare: number.exactOptional(),
  reference: number.exactOptional(),
  difference: number.exactOptional(),
  n: number.exactOptional(),
  base: number.exactOptional(),
  size: text.exactOptional(),
  evidence: text.exactOptional(),
});

const line = z.record(text, z.union([z.string(), number]));
const oneCase = z
  .strictObject({
    name: text,
    kind: text,
    edition: z.union([text, z.number().int()]).transform(String),
    counts: z.record(text, z.array(line).min(1)).exactOptional(),
    tables: z.record(text, text).exactOptional(),
    expect: z.array(expected).min(1),
  })
  .refine((c) => (c.counts === undefined) !== (c.tables === undefined), {
    message: 'must have counts or tables, one of the two',
  });

/** A case file: `<indicator>.cases.yaml`. */
export const caseFile = z.strictObject({ indicator: text, cases: z.array(oneCase).min(1) });
export type LocalCase = z.output<typeof oneCase>;

/** The kinds of case every indicator has. */
export const neededKinds = ['plain', 'swap', 'empty-group', 'rows'] as const;

const bytes = (csv: string): Uint8Array => new TextEncoder().encode(csv);
const quoted = (value: string | number): string => `"${String(value).replaceAll('"', '""')}"`;

/** The counts of a case as the counts table, which any data owner may send: one line for each group. */
function countsCsv(indicator: string, counts: NonNullable<LocalCase['counts']>, groups: readonly string[]): string {
  const places = ['block', 'band', 'grade', 'part'] as const;
  const rows = Object.entries(counts).flatMap(([measure, lines]) =>
    lines.flatMap((l) =>
      groups
        .filter((g) => l[g] !== undefined)
        .map((g) => [indicator, measure, ...places.map((p) => l[p] ?? ''), g, l[g] as number].map(quoted).join(',')),
    ),
  );
  return ['Indicator,Measure,Block,Band,Grade,Part,Group,Count', ...rows].join('\n');
}

function misses(wanted: LocalCase['expect'][number], results: readonly Result[]): readonly string[] {
  const key = JSON.stringify(Object.entries(wanted.breakdown).sort());
  const found = results.find((r) => JSON.stringify(Object.entries(r.breakdown).sort()) === key);
  const name = Object.values(wanted.breakdown).join(', ') || 'the whole';
  if (!found) return [`${name}: there is no such row`];
  const value = found.value.status === 'ok' ? found.value.value : found.value;
  const figures: readonly (readonly [string, unknown, number | undefined])[] = [
    ['value', value, wanted.value],
    ['unknownShare', found.unknownShare, wanted.unknownShare],
    ['reference', found.reference, wanted.reference],
    ['difference', found.difference, wanted.difference],
    ['n', found.parts[0]?.n, wanted.n],
    ['base', found.parts[0]?.base, wanted.base],
  ];
  const near = (a: unknown, b: number): boolean =>
    typeof a === 'number' && Math.abs(a - b) < 5.1e-7 * Math.max(1, Math.abs(b));
  const reading = found.reading as { readonly size?: string; readonly evidence?: string } | undefined;
  const words: readonly (readonly [string, unknown, string | undefined])[] = [
    ['undefined', found.value.status === 'undefined' ? found.value.why : value, wanted.undefined],
    ['size', reading?.size, wanted.size],
    ['evidence', reading?.evidence, wanted.evidence],
  ];
  const said = (v: unknown): string =>
    typeof v === 'object' || v === undefined ? (JSON.stringify(v) ?? 'none') : String(v);
  return [
    ...figures.filter(([, is, w]) => w !== undefined && !near(is, w)),
    ...words.filter(([, is, w]) => w !== undefined && is !== w),
  ].map(([what, is, w]) => `${name}: ${what} is ${said(is)}, the case says ${w}`);
}

/**
 * Runs one case of an indicator through the whole engine (reader, counter, gate) under a policy that hides nothing. Gives a sentence for each
 * figure that is not the case's, and none when all are.
 */
export async function runCase(
  library: Library,
  indicator: Library['indicators'][number],
  given: LocalCase,
  policy: Policy,
): Promise<readonly string[]> {
  const standard = indicator.id.split('.')[0] as string;
  const groups =
    library.editions[standard]?.[given.edition]?.groupings[indicator.compared.dimension]?.value.order ?? [];
  const inputs: InputFile[] = given.tables
    ? Object.entries(given.tables).map(([table, csv]) => ({ name: `${table}.csv`, bytes: bytes(csv) }))
    : [{ name: 'counts.csv', bytes: bytes(countsCsv(indicator.id, given.counts ?? {}, groups)) }];
  const extract = await readExtract(inputs, { lists: library.lists });
  const run = await evaluate(
    extract,
    { ...library, indicators: [indicator] },
    { policy, edition: given.edition, standards: [standard] },
  );
  const faults = run.issues.filter((i) => i.severity === 'error').map((i) => i.what);
  const missed = given.expect.flatMap((e) => misses(e, run.results));
  return missed.length > 0 ? [...missed, ...faults] : [];
}
