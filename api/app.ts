import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { authenticate } from './authenticate.js';
import { addressFault, reportFaults } from './errors.js';
import { tagPacked } from './etag.js';
import { guard } from './guards.js';
import { logOptions, logRequests } from './log.js';
import { measure } from './metrics.js';
import { describeApi } from './openapi.js';
import { countsResults } from './routes/counts.js';
import { docs } from './routes/docs.js';
import { extracts } from './routes/extracts.js';
import { health } from './routes/health.js';
import { indicators } from './routes/indicators.js';
import { jobs } from './routes/jobs.js';
import { kept } from './routes/kept.js';
import { keptRead } from './routes/kept-read.js';
import { organisation } from './routes/organisation.js';
import { pages } from './routes/pages.js';
import { quality } from './routes/quality.js';
import { results } from './routes/results.js';
import { standards } from './routes/standards.js';
import type { Service } from './service.js';

/** The application over a service, not yet listening. */
export async function buildApp(service: Service): Promise<FastifyInstance> {
  const { limits, trustProxy, log } = service.config;
  const app = Fastify({
    logger: logOptions(log),
    trustProxy,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMilliseconds,
    // A client that stalls is let go soon after its time is up.
    http: { connectionsCheckingInterval: Math.min(5_000, limits.requestMilliseconds) },
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: addressFault,
    // Nothing is guessed: an unknown key is a fault, a text is no number.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  reportFaults(app);
  logRequests(app);
  await measure(app, service);
  await guard(app, service);
  tagPacked(app);
  await authenticate(app, service);
  await describeApi(app, service);
  for (const routes of [health, docs, pages]) await app.register(routes, { service });
  for (const routes of [
    standards,
    indicators,
    extracts,
    quality,
    results,
    countsResults,
    jobs,
    kept,
    keptRead,
    organisation,
  ])
    await app.register(routes, { service, prefix: '/v1' });
  return app;
}
