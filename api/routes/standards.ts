import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { editionChanges, standardOf } from '../../src/index.js';
import { withProblems } from '../answers.js';
import { problems } from '../problem.js';
import type { Given, Service } from '../service.js';

const name = z.string().max(60);
const listed = z
  .strictObject({ standard: z.string(), editions: z.array(z.string()), indicators: z.array(z.string()) })
  .meta({ id: 'Standard' });
const edition = z
  .looseObject({ standard: z.string(), edition: z.string() })
  .meta({ id: 'Edition', description: 'Every dated value of a standard in one edition, with its source.' });
const changes = z
  .strictObject({
    standard: z.string(),
    from: z.string(),
    to: z.string(),
    changes: z.array(z.looseObject({ path: z.string(), kind: z.string(), sentence: z.string() })),
  })
  .meta({ id: 'EditionChanges' });

/** An edition by name. Throws the problem that names those there are. */
export function editionNamed({ library }: Service, standard: string, edition: string) {
  const editions = Object.hasOwn(library.editions, standard) ? library.editions[standard]! : undefined;
  if (!editions) throw problems.notFound('standard', Object.keys(library.editions));
  if (!Object.hasOwn(editions, edition)) throw problems.notFound('edition', Object.keys(editions));
  return editions[edition]!;
}

const plain = <T>(value: unknown): T => JSON.parse(JSON.stringify(value)) as T;

export const standards: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  const { library } = service;
  app.get(
    '/standards',
    {
      schema: {
        tags: ['definitions'],
        summary: 'Standards, their editions and indicators',
        querystring: z.strictObject({}),
        response: withProblems({ 200: z.strictObject({ standards: z.array(listed) }) }),
      },
    },
    async () => ({
      standards: Object.entries(library.editions).map(([standard, editions]) => ({
        standard,
        editions: Object.keys(editions),
        indicators: library.indicators.filter((i) => standardOf(i.id) === standard).map((i) => i.id as string),
      })),
    }),
  );
  app.get(
    '/standards/:standard/editions/:edition',
    {
      schema: {
        tags: ['definitions'],
        summary: 'One edition, with the source of every value',
        params: z.strictObject({ standard: name, edition: name }),
        querystring: z.strictObject({}),
        response: withProblems({ 200: edition }, 404),
      },
    },
    async ({ params }) => plain<z.infer<typeof edition>>(editionNamed(service, params.standard, params.edition)),
  );
  app.get(
    '/standards/:standard/changes',
    {
      schema: {
        tags: ['definitions'],
        summary: 'What changed between two editions',
        params: z.strictObject({ standard: name }),
        querystring: z.strictObject({ from: name, to: name }),
        response: withProblems({ 200: changes }, 404),
      },
    },
    async ({ params: { standard }, query: { from, to } }) => {
      const { changes: changesBetween } = await editionChanges();
      const found = changesBetween(editionNamed(service, standard, from), editionNamed(service, standard, to));
      return { standard, from, to, changes: plain<z.infer<typeof changes>['changes']>(found) };
    },
  );
};
