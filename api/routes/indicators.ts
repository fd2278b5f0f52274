import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describe, standardOf } from '../../src/index.js';
import { withProblems } from '../answers.js';
import { problems } from '../problem.js';
import type { Given } from '../service.js';

const listed = z
  .strictObject({ indicator: z.string(), title: z.string(), unit: z.string(), editions: z.array(z.string()) })
  .meta({ id: 'ListedIndicator' });
const described = z
  .looseObject({
    indicator: z.string(),
    edition: z.string(),
    title: z.string(),
    compares: z.string(),
    counts: z.array(z.string()).readonly(),
    rules: z.array(z.looseObject({ name: z.string(), says: z.string() })).readonly(),
    definition: z.looseObject({ id: z.string() }),
  })
  .meta({
    id: 'Indicator',
    description: 'What an indicator compares and counts, in words and as data, with the source of every rule.',
  });

export const indicators: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  const { library } = service;
  const editionsOf = (id: string) => library.editions[standardOf(id)] ?? {};
  app.get(
    '/indicators',
    {
      schema: {
        tags: ['definitions'],
        summary: 'Every indicator',
        querystring: z.strictObject({}),
        response: withProblems({ 200: z.strictObject({ indicators: z.array(listed) }) }),
      },
    },
    async () => ({
      indicators: library.indicators.map(({ id, title, unit }) => ({
        indicator: id,
        title,
        unit,
        editions: Object.keys(editionsOf(id)),
      })),
    }),
  );
  app.get(
    '/indicators/:indicator',
    {
      schema: {
        tags: ['definitions'],
        summary: 'One indicator in one edition',
        params: z.strictObject({
          indicator: z
            .string()
            .max(100)
            .meta({ examples: ['wres.3'] }),
        }),
        querystring: z.strictObject({
          edition: z.string().max(40).exactOptional().meta({ description: 'The newest when left out.' }),
        }),
        response: withProblems({ 200: described }, 404),
      },
    },
    async ({ params, query }) => {
      const found = library.indicators.find((i) => i.id === params.indicator);
      if (!found)
        throw problems.notFound(
          'indicator',
          library.indicators.map((i) => i.id),
        );
      const editions = editionsOf(found.id);
      const wanted = query.edition ?? Object.keys(editions).sort().at(-1)!;
      const edition = Object.hasOwn(editions, wanted) ? editions[wanted] : undefined;
      if (!edition) throw problems.notFound('edition', Object.keys(editions));
      return JSON.parse(JSON.stringify({ ...describe(found, edition), definition: found })) as z.infer<
        typeof described
      >;
    },
  );
};
