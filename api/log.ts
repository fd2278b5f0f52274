import type { FastifyInstance, FastifyServerOptions } from 'fastify';

/** Logs hold the request's id, route, status and times; never an address with its parameters, a body, a name or a value. */
export const logOptions = (on: boolean): NonNullable<FastifyServerOptions['logger']> =>
  on && {
    level: 'info',
    serializers: { req: () => ({}), res: () => ({}), err: (e) => ({ type: e.name, message: '', stack: '' }) },
  };

export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, next) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      },
      'answered',
    );
    next();
  });
}
