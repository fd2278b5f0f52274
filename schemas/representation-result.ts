import { z } from 'zod';
import { absentSchema, figureSchema, intervalSchema, outcomeSchema, text } from './outcome.js';

const byYear = z.union([z.record(text, z.number()), absentSchema]);

const outlookSchema = z.union([
  z.object({
    hired: z.number(),
    promoted: z.number(),
    leaving: z.number(),
    othersLeaving: z.number(),
    year: outcomeSchema,
    interval: intervalSchema,
    chance: figureSchema,
    longRun: figureSchema,
  }),
  absentSchema,
]);
const leversSchema = z
  .union([
    z.object({
      targetYear: z.int(),
      horizon: z.int(),
      promotedPart: z.number(),
      outlooks: z.object({
        'as-now': outlookSchema,
        hiring: outlookSchema,
        promotion: outlookSchema,
        leaving: outlookSchema,
        all: outlookSchema,
      }),
      needed: z.object({ hiring: figureSchema, promotion: figureSchema, leaving: figureSchema }),
    }),
    absentSchema,
  ])
  .meta({
    id: 'Levers',
    description:
      'Hiring, promotion and leaving: the year a senior band reaches parity under each, and what each alone must be.',
  });

/** What a representation gap says besides its value: parity, the path to it and the levers. */
export const representationShape = {
  share: figureSchema.exactOptional().meta({ description: 'Representation gaps: the group’s share of the band.' }),
  parity: figureSchema.exactOptional().meta({ description: 'The share that would be parity.' }),
  parityHeadcount: figureSchema.exactOptional().meta({ description: 'People of the group at parity, rounded up.' }),
  surplus: figureSchema.exactOptional().meta({ description: 'People above parity.' }),
  representation: figureSchema.exactOptional().meta({ description: 'Share over parity, 1 at parity.' }),
  path: byYear.exactOptional().meta({ description: 'Year to headcount, net growth.' }),
  progress: z
    .union([
      z.object({
        baselineYear: z.int(),
        targetYear: z.int(),
        baseline: z.number(),
        expectedNow: z.number(),
        status: text,
      }),
      absentSchema,
    ])
    .exactOptional(),
  appointments: z
    .union([
      z.object({
        leaverRate: z.number(),
        leavers: z
          .object({ n: figureSchema, base: figureSchema })
          .exactOptional()
          .meta({ description: 'What the rate was counted from; absent when it was chosen.' }),
        byYear: z.record(text, z.number()),
        total: z.number(),
        shareOfVacancies: figureSchema,
      }),
      absentSchema,
    ])
    .exactOptional()
    .meta({ description: 'Gross appointments that follow the path while staff leave.' }),
  constantShare: figureSchema
    .exactOptional()
    .meta({ description: 'The share of appointments, the same every year, that reaches parity.' }),
  sharePath: byYear.exactOptional().meta({ description: 'Year to the band’s share at the constant share.' }),
  levers: leversSchema.exactOptional(),
};
