import { z } from 'zod';
import { count, figureSchema, many, text } from './outcome.js';
import { resultSchema } from './result.js';

const issueSchema = z
  .object({
    id: text,
    severity: z.enum(['error', 'warning', 'note']),
    file: text.exactOptional(),
    sheet: text.exactOptional(),
    row: z.int().exactOptional(),
    column: text.exactOptional(),
    rows: figureSchema.exactOptional().meta({ description: 'How many rows it concerns, when more than one.' }),
    what: text,
    todo: text,
  })
  .meta({ id: 'Issue' });

const reconciliationSchema = z
  .object({
    table: text,
    read: figureSchema,
    counted: figureSchema,
    merged: figureSchema,
    excluded: z.record(text, figureSchema),
    setAside: count,
    notData: count,
  })
  .meta({
    id: 'Reconciliation',
    description:
      'read = counted + merged + excluded + setAside + notData; totals are hidden where they would give a hidden count away.',
  });

/** Everything one run gives out: what `results --json` prints and the service answers. */
export const runSchema = z
  .object({
    results: many(resultSchema),
    compared: z
      .object({ snapshot: z.iso.date(), with: z.iso.date() })
      .exactOptional()
      .meta({ id: 'ComparedSnapshots', description: 'The days of two staff snapshots that were compared.' }),
    issues: many(issueSchema),
    reconciliation: many(reconciliationSchema),
    choices: many(z.object({ id: text, what: text }).meta({ id: 'Choice' })),
    policy: text,
    secondary: z.enum(['applied', 'not applied']),
    refused: z
      .object({
        rule: z.enum(['submission-only', 'exposed', 'earlier-release', 'nothing-left']),
        what: text,
        todo: text,
      })
      .exactOptional()
      .meta({ description: 'Why a disclosure rule lets nothing out; then there are no results.' }),
  })
  .meta({ title: 'Results', description: 'The results of one run.' });
