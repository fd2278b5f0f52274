import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { nothing, withProblems } from '../answers.js';
import { extractParams, idempotencyHeaders, noQuery } from '../contract.js';
import { keepReleased } from '../keep.js';
import { askedOf, ownRules, runBody } from '../options.js';
import { permit } from '../permit.js';
import { hashOf } from '../runs.js';
import type { Given } from '../service.js';

export const storedSchema = z
  .strictObject({
    id: z.string(),
    created: z.iso.datetime(),
    expires: z.iso
      .datetime()
      .exactOptional()
      .meta({ description: 'When it is deleted; always there for exact figures.' }),
    manifest: z
      .string()
      .meta({ description: 'Hash of all that decides the results: files, options, engine, editions.' }),
    policy: z.string(),
    options: z.record(z.string(), z.unknown()),
    exact: z.boolean().meta({ description: 'Nothing is hidden in it.' }),
  })
  .meta({ id: 'KeptResult' });
export const resultParams = z.strictObject({ result: z.string().max(80).meta({ description: 'Id of kept results.' }) });

const days = z
  .int()
  .min(1)
  .max(3_660)
  .exactOptional()
  .meta({ description: 'Days to keep it; exact figures 30 when left out and 365 at most.' });

/** Results that stay when the extract is gone: the released figures, and nothing finer than was asked. */
export const kept: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  const { extracts, library, runs, store } = service;
  const tags = ['kept results'];
  app.post(
    '/extracts/:extract/results',
    {
      config: { scope: 'work' },
      schema: {
        tags,
        summary: 'Keep results of an extract',
        description: 'When this is answered with 201 they are on the disk.',
        params: extractParams,
        querystring: noQuery,
        headers: idempotencyHeaders,
        body: runBody.extend({ days }),
        response: withProblems({ 201: storedSchema }, 404, 409, 410, 413, 415, 422),
      },
    },
    async (request, reply) => {
      const { who } = request;
      const { days, ...body } = request.body;
      const key = request.headers['idempotency-key'];
      const fingerprint = hashOf([request.params.extract, request.body]);
      // Asked first, so that the answer is the same when the extract is already gone.
      const earlier =
        typeof key === 'string' ? await store.results.earlier(who.organisation, key, fingerprint) : undefined;
      if (earlier) return reply.code(201).header('location', `/v1/results/${earlier.id}`).send(earlier);
      const held = extracts.get(who.organisation, request.params.extract);
      const { query, own } = await ownRules(body);
      const asked = askedOf(query, library, { ...held.read, ...own });
      const { drawn } = held.read;
      await permit(service, request, held, asked);
      const stored = await keepReleased(service, who, held, asked, {
        options: { ...body, ...(Object.keys(drawn).length > 0 ? { drawn } : {}) },
        ...(days === undefined ? {} : { days }),
        ...(typeof key === 'string' ? { once: { key, fingerprint } } : {}),
      });
      return reply.code(201).header('location', `/v1/results/${stored.id}`).send(stored);
    },
  );
  app.get(
    '/results',
    {
      schema: {
        tags,
        summary: 'Kept results, newest first',
        querystring: z.strictObject({
          limit: z
            .string()
            .regex(/^([1-9]\d?|100)$/, 'a whole number from 1 to 100')
            .exactOptional(),
          cursor: z.string().max(200).exactOptional().meta({ description: '"next" of the page before.' }),
        }),
        response: withProblems({
          200: z.strictObject({ results: z.array(storedSchema), next: z.string().exactOptional() }),
        }),
      },
    },
    async ({ who, query: { limit, cursor } }, reply) => {
      const { total, results, next } = await store.results.list(who.organisation, Number(limit ?? 50), cursor);
      reply.header('x-total-count', String(total));
      return { results: [...results], ...(next === undefined ? {} : { next }) };
    },
  );
  app.delete(
    '/results/:result',
    {
      config: { scope: 'work' },
      schema: {
        tags,
        summary: 'Delete kept results',
        params: resultParams,
        querystring: noQuery,
        response: withProblems({ 204: nothing }, 404, 413, 415),
      },
    },
    async ({ who, params }, reply) => {
      await store.results.drop(who.organisation, params.result, who.name);
      runs.forget(params.result);
      return reply.code(204).send();
    },
  );
};
