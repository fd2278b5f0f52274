import { z } from 'zod';
import { absentSchema, count, intervalSchema, many, outcomeSchema, text } from './outcome.js';

export const funnelSchema = z
  .union([
    z.object({
      status: z.literal('ok'),
      place: z.enum(['high-998', 'high-95', 'within', 'low-95', 'low-998']),
      standing: z
        .enum(['good', 'poor', 'usual'])
        .exactOptional()
        .meta({ description: 'Outside the 99.8 % limits on the better or the worse side.' }),
      target: z.number(),
      limits: many(z.object({ level: z.number(), lower: z.number(), upper: z.number() })),
      precision: z.number(),
      shrunk: z.number(),
      phi: z.number(),
      tau2: z.number(),
      organisations: count,
    }),
    absentSchema,
  ])
  .meta({ id: 'Funnel', description: 'Where an organisation lies among the others, about the figure of all of them.' });

export const changeSchema = z
  .object({
    from: text.meta({ description: 'Edition of the year before.' }),
    since: z.iso.date().meta({ description: 'Last day of the year before.' }),
    value: outcomeSchema,
    interval: intervalSchema,
    reading: z.union([z.enum(['change shown', 'change not clear']), absentSchema]),
    comparable: z.boolean(),
    break: text.exactOptional().meta({ description: 'Why the two years cannot be compared.' }),
  })
  .meta({
    id: 'Change',
    description:
      'The change since the year before: this ratio over last year’s for a ratio, else the difference in points. Judged on the difference itself.',
  });

export const benchmarkSchema = z
  .object({
    level: z.enum(['national', 'region', 'trust-type']),
    place: text,
    year: text,
    group: text.exactOptional(),
    of: z.literal('board').exactOptional(),
    value: z.number(),
    unit: z.enum(['ratio', 'percent', 'points', 'score']),
    decimals: z.int(),
    source: z.object({ title: text, href: text.exactOptional(), clause: text.exactOptional() }),
    verified: z.boolean(),
  })
  .meta({ id: 'Benchmark', description: 'A published figure, with its source; percentages from 0 to 100.' });
