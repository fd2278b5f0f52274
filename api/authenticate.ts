import type { FastifyInstance } from 'fastify';
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

/** Finds out who asks and whether they may, before anything of the body is read. */
export async function authenticate(app: FastifyInstance, service: Service): Promise<void> {
  app.decorateRequest('who', null as unknown as Identity);
  app.addHook('onRequest', async (request) => {
    if (request.is404) return;
    const { scope = 'read' } = request.routeOptions.config;
    const given =
      service.config.authentication === 'none'
        ? loopbackIdentity
        : await service.identify(request.headers.authorization);
    if (given) request.who = given;
    if (scope === 'none') return;
    if (!given)
      throw problems.unauthorised(
        'Send "Authorization: Bearer" with an API key or a token of your sign-in service; this one is missing, unknown, revoked or out of date.',
      );
    if (!given.scopes.includes(scope))
      throw problems.forbidden(`The role ${given.role} or this key does not allow this; it needs "${scope}".`);
  });
}
