import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { countRequests } from './limit.js';
import { problems } from './problem.js';
import type { Service } from './service.js';
import { type Identity, loopbackIdentity, type Scope } from './who.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller must be allowed to do: `read` unless said; `none` needs no caller. */
    readonly scope?: Scope | 'none';
  }
  interface FastifyRequest {
    who: Identity;
  }
}

/**
 * Finds out who asks and whether they may, before anything of the body is read. Who is known is counted by name, everybody else by address, before the
 * store is asked about them.
 */
export async function authenticate(app: FastifyInstance, service: Service): Promise<void> {
  app.decorateRequest('who', null as unknown as Identity);
  const { authentication, limits } = service.config;
  const { recogniser } = service;
  const count = countRequests(limits.requestsPerMinute);
  const most = String(limits.requestsPerMinute);
  const within = (request: FastifyRequest, reply: FastifyReply, caller: string): void => {
    if (request.url.startsWith('/health/')) return;
    const { requests, seconds } = count.take(caller);
    if (requests < 0) throw problems.tooMany(seconds);
    reply.headers({
      'x-ratelimit-limit': most,
      'x-ratelimit-remaining': String(requests),
      'x-ratelimit-reset': String(seconds),
    });
  };
  const admit = (request: FastifyRequest, given: Identity | undefined): void => {
    if (given) request.who = given;
    if (request.is404) return;
    const { scope = 'read' } = request.routeOptions.config;
    if (scope === 'none') return;
    if (!given)
      throw problems.unauthorised(
        'Send "Authorization: Bearer" with an API key or a token of your sign-in service; this one is missing, unknown, revoked or out of date.',
      );
    if (!given.scopes.includes(scope))
      throw problems.forbidden(`The role ${given.role} or this key does not allow this; it needs "${scope}".`);
  };
  app.addHook('onRequest', (request, reply, next) => {
    const { authorization } = request.headers;
    const known = authentication === 'none' ? loopbackIdentity : recogniser.known(request.raw.socket, authorization);
    try {
      within(request, reply, known && known !== loopbackIdentity ? known.name : request.ip);
      if (known || authorization === undefined) {
        admit(request, known);
        next();
        return;
      }
    } catch (fault) {
      next(fault as Error);
      return;
    }
    recogniser.find(authorization).then(
      (found) => {
        try {
          if (found) {
            count.giveBack(request.ip);
            within(request, reply, found.name);
          }
          admit(request, found);
          next();
        } catch (fault) {
          next(fault as Error);
        }
      },
      (fault: Error) => next(fault),
    );
  });
}
