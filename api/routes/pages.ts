import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';
import { packageRoot } from '../../src/index.js';
import { homePage } from '../page/home.js';
import type { Given } from '../service.js';

/** The page for people, and its script. */
export const pages: FastifyPluginAsync<Given> = async (app, { service }) => {
  const { authentication, keepMinutes } = service.config;
  const open = { schema: { hide: true }, config: { scope: 'none' as const } };
  const home = homePage(authentication === 'required', keepMinutes);
  const script = await readFile(join(packageRoot, 'api', 'page', 'upload.js'), 'utf8');
  app.get('/', open, async (_request, reply) => reply.type('text/html; charset=utf-8').send(home));
  app.get('/assets/upload.js', open, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(script),
  );
};
