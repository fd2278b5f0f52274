import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { nothing, withProblems } from '../answers.js';
import { extractParams, extractSchema, idempotencyHeaders, jobSchema, noQuery } from '../contract.js';
import type { Held } from '../held.js';
import { maySeeAll } from '../permit.js';
import type { Given } from '../service.js';
import { takeExtract } from '../take.js';
import type { Identity } from '../who.js';

const file = z.string().meta({ format: 'binary' });
const uploadForm = z.object({
  files: z.array(file).meta({ description: 'One or several .xlsx or .csv files; together they are one extract.' }),
  'as-at': z.string().optional().meta({ description: 'The date of a staff snapshot that no file names, 2025-03-31.' }),
  organisation: z.string().optional().meta({ description: 'The organisation to count, when the files hold several.' }),
  profile: file.optional().meta({ description: 'A profile, as `check --write-profile` writes it.' }),
  organisations: file.optional().meta({ description: 'CSV or YAML: organisation, name, system, region, trust-type.' }),
  policy: file
    .optional()
    .meta({ description: 'A policy file, asked for as policy=own by those who may see exact figures.' }),
  labels: file.optional().meta({ description: 'YAML: your own words for groups, for charts and reports.' }),
  cover: file.optional().meta({ description: 'YAML with the cover fields of reports.' }),
  framework: file
    .optional()
    .meta({ description: 'A self-assessment tool: its YAML, or the name of one that is here.' }),
  public: z
    .array(file)
    .optional()
    .meta({ description: 'Published CSV files of nationality or turnover that fill blanks of a table of trusts.' }),
});

/** What is said of an extract: numbers of rows to those who may see exact ones, and to who sent the files. */
export function extractBody(held: Held, who: Identity) {
  const { inputs, organisations, snapshots, tables, issues } = held.summary;
  const all = maySeeAll(who) || held.by === who.name;
  return {
    id: held.id,
    created: new Date(held.created).toISOString(),
    expires: new Date(held.expires).toISOString(),
    inputs: inputs.map(({ rows, ...input }) => ({ ...input, ...(all ? { rows } : {}) })),
    organisations,
    snapshots,
    tables: tables.map(({ table, rows }) => ({ table, ...(all ? { rows } : {}) })),
    ...(all ? { issues } : {}),
  };
}

export const extracts: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  await app.register(multipart);
  const tags = ['extracts'];
  app.post(
    '/extracts',
    {
      config: { scope: 'work', upload: uploadForm },
      schema: {
        tags,
        summary: 'Send files to be read',
        description:
          'They are read while you wait elsewhere: ask for the job, or listen to its events. Names, NI numbers and dates of birth are dropped.',
        headers: idempotencyHeaders,
        querystring: noQuery,
        response: withProblems({ 202: jobSchema }, 409, 413, 415),
      },
    },
    async (request, reply) => {
      const job = await takeExtract(service, request);
      return reply.code(202).header('location', `/v1/jobs/${job.id}`).send(job);
    },
  );
  app.get(
    '/extracts',
    {
      config: { scope: 'work' },
      schema: {
        tags,
        summary: 'Extracts that are here',
        querystring: noQuery,
        response: withProblems({ 200: z.strictObject({ extracts: z.array(extractSchema) }) }),
      },
    },
    async ({ who }) => ({ extracts: service.extracts.list(who.organisation).map((held) => extractBody(held, who)) }),
  );
  app.get(
    '/extracts/:extract',
    {
      config: { scope: 'work' },
      schema: {
        tags,
        summary: 'One extract',
        params: extractParams,
        querystring: noQuery,
        response: withProblems({ 200: extractSchema }, 404, 410),
      },
    },
    async ({ who, params }) => extractBody(service.extracts.get(who.organisation, params.extract), who),
  );
  app.delete(
    '/extracts/:extract',
    {
      config: { scope: 'work' },
      schema: {
        tags,
        summary: 'Delete an extract at once',
        params: extractParams,
        querystring: noQuery,
        response: withProblems({ 204: nothing }, 404, 410, 413, 415),
      },
    },
    async ({ who, params }, reply) => {
      service.extracts.drop(who.organisation, params.extract);
      return reply.code(204).send();
    },
  );
};
