import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { runSchema } from '../../schemas/run.js';
import { contracts } from '../../src/index.js';
import { formats, withProblems } from '../answers.js';
import { noQuery } from '../contract.js';
import { countsFile } from '../counts-file.js';
import { negotiate } from '../negotiate.js';
import { askedOf, ownRules, runBody } from '../options.js';
import { permit } from '../permit.js';
import { bufferOf, hashOf } from '../runs.js';
import type { Given } from '../service.js';

const cell = z.union([z.string().max(200), z.number()]);
const columns = contracts.counts.columns;
const row = z
  .strictObject(
    Object.fromEntries(
      Object.entries(columns).map(([name, spec]) => [
        name,
        (spec.required ? cell : cell.exactOptional()).meta({ description: spec.description }),
      ]),
    ),
  )
  .meta({ id: 'CountsRow', description: 'One row of the counts table.' });

export const countsResults: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  const { library, pool } = service;
  app.post(
    '/results',
    {
      config: { scope: 'work' },
      schema: {
        tags: ['results'],
        summary: 'Results of counts that were made elsewhere',
        description: 'Rows of the counts table as JSON, and the options of the command line. Nothing is kept.',
        querystring: noQuery,
        body: runBody
          .extend({ rows: z.array(row).min(1).max(50_000) })
          .meta({ id: 'CountsQuestion', examples: [example] }),
        response: withProblems(
          { 200: formats('The results, released under the policy', { 'application/json': runSchema }) },
          406,
          413,
          415,
          422,
        ),
      },
    },
    async (request, reply) => {
      const { rows, ...body } = request.body;
      negotiate(request.headers.accept, ['application/json']);
      const { query, own } = await ownRules(body);
      const asked = askedOf(query, library, own);
      const file = countsFile(rows as readonly Readonly<Record<string, string | number>>[], Object.keys(columns));
      await permit(service, request, { made: hashOf(rows) }, asked);
      const { asAt, organisation } = asked.options;
      const read = await pool.read({
        kind: 'read',
        files: [file],
        ...(asAt === undefined ? {} : { asAt }),
        ...(organisation === undefined ? {} : { organisation }),
      });
      const done = await pool.make({ kind: 'run', rows: read.rows, asked, accepted: {} });
      return reply.type('application/json; charset=utf-8').send(bufferOf(done) as never);
    },
  );
};

/** WRES 3 of 725 BME and 2,505 White staff: (9 / 725) / (17 / 2,505) = 1.83. */
const example = {
  edition: '2025',
  policy: 'internal',
  standard: 'wres',
  rows: [
    { indicator: 'wres.3', measure: 'staff', group: 'bme', count: 725 },
    { indicator: 'wres.3', measure: 'staff', group: 'white', count: 2505 },
    { indicator: 'wres.3', measure: 'cases', group: 'bme', count: 9 },
    { indicator: 'wres.3', measure: 'cases', group: 'white', count: 17 },
  ],
};
