import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { withProblems } from '../answers.js';
import { extractParams } from '../contract.js';
import { sendReady, sendTagged, type Tagged } from '../etag.js';
import type { Held } from '../held.js';
import { sourceFor } from '../judged.js';
import { negotiate } from '../negotiate.js';
import { chartOffer, comparisonOffer, reportOffer, resultsOffer, type Source } from '../offer.js';
import { type Asked, askedOf, type RunQuery, runQuery } from '../options.js';
import { maySeeAll, needsRight, permit } from '../permit.js';
import {
  chartAnswer,
  chartOffers,
  comparisonAnswer,
  comparisonOffers,
  reportAnswer,
  reportOffers,
  resultAnswer,
  resultOffers,
  tableQuery,
  withReported,
  wordingQuery,
} from '../represent.js';
import type { Given } from '../service.js';

/** Two days that the files hold: the one counted (the newest when left out) and an earlier one. */
const comparisonQuery = runQuery.omit({ years: true, 'as-at': true, 'compared-with': true }).extend({
  'as-at': z.iso
    .date()
    .exactOptional()
    .meta({ description: 'The later staff snapshot; the newest when left out.', examples: ['2025-03-31'] }),
  'compared-with': z.iso.date().meta({ description: 'The earlier staff snapshot.', examples: ['2024-03-31'] }),
});

/** How many questions an extract remembers, and how long one may be. */
const [most, longest] = [200, 2_000];
/** The words of a question, and whether who asks gets exact figures or released ones. */
const textOf = ({ raw, headers, who }: FastifyRequest): string =>
  `${maySeeAll(who) ? 'all' : 'released'} ${raw.url} ${headers.accept ?? ''}`;

interface Params {
  readonly extract: string;
}
interface Question {
  readonly asked: Asked;
  readonly source: Source;
  readonly held: Held;
}

/** Results of an extract that is here, with any option, and their charts and report. */
export const results: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  const { extracts, library, runs } = service;
  const tags = ['results'];
  /** The same words asked of the same extract mean the same, while the answer is here; what needs a right is asked and noted each time. */
  const recall = (request: FastifyRequest, reply: FastifyReply, next: () => void): void => {
    const held = extracts.here(request.who.organisation, (request.params as Params).extract);
    const answer = held?.understood.get(textOf(request));
    if (!answer || !sendReady(request, reply, answer)) next();
  };
  const settings = { config: { scope: 'work' as const }, preValidation: recall };
  /** Answers one question, and remembers what it means where no right is needed. */
  async function give(
    request: FastifyRequest,
    reply: FastifyReply,
    query: RunQuery,
    offers: readonly string[],
    offer: (question: Question) => Tagged,
  ): Promise<never> {
    const { who } = request;
    const held: Held = extracts.get(who.organisation, (request.params as Params).extract);
    const asked = askedOf(query, library, held.read);
    negotiate(request.headers.accept, offers);
    await permit(service, request, held, asked);
    const answer = offer({ asked, held, source: await sourceFor(service, who, held, asked) });
    const text = textOf(request);
    if (text.length <= longest && !needsRight(service, asked)) {
      if (held.understood.size >= most) held.understood.clear();
      held.understood.set(text, answer);
    }
    return (await sendTagged(request, reply, answer)) as never;
  }
  app.get(
    '/extracts/:extract/results',
    {
      ...settings,
      schema: {
        tags,
        summary: 'Every indicator',
        description: 'The same bytes as `results --format json` of the command line with the same options.',
        params: extractParams,
        querystring: runQuery.extend({ table: tableQuery }),
        response: withProblems({ 200: resultAnswer }, 404, 406, 410, 422),
      },
    },
    (request, reply) => {
      const { table, ...query } = request.query;
      return give(request, reply, query, resultOffers, ({ source }) =>
        resultsOffer(runs, source, request.headers.accept, table),
      );
    },
  );
  app.get(
    '/extracts/:extract/comparison',
    {
      ...settings,
      schema: {
        tags,
        summary: 'Two staff snapshots compared',
        description:
          'Every figure as it was and as it is, each by the edition in force then and with the events of the twelve months before its own day, and the change with its interval. Both are released as one. The same bytes as `results --compared-with DAY --table comparison` of the command line.',
        params: extractParams,
        querystring: comparisonQuery,
        response: withProblems({ 200: comparisonAnswer }, 404, 406, 410, 422),
      },
    },
    (request, reply) =>
      give(request, reply, request.query, comparisonOffers, ({ source }) =>
        comparisonOffer(runs, source, request.headers.accept),
      ),
  );
  app.get(
    '/extracts/:extract/charts/:indicator',
    {
      ...settings,
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
    (request, reply) => {
      const { wording, ...query } = request.query;
      const { indicator } = request.params;
      return give(request, reply, query, chartOffers, ({ asked, source, held }) =>
        chartOffer(runs, source, request.headers.accept, {
          indicator,
          trend: (asked.options.years ?? 1) > 1 || asked.options.comparedWith !== undefined,
          wording,
          ...held.read.drawn,
        }),
      );
    },
  );
  app.get(
    '/extracts/:extract/report',
    {
      ...settings,
      schema: {
        tags,
        summary: 'The board report',
        params: extractParams,
        querystring: runQuery.extend({ wording: wordingQuery }),
        response: withProblems({ 200: reportAnswer }, 404, 406, 410, 422),
      },
    },
    (request, reply) => {
      const { wording, ...query } = request.query;
      return give(request, reply, query, reportOffers, ({ asked, source, held }) =>
        reportOffer(runs, source, request.headers.accept, {
          wording,
          ...held.read.drawn,
          ...withReported(asked.options),
        }),
      );
    },
  );
};
