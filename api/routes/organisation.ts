import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { withProblems } from '../answers.js';
import { noQuery } from '../contract.js';
import { problems } from '../problem.js';
import type { Given } from '../service.js';
import { storedSchema } from './kept.js';

const line = z
  .strictObject({
    seq: z.int(),
    at: z.iso.datetime(),
    organisation: z.string(),
    action: z.string(),
    detail: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .exactOptional()
      .meta({ description: 'Left out once the organisation was deleted.' }),
    chain: z.string().meta({ description: 'Hash over this line and the chain before it.' }),
  })
  .meta({ id: 'AuditLine' });
const number = z.int().nonnegative();

/** Everything of the caller's organisation: out, and away. And what was done, line by line. */
export const organisation: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  const { extracts, jobs, store } = service;
  const tags = ['organisation'];
  const config = { scope: 'admin' as const };
  app.get(
    '/organisation',
    {
      config,
      schema: {
        tags,
        summary: 'Everything the store holds of the organisation',
        querystring: noQuery,
        response: withProblems({
          200: z.strictObject({
            organisation: z.string(),
            results: z.array(storedSchema.extend({ results: z.record(z.string(), z.unknown()) })).readonly(),
            ledger: z.array(z.record(z.string(), z.unknown())).readonly(),
            questions: z
              .array(z.strictObject({ created: z.iso.datetime(), asked: z.record(z.string(), z.unknown()) }))
              .readonly(),
            keys: z.array(z.record(z.string(), z.unknown())).readonly(),
            audit: z.array(line).readonly(),
          }),
        }),
      },
    },
    async ({ who }) => {
      await service.audit(who, 'organisation-exported', {});
      return store.organisation.export(who.organisation);
    },
  );
  app.delete(
    '/organisation',
    {
      config,
      schema: {
        tags,
        summary: 'Delete everything of the organisation',
        description: 'Extracts, kept results and keys. The audit keeps that something was done, no longer who or what.',
        querystring: z.strictObject({
          confirm: z
            .string()
            .max(100)
            .meta({ description: 'The code of the organisation, so that nobody does this by mistake.' }),
        }),
        response: withProblems(
          { 200: z.strictObject({ extracts: number, results: number, keys: number, audit: number }) },
          413,
          415,
        ),
      },
    },
    async ({ who, query }) => {
      if (query.confirm !== who.organisation)
        throw problems.wrongRequest([
          { detail: 'This is not the code of your organisation; nothing was deleted.', parameter: 'confirm' },
        ]);
      for (const { id } of (await store.results.list(who.organisation, 100)).results) service.runs.forget(id);
      jobs.dropAll(who.organisation);
      const deleted = await store.organisation.delete(who.organisation);
      service.recogniser.forget();
      return { extracts: extracts.dropAll(who.organisation), ...deleted };
    },
  );
  app.get(
    '/audit',
    {
      config,
      schema: {
        tags,
        summary: 'What was done, oldest first',
        querystring: z.strictObject({
          limit: z
            .string()
            .regex(/^([1-9]\d?|100)$/, 'a whole number from 1 to 100')
            .exactOptional(),
          after: z
            .string()
            .regex(/^\d{1,9}$/, 'the number of a line')
            .exactOptional()
            .meta({ description: 'Only lines after this number.' }),
        }),
        response: withProblems({ 200: z.strictObject({ lines: z.array(line).readonly() }) }),
      },
    },
    async ({ who, query: { limit, after } }) => ({
      lines: await store.audit.list(who.organisation, Number(limit ?? 100), Number(after ?? 0)),
    }),
  );
};
