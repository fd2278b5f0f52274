import { z } from 'zod';

export const text = z.string();
export const count = z.int().nonnegative();
export const many = <T extends z.ZodType>(of: T) => z.array(of).readonly();

/** Why a figure is not there. A hidden small number and its hidden complement look alike on purpose. */
export const absentSchema = z
  .discriminatedUnion('status', [
    z.object({
      status: z.literal('undefined'),
      why: z.enum([
        'no-group-members',
        'zero-comparator',
        'no-events',
        'not-reached',
        'infeasible',
        'invalid-counts',
        'not-comparable',
      ]),
    }),
    z.object({ status: z.literal('suppressed'), why: z.enum(['disclosure', 'at-source']) }),
    z.object({ status: z.literal('not-supplied'), what: text }),
    z.object({
      status: z.literal('not-in-force'),
      edition: text,
      why: z.enum(['not-yet', 'withdrawn', 'not-collected']),
    }),
  ])
  .meta({ id: 'Absent', description: 'Why a figure is not there.' });

export const figureSchema = z
  .union([z.number(), absentSchema])
  .meta({ id: 'Figure', description: 'A number when known (unrounded), otherwise the outcome that says why not.' });

const okNumber = z.object({ status: z.literal('ok'), value: z.number() });
export const outcomeSchema = z
  .union([okNumber, absentSchema])
  .meta({ id: 'Outcome', description: 'The figure asked for.' });

const bound = z.union([z.number(), z.literal('unbounded')]);
export const intervalSchema = z
  .union([
    z.object({
      status: z.literal('ok'),
      value: z.tuple([bound, bound]).readonly(),
      level: z.number().meta({ description: 'Confidence level, 0.95 for 95 %.' }),
      method: text,
    }),
    absentSchema,
  ])
  .meta({ id: 'Interval' });

export const testSchema = z
  .union([z.object({ status: z.literal('ok'), method: text, p: z.number() }), absentSchema])
  .meta({ id: 'Test' });

export const readingSchema = z
  .union([
    z.object({
      size: text,
      evidence: z.enum(['difference shown', 'no clear difference', 'too few to judge', 'not calculable']),
    }),
    absentSchema,
  ])
  .meta({ id: 'Reading', description: 'Size and evidence: two statements, never one.' });
