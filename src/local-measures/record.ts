import { z } from 'zod';
import { tableNames } from '../../schemas/index.js';
import type { ChartName, CheckName, Formula, Indicator } from '../define.js';

/** What an indicator's record looks like when somebody else wrote it. Every unknown key is an error, so that a typing slip is seen. */

const text = z.string().min(1);
const group = z.string('must be text: put quotes around a code that looks like a number').min(1);
const where = z.record(text, z.array(group).min(1));
const rule = z.union([
  z.strictObject({ rule: text, dimension: text, in: z.array(group).min(1) }),
  z.strictObject({ rule: text, column: text, is: z.boolean() }),
  z.strictObject({ rule: text, column: text, isNot: z.boolean() }),
  z.strictObject({ rule: text, column: text, known: z.literal(true) }),
]);

const ask = z.strictObject({
  from: z.enum(tableNames as readonly [string, ...string[]]),
  population: text,
  where: z.array(rule).exactOptional(),
  by: z.array(text),
  measure: z.enum(['people', 'rows']).exactOptional(),
  when: z.enum(['snapshot', 'period']),
  ofStaff: z.boolean().exactOptional(),
  givenLess: text.exactOptional(),
});

const row = z.strictObject({
  breakdown: z.record(text, text),
  where: where.exactOptional(),
  each: z.strictObject({ dimension: text, list: text, as: text.exactOptional() }).exactOptional(),
  onlyIfAny: z.boolean().exactOptional(),
  onlyWith: text.exactOptional(),
});

/** The formulas a local measure may use, with the chart that draws each and the unit of its figure. */
export const formulas = {
  'relative-likelihood': { chart: 'ratio-dots', unit: 'ratio' },
  'share-of-row': { chart: 'share-dots', unit: 'share' },
  'board-difference': { chart: 'board-dots', unit: 'points' },
} as const satisfies Partial<Record<Formula['name'], { readonly chart: ChartName; readonly unit: Indicator['unit'] }>>;

const formula = z.discriminatedUnion(
  'name',
  [
    z.strictObject({ name: z.literal('relative-likelihood'), events: text, base: text }),
    z.strictObject({ name: z.literal('share-of-row'), staff: text }),
    z.strictObject({ name: z.literal('board-difference'), members: text, workforce: text }),
  ],
  `must have a name, one of ${Object.keys(formulas).join(', ')}`,
);

const checks = [
  'events-within-base',
  'rows-add-up',
  'voting-and-non-voting-make-the-board',
  'unknown-share-alike',
  'ground-stated',
] as const satisfies readonly CheckName[];

export const recordSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z-]*(\.[0-9a-z-]+)+$/, 'must be the folder, a full stop and a name, such as acme.grievances'),
  title: text,
  unit: z.enum(['ratio', 'share', 'points']),
  compared: z.strictObject({ dimension: text, over: text, under: text.exactOptional() }),
  counts: z.record(text, ask),
  formula,
  rows: z.array(row).min(1),
  words: z.strictObject({ people: text, happened: text.exactOptional(), toHappen: text.exactOptional() }),
  adverse: z.enum(['above', 'below']).exactOptional(),
  chart: z.enum(['ratio-dots', 'share-dots', 'board-dots', 'none']),
  checks: z.array(z.enum(checks)).default([]),
});

export type LocalRecord = z.output<typeof recordSchema>;
