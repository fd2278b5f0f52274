import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { withProblems } from '../answers.js';
import { acceptedSchema, extractParams, mappingSchema, noQuery, qualitySchema } from '../contract.js';
import { accept, type Held, using } from '../held.js';
import { askedOf, type RunQuery, runQuery } from '../options.js';
import { maySeeAll } from '../permit.js';
import { Problem, problems } from '../problem.js';
import { withSettled } from '../runs.js';
import type { Given } from '../service.js';

const acceptance = z.strictObject({
  issue: z.string().min(1).max(100).meta({ description: 'Id of a warning, as data quality lists it.' }),
  reason: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .meta({ description: 'Why it may stand; printed beside the warning from then on.' }),
});

type Checked = z.infer<typeof qualitySchema>;

export const quality: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  const tags = ['extracts'];
  const { extracts, library, pool } = service;
  async function check(held: Held, query: RunQuery): Promise<Checked> {
    const asked = askedOf(query, library, held.read);
    const done = await using(held, () => pool.make({ kind: 'check', rows: held.rows, asked, ...withSettled(held) }));
    return JSON.parse(new TextDecoder().decode((done as { bytes: Uint8Array }).bytes)) as Checked;
  }
  const config = { scope: 'work' as const };
  app.get(
    '/extracts/:extract/data-quality',
    {
      config,
      schema: {
        tags,
        summary: 'Problems of an extract, and where its rows went',
        params: extractParams,
        querystring: runQuery,
        response: withProblems({ 200: qualitySchema }, 404, 410, 422),
      },
    },
    async ({ who, params, query }) => {
      const held = extracts.get(who.organisation, params.extract);
      // It gives exact numbers of rows: to those who may see them, and to who sent the files.
      if (!maySeeAll(who) && held.by !== who.name)
        throw problems.forbidden(
          `This shows exact numbers of rows; the role ${who.role} sees them only of files it sent itself.`,
        );
      return check(held, query);
    },
  );
  app.get(
    '/extracts/:extract/mapping',
    {
      config,
      schema: {
        tags,
        summary: 'How its headers were read',
        params: extractParams,
        querystring: noQuery,
        response: withProblems({ 200: mappingSchema }, 404, 410, 422),
      },
    },
    async ({ who, params }) => {
      return extracts.get(who.organisation, params.extract).mapping;
    },
  );
  const accepted = (held: Held) => ({ accepted: [...held.accepted].map(([issue, reason]) => ({ issue, reason })) });
  app.get(
    '/extracts/:extract/accepted',
    {
      config,
      schema: {
        tags,
        summary: 'Warnings that were accepted',
        params: extractParams,
        querystring: noQuery,
        response: withProblems({ 200: acceptedSchema }, 404, 410),
      },
    },
    async ({ who, params }) => accepted(extracts.get(who.organisation, params.extract)),
  );
  app.post(
    '/extracts/:extract/accepted',
    {
      config,
      schema: {
        tags,
        summary: 'Accept a warning, with a reason',
        description: 'It becomes a note with the reason in everything made from then on. An error cannot be accepted.',
        params: extractParams,
        querystring: noQuery,
        body: acceptance,
        response: withProblems({ 200: acceptedSchema }, 404, 409, 410, 413, 415, 422),
      },
    },
    async ({ who, params, body: { issue, reason } }) => {
      const held = extracts.get(who.organisation, params.extract);
      const own = (await check(held, {})).issues.filter((i) => i.id === issue);
      if (!own.some((i) => i.severity === 'warning') && !held.accepted.has(issue))
        throw new Problem(
          409,
          'not-a-warning',
          own.length === 0
            ? 'This extract has no issue of that id.'
            : 'Only a warning can be accepted; this is not one.',
        );
      accept(held, issue, reason);
      return accepted(held);
    },
  );
};
