import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { withProblems } from '../answers.js';
import { extractParams } from '../contract.js';
import { etagOf, sendTagged, type Tagged } from '../etag.js';
import { negotiate } from '../negotiate.js';
import { askedOf, runQuery } from '../options.js';
import { permit } from '../permit.js';
import {
  chartAnswer,
  chartOffers,
  chartTypes,
  reportAnswer,
  reportOffers,
  reportPolicy,
  reportTypes,
  resultAnswer,
  resultDrawing,
  resultOffers,
  resultTypes,
  tableQuery,
  withReported,
  withWording,
  wordingQuery,
} from '../represent.js';
import type { Given } from '../service.js';

/** How many questions an extract remembers, and how long one may be. */
const [most, longest] = [200, 2_000];
const textOf = ({ raw, headers }: FastifyRequest): string => `${raw.url} ${headers.accept ?? ''}`;

/** Results of an extract that is here, with any option, and their charts and report. */
export const results: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  const { extracts, library, runs } = service;
  const tags = ['results'];
  const config = { scope: 'work' as const };
  /** The same words asked of the same extract mean the same: who may see the answer is still asked each time. */
  const recall = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const held = extracts.here(request.who.organisation, (request.params as { readonly extract: string }).extract);
    const found = held?.understood.get(textOf(request));
    if (!held || !found) return undefined;
    await permit(service, request, held, found.asked);
    return sendTagged(request, reply, found.answer);
  };
  app.get(
    '/extracts/:extract/results',
    {
      config,
      preValidation: recall,
      schema: {
        tags,
        summary: 'Every indicator',
        description: 'The same bytes as `results --format json` of the command line with the same options.',
        params: extractParams,
        querystring: runQuery.extend({ table: tableQuery }),
        response: withProblems({ 200: resultAnswer }, 404, 406, 410, 422),
      },
    },
    async (request, reply) => {
      const { table, ...query } = request.query;
      const held = extracts.get(request.who.organisation, request.params.extract);
      const asked = askedOf(query, library, held.read);
      const type = negotiate(request.headers.accept, resultOffers);
      const { manifest, run } = runs.of(held, asked);
      const answer: Tagged = {
        etag: etagOf(manifest, `${resultTypes[type]}${table === undefined ? '' : `-${table}`}`),
        type: type === 'application/json' || type === 'text/csv' ? `${type}; charset=utf-8` : type,
        make:
          type === 'application/json'
            ? run
            : () => runs.draw(`${held.id}/${manifest}`, run, resultDrawing(type, table)),
        ...(type === 'application/json' ? {} : { name: `results.${resultTypes[type]}` }),
      };
      const text = textOf(request);
      if (text.length <= longest) {
        if (held.understood.size >= most) held.understood.clear();
        held.understood.set(text, { asked, answer });
      }
      await permit(service, request, held, asked);
      return sendTagged(request, reply, answer) as never;
    },
  );
  app.get(
    '/extracts/:extract/charts/:indicator',
    {
      config,
      schema: {
        tags,
        summary: "One indicator's chart",
        description: 'A Vega-Lite specification, SVG or PNG by Accept. With years its main figure year by year.',
        params: extractParams.extend({
          indicator: z
            .string()
            .max(100)
            .meta({ examples: ['wres.3'] }),
        }),
        querystring: runQuery.extend({ wording: wordingQuery }),
        response: withProblems({ 200: chartAnswer }, 404, 406, 410, 422),
      },
    },
    async (request, reply) => {
      const { wording, ...query } = request.query;
      const { indicator } = request.params;
      const held = extracts.get(request.who.organisation, request.params.extract);
      const asked = askedOf(query, library, held.read);
      const type = negotiate(request.headers.accept, chartOffers);
      await permit(service, request, held, asked);
      const manifest = runs.manifest(held, asked);
      const drawing = {
        as: chartTypes[type],
        indicator,
        trend: (asked.options.years ?? 1) > 1,
        ...withWording(wording),
      };
      return sendTagged(request, reply, {
        etag: etagOf(manifest, [drawing.as, indicator.replace(/[^\w.-]/g, '_'), wording ?? 'bme'].join('-')),
        type: type === 'image/png' ? type : `${type}; charset=utf-8`,
        make: () => runs.draw(`${held.id}/${manifest}`, () => runs.run(held, asked), drawing),
      }) as never;
    },
  );
  app.get(
    '/extracts/:extract/report',
    {
      config,
      schema: {
        tags,
        summary: 'The board report',
        params: extractParams,
        querystring: runQuery.extend({ wording: wordingQuery }),
        response: withProblems({ 200: reportAnswer }, 404, 406, 410, 422),
      },
    },
    async (request, reply) => {
      const { wording, ...query } = request.query;
      const held = extracts.get(request.who.organisation, request.params.extract);
      const asked = askedOf(query, library, held.read);
      const type = negotiate(request.headers.accept, reportOffers);
      await permit(service, request, held, asked);
      const manifest = runs.manifest(held, asked);
      reply.header('content-security-policy', reportPolicy);
      return sendTagged(request, reply, {
        etag: etagOf(manifest, `report-${reportTypes[type]}-${wording ?? 'bme'}`),
        type: `${type}; charset=utf-8`,
        make: () =>
          runs.draw(`${held.id}/${manifest}`, () => runs.run(held, asked), {
            as: reportTypes[type],
            ...withWording(wording),
            ...withReported(asked.options),
          }),
      }) as never;
    },
  );
};
