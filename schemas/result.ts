import { z } from 'zod';
import { benchmarkSchema, changeSchema, funnelSchema } from './compared-result.js';
import {
  absentSchema,
  count,
  figureSchema,
  intervalSchema,
  many,
  outcomeSchema,
  readingSchema,
  testSchema,
  text,
} from './outcome.js';
import { representationShape } from './representation-result.js';
import { turnoverShape } from './turnover-result.js';

const partSchema = z
  .object({
    group: text,
    of: z
      .enum(['board', 'workforce', 'survey', 'lower', 'middle', 'upper', 'year-before'])
      .exactOptional()
      .meta({ description: 'Board indicators give each group twice.' }),
    n: figureSchema,
    base: figureSchema,
    rate: figureSchema,
  })
  .meta({ id: 'Part', description: 'One group: n of base, rate from 0 to 1.' });

const addedSchema = z.object({ organisations: count, without: many(text), people: text }).meta({
  id: 'Added',
  description:
    'A figure of several organisations: how many were added, who supplied nothing for it, who is counted twice.',
});

const seriesSchema = z
  .object({
    kind: text,
    centre: figureSchema,
    lower: figureSchema,
    upper: figureSchema,
    points: many(z.object({ month: text, value: figureSchema, signals: many(text) })),
    variation: text,
    firm: z.boolean(),
  })
  .meta({
    id: 'Series',
    description: 'A monthly control chart, with its centre line and the limits of the last month.',
  });

/** One released figure with everything that explains it. Further keys may be added in later versions and are allowed. */
export const resultSchema = z
  .object({
    indicator: text,
    edition: text,
    organisation: text,
    period: z.object({ from: z.iso.date(), to: z.iso.date() }),
    breakdown: z.record(text, text).meta({ description: 'Empty for the whole; otherwise dimension to group.' }),
    unit: z.enum(['ratio', 'share', 'points', 'rate', 'people', 'organisations', 'score', 'yes-no', 'years', 'pounds']),
    compared: z.object({ dimension: text, over: text, under: text.exactOptional() }),
    source: z
      .literal('survey')
      .exactOptional()
      .meta({ description: 'The groups are what respondents said of themselves, not what is on record.' }),
    value: outcomeSchema,
    interval: intervalSchema,
    test: testSchema.exactOptional(),
    reading: readingSchema,
    fragility: z
      .object({ oneFewer: figureSchema, oneMore: figureSchema })
      .exactOptional()
      .meta({ description: 'The ratio with one event fewer or more in the over group.' }),
    shortfall: figureSchema
      .exactOptional()
      .meta({ description: 'Events fewer or more in the over group at which the rates would be equal.' }),
    ...representationShape,
    smallCell: z.boolean().exactOptional().meta({ description: 'Disparity ratios: one of the four counts is small.' }),
    reference: figureSchema.exactOptional().meta({ description: 'The compared group’s share of the whole workforce.' }),
    difference: figureSchema
      .exactOptional()
      .meta({ description: 'The row’s difference from the reference, in points.' }),
    differences: z
      .record(text, figureSchema)
      .exactOptional()
      .meta({ description: 'Board share minus workforce share in points, by group.' }),
    estimates: z
      .record(text, z.object({ value: figureSchema, interval: intervalSchema }))
      .exactOptional()
      .meta({
        description: 'Survival: the share still in post, the median or the share who left for a reason, by group.',
      }),
    series: z
      .union([seriesSchema, absentSchema])
      .exactOptional()
      .meta({ description: 'The figure month by month as a control chart.' }),
    items: z
      .array(z.record(text, z.union([z.string(), z.number()])))
      .readonly()
      .exactOptional()
      .meta({ description: 'What was found, item by item: trusts, statements, actions.' }),
    added: addedSchema.exactOptional(),
    funnel: funnelSchema.exactOptional(),
    benchmarks: many(benchmarkSchema)
      .exactOptional()
      .meta({ description: 'Published figures of the nation, the region and the trust type, each with its own year.' }),
    parts: many(partSchema),
    unknownShare: figureSchema,
    working: text,
    method: text,
    ...turnoverShape,
    unverified: many(text).meta({ description: 'Edition values behind this figure not yet checked at source.' }),
    engine: text,
    yearsBefore: z.int().positive().exactOptional().meta({
      description:
        'How many years before the newest of the run; left out on the newest. Of two snapshots compared, 1 is the earlier one.',
    }),
    change: changeSchema.exactOptional(),
    input: z.object({
      sha256: text.meta({
        description:
          'The SHA-256 of each file, in order, with blanks between; of more than twelve the SHA-256 of theirs, a line each; `withheld` where it would give counts away.',
      }),
      rows: figureSchema,
    }),
  })
  .meta({ id: 'Result', description: 'One released figure with everything that explains it.' });
