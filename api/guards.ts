import compress from '@fastify/compress';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import underPressure from '@fastify/under-pressure';
import Fastify, { type FastifyInstance } from 'fastify';
import { isLoopback } from './config.js';
import { Problem, problems } from './problem.js';
import type { Service } from './service.js';

declare module 'fastify' {
  interface FastifyInstance {
    /** Headers of every answer, for those that are written without Fastify. */
    readonly protective?: { readonly named: Readonly<Record<string, string>>; readonly flat: readonly string[] };
  }
}

/** Pages bring their own style and script, from here and as files; nothing else is loaded, framed or sent elsewhere. */
const contentPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
};

/** Whether somebody else stands behind the address that the request came from. */
export const isForwarded = (headers: Readonly<Record<string, unknown>>): boolean =>
  ['x-forwarded-for', 'forwarded', 'x-real-ip'].some((name) => headers[name] !== undefined);

const hostName = (host: string): string => host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');

/** Helmet's headers, which are the same for every answer: it is asked once, as working them out each time takes longer than a cached answer does. */
async function protective(options: FastifyHelmetOptions): Promise<Readonly<Record<string, string>>> {
  const app = Fastify();
  await app.register(helmet, options);
  app.get('/', (_request, reply) => reply.code(204).send());
  const { headers } = await app.inject('/');
  await app.close();
  const own = Object.entries(headers).filter(([name]) => name !== 'date' && name !== 'connection');
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}

export async function guard(app: FastifyInstance, { config }: Service): Promise<void> {
  const { limits } = config;
  const headers = await protective({
    contentSecurityPolicy: contentPolicy,
    referrerPolicy: { policy: 'no-referrer' },
    hsts: config.trustProxy ? { maxAge: 31_536_000 } : false,
  });
  app.decorate('protective', { named: headers, flat: Object.entries(headers).flat() });
  const names = Object.keys(headers);
  app.addHook('onSend', (_request, reply, payload, next) => {
    for (const name of names) if (!reply.hasHeader(name)) reply.header(name, headers[name]);
    next(null, payload);
  });
  await app.register(underPressure, {
    maxEventLoopDelay: limits.lateMilliseconds,
    pressureHandler: (request) => {
      // Whether the process is alive is asked most when it is busy.
      if (request.url !== '/health/live') throw problems.busy('The service has more to do than it can.');
    },
  });
  await app.register(compress, { threshold: 1_024, encodings: ['gzip', 'identity'], globalDecompression: false });
  if (config.authentication === 'none')
    app.addHook('onRequest', (request, _reply, next) => {
      // Without authentication a page of another site must not reach this service through the person's browser.
      const { host = '', origin, 'sec-fetch-site': site } = request.headers;
      if (!isLoopback(hostName(host)))
        throw new Problem(421, 'wrong-host', 'Without authentication the service answers only to localhost.');
      if (isForwarded(request.headers))
        throw problems.forbidden(
          'Without authentication the service answers nobody through a proxy. Start it with --auth keys.',
        );
      const foreign = typeof origin === 'string' && origin !== `http://${host}`;
      if (foreign || site === 'cross-site' || site === 'same-site')
        throw problems.forbidden('The request comes from a page of another site.');
      next();
    });
}
