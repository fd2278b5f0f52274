import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { withProblems } from '../answers.js';
import { etagOf, sendTagged } from '../etag.js';
import { negotiate } from '../negotiate.js';
import { problems } from '../problem.js';
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
import type { Stored } from '../store/results.js';
import { resultParams } from './kept.js';

/** Kept results in every format, for everybody of the organisation; exact figures for those who may see them. */
export const keptRead: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  const { runs, store } = service;
  const tags = ['kept results'];
  /** The results and how to make them; not found for those who may not see exact figures, as they are for others. */
  async function open(
    { who, routeOptions }: FastifyRequest,
    id: string,
  ): Promise<{ readonly stored: Stored; readonly run: () => Promise<Buffer> }> {
    const stored = await store.results.get(who.organisation, id);
    if (stored.exact) {
      if (!who.scopes.includes('exact'))
        throw problems.forbidden(`These are exact figures; the role ${who.role} or this key may not see them.`);
      await service.audit(who, 'exact-figures', { policy: stored.policy, route: routeOptions.url ?? '', result: id });
    }
    return { stored, run: async () => Buffer.from(await store.results.body(who.organisation, id)) };
  }
  app.get(
    '/results/:result',
    {
      schema: {
        tags,
        summary: 'Kept results',
        params: resultParams,
        querystring: z.strictObject({ table: tableQuery }),
        response: withProblems({ 200: resultAnswer }, 404, 406, 422),
      },
    },
    async (request, reply) => {
      const { result } = request.params;
      const { table } = request.query;
      const type = negotiate(request.headers.accept, resultOffers);
      const { stored, run } = await open(request, result);
      return sendTagged(request, reply, {
        etag: etagOf(stored.manifest, `${resultTypes[type]}${table === undefined ? '' : `-${table}`}`),
        type: type === 'application/json' || type === 'text/csv' ? `${type}; charset=utf-8` : type,
        make:
          type === 'application/json'
            ? () => runs.once(`${result}/json`, run)
            : () => runs.draw(result, run, resultDrawing(type, table)),
        ...(type === 'application/json' ? {} : { name: `results.${resultTypes[type]}` }),
      }) as never;
    },
  );
  app.get(
    '/results/:result/charts/:indicator',
    {
      schema: {
        tags,
        summary: "One indicator's chart of kept results",
        params: resultParams.extend({ indicator: z.string().max(100) }),
        querystring: z.strictObject({ wording: wordingQuery }),
        response: withProblems({ 200: chartAnswer }, 404, 406, 422),
      },
    },
    async (request, reply) => {
      const { result, indicator } = request.params;
      const { wording } = request.query;
      const type = negotiate(request.headers.accept, chartOffers);
      const { stored, run } = await open(request, result);
      const drawing = {
        as: chartTypes[type],
        indicator,
        trend: Number(stored.options.years ?? 1) > 1,
        ...withWording(wording),
      };
      return sendTagged(request, reply, {
        etag: etagOf(stored.manifest, [drawing.as, indicator.replace(/[^\w.-]/g, '_'), wording ?? 'bme'].join('-')),
        type: type === 'image/png' ? type : `${type}; charset=utf-8`,
        make: () => runs.draw(result, run, drawing),
      }) as never;
    },
  );
  app.get(
    '/results/:result/report',
    {
      schema: {
        tags,
        summary: 'The board report of kept results',
        params: resultParams,
        querystring: z.strictObject({ wording: wordingQuery }),
        response: withProblems({ 200: reportAnswer }, 404, 406, 422),
      },
    },
    async (request, reply) => {
      const { result } = request.params;
      const { wording } = request.query;
      const type = negotiate(request.headers.accept, reportOffers);
      const { stored, run } = await open(request, result);
      reply.header('content-security-policy', reportPolicy);
      return sendTagged(request, reply, {
        etag: etagOf(stored.manifest, `report-${reportTypes[type]}-${wording ?? 'bme'}`),
        type: `${type}; charset=utf-8`,
        make: () =>
          runs.draw(result, run, { as: reportTypes[type], ...withWording(wording), ...withReported(stored.options) }),
      }) as never;
    },
  );
};
