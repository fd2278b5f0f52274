import type { FastifyPluginAsync } from 'fastify';
import { type OpenApi, referencePage } from '../page/reference.js';
import { style } from '../page/style.js';
import type { Given } from '../service.js';

/** The reference page and the style of all pages. */
export const docs: FastifyPluginAsync<Given> = async (app) => {
  const open = { schema: { hide: true }, config: { scope: 'none' as const } };
  let made: string | undefined;
  app.get('/docs', open, async (_request, reply) => {
    made ??= referencePage(app.swagger() as OpenApi);
    return reply.type('text/html; charset=utf-8').send(made);
  });
  app.get('/assets/page.css', open, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(style),
  );
};
