import { z } from 'zod';
import {
  absentSchema,
  figureSchema,
  intervalSchema,
  many,
  outcomeSchema,
  readingSchema,
  testSchema,
  text,
} from './outcome.js';

const rateRatioSchema = z
  .union([
    z.object({
      over: text,
      under: text,
      value: outcomeSchema,
      interval: intervalSchema,
      test: testSchema,
      reading: readingSchema,
    }),
    absentSchema,
  ])
  .meta({ id: 'RateRatio', description: 'The rate of `over` divided by that of `under`.' });

const standardisedSchema = z
  .union([
    z.object({
      by: many(text),
      method: text,
      value: outcomeSchema,
      interval: intervalSchema,
      reading: readingSchema,
      overRate: figureSchema,
      underRate: figureSchema,
      strata: figureSchema,
      covered: figureSchema,
    }),
    absentSchema,
  ])
  .meta({
    id: 'StandardisedRatio',
    description:
      'The ratio as it would be were both groups spread alike over the strata, with both standardised rates.',
  });

const stock = z.enum(['snapshot', 'rebuilt', 'none']);
const figures = z.record(text, figureSchema);

/** What a turnover figure says besides its value. */
export const turnoverShape = {
  definition: text.exactOptional().meta({ description: 'Turnover: D1 to D6, or the measure’s own name.' }),
  basis: z.enum(['people', 'fte']).exactOptional(),
  scope: z.enum(['organisation', 'group']).exactOptional(),
  opening: stock.exactOptional().meta({
    description:
      'How the stock at the start is known: a snapshot, or the other stock with joiners and leavers by their dates.',
  }),
  closing: stock.exactOptional(),
  rateRatio: rateRatioSchema.exactOptional(),
  standardised: standardisedSchema.exactOptional(),
  flows: figures.exactOptional().meta({ description: 'Opening, joined, left, missing, closing.' }),
  excluded: z
    .record(text, figures)
    .exactOptional()
    .meta({ description: 'For each rule of exclusion, whom it took out.' }),
  retireAndReturn: figures.exactOptional(),
  underOneYear: figures.exactOptional(),
  leavers: figures
    .exactOptional()
    .meta({ description: 'Of voluntary leavers: all leavers, and those without a reason.' }),
  switches: z.record(text, text).exactOptional().meta({ description: 'Each switch and how it stood.' }),
};
