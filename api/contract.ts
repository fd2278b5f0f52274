import { z } from 'zod';
import { problemSchema } from './problem.js';

/** What the routes about extracts and results answer with. */
const many = <T extends z.ZodType>(of: T) => z.array(of).readonly();
const count = z.int().nonnegative();

export const jobSchema = z
  .strictObject({
    id: z.string(),
    status: z.enum(['waiting', 'working', 'done', 'failed']),
    step: z.string(),
    created: z.iso.datetime(),
    extract: z.string().exactOptional().meta({ description: 'The extract, once it is read.' }),
    problem: problemSchema.exactOptional().meta({ description: 'Why it failed.' }),
  })
  .meta({ id: 'Job' });

const rows = count
  .exactOptional()
  .meta({ description: 'Left out for those who may not see exact numbers and did not send the files.' });

export const extractSchema = z
  .strictObject({
    id: z.string(),
    created: z.iso.datetime(),
    expires: z.iso.datetime().meta({ description: 'When its rows are wiped.' }),
    inputs: many(z.strictObject({ name: z.string(), sha256: z.string(), rows })),
    organisations: many(z.string()),
    snapshots: many(z.iso.date()),
    tables: many(z.strictObject({ table: z.string(), rows })),
    issues: z.strictObject({ error: count, warning: count, note: count }).exactOptional(),
  })
  .meta({ id: 'Extract', description: 'What was read: no row of it, and no figure.' });

const issue = z.looseObject({
  id: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  what: z.string(),
  todo: z.string(),
});

export const qualitySchema = z
  .strictObject({
    issues: many(issue),
    choices: many(z.strictObject({ id: z.string(), what: z.string() })),
    reconciliation: many(z.looseObject({ table: z.string(), read: count, counted: count })),
  })
  .meta({
    id: 'DataQuality',
    description: 'Every problem with sheet, row and column, and where every row went. Shows no figure.',
  });

export const mappingSchema = z
  .strictObject({
    mapping: many(
      z.strictObject({
        table: z.string(),
        file: z.string(),
        sheet: z.string(),
        header: z.string(),
        column: z.string().exactOptional().meta({ description: 'Left out when the header is not used.' }),
      }),
    ),
    unknownValues: many(z.strictObject({ table: z.string(), list: z.string(), value: z.string() })),
  })
  .meta({
    id: 'Mapping',
    description: 'How every header was read, and the values of coded columns that no list knows.',
  });

export const acceptedSchema = z
  .strictObject({ accepted: many(z.strictObject({ issue: z.string(), reason: z.string() })) })
  .meta({ id: 'Accepted' });

export const extractParams = z.strictObject({ extract: z.string().max(80).meta({ description: 'Id of an extract.' }) });
export const noQuery = z.strictObject({});
export const idempotencyHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .exactOptional()
    .meta({ description: 'The same key with the same request is done once; the first answer is given again.' }),
});
