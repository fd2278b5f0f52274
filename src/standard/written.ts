import { z } from 'zod';
import { faults } from './issues.js';

/** What edition files look like as written, before years are joined. Every unknown key is an error, so that a typing slip is seen. */

const text = z.string().min(1);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens');
const year = z.union([text, z.number().int()]).transform(String);
/** A group or a code. Numbers must be quoted: YAML would read 01 as 1 and 8E1 as 80. */
const group = z.string('must be text: put quotes around a code that looks like a number').min(1);

export const projectDecision = 'project decision';

export const sourceSchema = z.strictObject({
  title: text,
  href: z.url({ protocol: /^https?$/ }).exactOptional(),
  clause: text.exactOptional(),
});

const mark = { source: sourceSchema, verified: z.boolean() };

/** `{ value, source, verified }`. A value nobody has checked cannot be called verified: that needs an address to check it at. */
export const dated = <V extends z.ZodType>(value: V) =>
  z
    .strictObject({ value, ...mark })
    .refine((d) => !d.verified || (d.source.href !== undefined && d.source.title !== projectDecision), {
      message: 'verified needs a source with an address; a project decision is not verified',
      path: ['verified'],
    });

const removed = z.strictObject({ removed: z.literal(true), ...mark });
const entry = <V extends z.ZodType>(value: V) => z.union([dated(value), removed]);
/** Picks the half of the union by whether `removed` is written, so that a problem names the value's own path. */
const datedOrRemoved = <V extends z.ZodType>(value: V) =>
  z.unknown().transform((written, ctx) => {
    const isRemoval = typeof written === 'object' && written !== null && 'removed' in written;
    const result = (isRemoval ? removed : dated(value)).safeParse(written);
    if (result.success) return result.data as z.output<ReturnType<typeof entry<V>>>;
    for (const { path, message } of faults(result.error.issues))
      ctx.addIssue({ code: 'custom', message, path: [...path] });
    return z.NEVER;
  });

/** Whatever a YAML file can hold, but something. */
const json = z.unknown().refine((v) => v !== undefined && v !== null, 'is missing');

export type WrittenPredicate =
  | true
  | { all: WrittenPredicate[] }
  | { any: WrittenPredicate[] }
  | { not: WrittenPredicate }
  | { column: string; is: string | number | boolean }
  | { columns: string[]; between: [number, number] }
  | { columns: string[]; known: true }
  | { dimension: string; in: string[] };

export const predicateSchema: z.ZodType<WrittenPredicate> = z.lazy(() =>
  z.union(
    [
      z.literal(true),
      z.strictObject({ all: z.array(predicateSchema) }),
      z.strictObject({ any: z.array(predicateSchema) }),
      z.strictObject({ not: predicateSchema }),
      z.strictObject({ column: text, is: z.union([z.string(), z.number(), z.boolean()]) }),
      z.strictObject({ columns: z.array(text).min(1), between: z.tuple([z.number(), z.number()]) }),
      z.strictObject({ columns: z.array(text).min(1), known: z.literal(true) }),
      z.strictObject({ dimension: id, in: z.array(group).min(1) }),
    ],
    'must be true, all, any, not, column with is, columns with between or known, or dimension with in (a list of quoted groups)',
  ),
);

const population = z.array(z.strictObject({ rule: id, keep: predicateSchema }));

const groups = z.union([z.literal('each'), z.record(text, z.union([z.literal('*'), z.array(group).min(1)]))]);
export const groupingSchema = z.strictObject({
  columns: z.array(text).min(1),
  lists: z.array(z.strictObject({ list: id, column: text.exactOptional(), groups })),
  days: z.strictObject({ from: text, to: text, limits: z.array(z.int().positive()).min(1) }).exactOptional(),
  supplied: z.literal(true).exactOptional(),
  otherwise: text,
  order: z.array(group).min(1),
  settings: z
    .record(id, z.strictObject({ default: text, choices: z.record(text, z.record(text, z.array(group).min(1))) }))
    .exactOptional(),
});
export type WrittenGrouping = z.output<typeof groupingSchema>;

const people = z.strictObject({
  per: z.array(text),
  first: z.array(z.strictObject({ column: text, descending: z.boolean() })),
  dates: z.array(text),
});

const shared = {
  /** A place to name sources once, for YAML's `*name` to repeat. */
  sources: z.record(text, sourceSchema).exactOptional(),
  populations: z.record(id, datedOrRemoved(population)).default({}),
  groupings: z.record(id, datedOrRemoved(groupingSchema)).default({}),
  people: z.record(id, datedOrRemoved(people)).default({}),
  parameters: z.record(id, datedOrRemoved(json)).default({}),
};

/** indicators/shared/<name>.yaml: what several standards use. */
export const sharedFile = z.strictObject(shared);

/** indicators/<standard>/editions/<year>.yaml. */
export const editionFile = z.strictObject({
  standard: id,
  edition: year,
  extends: year.exactOptional(),
  /** Names of shared files, laid under this edition's own values. */
  include: z.array(id).default([]),
  snapshot: dated(z.string().regex(/^\d\d-\d\d$/, 'must be a month and a day, such as 03-31')).exactOptional(),
  facts: z.record(id, dated(json)).default({}),
  ...shared,
});

/** indicators/<standard>/<indicator>.editions.yaml: the values of one indicator, by the edition that brought them. */
export const indicatorFile = z.strictObject({
  indicator: z.string().regex(/^[a-z][a-z-]*(\.[0-9a-z-]+)*$/, 'must be an indicator id such as wres.3'),
  sources: z.record(text, sourceSchema).exactOptional(),
  editions: z.record(text, z.record(id, datedOrRemoved(json))),
});

export type WrittenShared = z.output<typeof sharedFile>;
export type WrittenEdition = z.output<typeof editionFile>;
export type WrittenIndicator = z.output<typeof indicatorFile>;
export type WrittenEntry<V = unknown> =
  | { value: V; source: z.output<typeof sourceSchema>; verified: boolean }
  | { removed: true; source: z.output<typeof sourceSchema>; verified: boolean };
