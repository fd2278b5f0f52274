import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { withProblems } from '../answers.js';
import { noQuery } from '../contract.js';
import { sendTagged } from '../etag.js';
import { chartOffer, comparisonOffer, type Drawn, reportOffer, resultsOffer, type Source } from '../offer.js';
import { maySeeAll } from '../permit.js';
import { problems } from '../problem.js';
import {
  chartAnswer,
  comparisonAnswer,
  reportAnswer,
  resultAnswer,
  tableQuery,
  withReported,
  wordingQuery,
} from '../represent.js';
import type { Given } from '../service.js';
import type { Stored } from '../store/results.js';
import { resultParams } from './kept.js';

/** The words and the cover they were kept with. */
const drawnOf = ({ options }: Stored): Drawn => (options.drawn ?? {}) as Drawn;

/** Kept results in every format, for everybody of the organisation; exact figures for those who may see them. */
export const keptRead: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  const { runs, store } = service;
  const tags = ['kept results'];
  /** The results and how to make them; not found for those who may not see exact figures, as they are for others. */
  async function open(
    { who, routeOptions }: FastifyRequest,
    id: string,
  ): Promise<{ readonly stored: Stored; readonly source: Source }> {
    const stored = await store.results.get(who.organisation, id);
    if (stored.exact) {
      if (!maySeeAll(who))
        throw problems.forbidden(`These are exact figures; the role ${who.role} or this key may not see them.`);
      await service.audit(who, 'exact-figures', { policy: stored.policy, route: routeOptions.url ?? '', result: id });
    }
    const run = async () => Buffer.from(await store.results.body(who.organisation, id));
    return { stored, source: { key: id, manifest: stored.manifest, run } };
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
      const { source } = await open(request, result);
      return sendTagged(
        request,
        reply,
        resultsOffer(runs, source, request.headers.accept, request.query.table),
      ) as never;
    },
  );
  app.get(
    '/results/:result/comparison',
    {
      schema: {
        tags,
        summary: 'The two snapshots of kept results',
        description: 'Of results that were kept with compared-with.',
        params: resultParams,
        querystring: noQuery,
        response: withProblems({ 200: comparisonAnswer }, 404, 406, 422),
      },
    },
    async (request, reply) => {
      const { source } = await open(request, request.params.result);
      return sendTagged(request, reply, comparisonOffer(runs, source, request.headers.accept)) as never;
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
      const { stored, source } = await open(request, result);
      const trend = Number(stored.options.years ?? 1) > 1 || stored.options['compared-with'] !== undefined;
      const offer = chartOffer(runs, source, request.headers.accept, { indicator, trend, wording, ...drawnOf(stored) });
      return sendTagged(request, reply, offer) as never;
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
      const { stored, source } = await open(request, result);
      const offer = reportOffer(runs, source, request.headers.accept, {
        wording,
        ...drawnOf(stored),
        ...withReported(stored.options),
      });
      return sendTagged(request, reply, offer) as never;
    },
  );
};
