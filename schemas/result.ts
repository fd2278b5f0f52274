import { z } from 'zod';

const text = z.string();
const count = z.int().nonnegative();
const many = <T extends z.ZodType>(of: T) => z.array(of).readonly();

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
const outcomeSchema = z.union([okNumber, absentSchema]).meta({ id: 'Outcome', description: 'The figure asked for.' });

const bound = z.union([z.number(), z.literal('unbounded')]);
const intervalSchema = z
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

const testSchema = z
  .union([z.object({ status: z.literal('ok'), method: text, p: z.number() }), absentSchema])
  .meta({ id: 'Test' });

const readingSchema = z
  .union([
    z.object({
      size: text,
      evidence: z.enum(['difference shown', 'no clear difference', 'too few to judge', 'not calculable']),
    }),
    absentSchema,
  ])
  .meta({ id: 'Reading', description: 'Size and evidence: two statements, never one.' });

const byYear = z.union([z.record(text, z.number()), absentSchema]);

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

const funnelSchema = z
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
const changeSchema = z
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

const benchmarkSchema = z
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
    unverified: many(text).meta({ description: 'Edition values behind this figure not yet checked at source.' }),
    engine: text,
    yearsBefore: z
      .int()
      .positive()
      .exactOptional()
      .meta({ description: 'How many years before the newest of the run; left out on the newest.' }),
    change: changeSchema.exactOptional(),
    input: z.object({ sha256: text, rows: figureSchema }),
  })
  .meta({ id: 'Result', description: 'One released figure with everything that explains it.' });

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
