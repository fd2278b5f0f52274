import { z } from 'zod';
import { absentSchema } from './outcome.js';
import { resultSchema } from './result.js';
import { runSchema } from './run.js';

const sideSchema = resultSchema
  .pick({
    edition: true,
    period: true,
    value: true,
    interval: true,
    reading: true,
    parts: true,
    unknownShare: true,
    working: true,
  })
  .meta({ id: 'Side', description: 'A figure as it was at one of the two snapshots, by the edition in force then.' });

const changeSchema = resultSchema.shape.change.unwrap().omit({ from: true, since: true }).meta({
  id: 'ComparedChange',
  description:
    'Of a ratio after over before (1 is no change), otherwise after less before in points; tested on the difference itself, never by two intervals.',
});

const comparedFigureSchema = resultSchema
  .pick({
    indicator: true,
    definition: true,
    basis: true,
    organisation: true,
    breakdown: true,
    unit: true,
    compared: true,
  })
  .extend({
    before: z.union([sideSchema, absentSchema]),
    after: z.union([sideSchema, absentSchema]),
    change: z.union([changeSchema, absentSchema]),
  })
  .meta({ id: 'ComparedFigure', description: 'One figure then and now, and its change.' });

/** Two snapshots side by side: what `results --compared-with DAY --table comparison --json` prints and the service answers. */
export const comparisonSchema = z
  .object({
    before: z.iso.date().meta({ description: 'The snapshot compared with.' }),
    after: z.iso.date().meta({ description: 'The snapshot counted.' }),
    figures: z.array(comparedFigureSchema).readonly(),
    issues: runSchema.shape.issues,
    choices: runSchema.shape.choices,
    policy: runSchema.shape.policy,
    secondary: runSchema.shape.secondary,
  })
  .meta({ title: 'Comparison', description: 'Two staff snapshots compared, released together.' });
