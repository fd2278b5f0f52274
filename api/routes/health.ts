import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { withProblems } from '../answers.js';
import { problems } from '../problem.js';
import type { Given } from '../service.js';

const healthy = z.strictObject({ status: z.literal('ok'), version: z.string() }).meta({ id: 'Health' });

/** Live: the process answers. Ready: its store and its threads do too. */
export const health: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  const answer = { status: 'ok' as const, version: service.version };
  const open = { config: { scope: 'none' as const } };
  app.get(
    '/health/live',
    {
      ...open,
      schema: { tags: ['service'], summary: 'Is it running', security: [], response: withProblems({ 200: healthy }) },
    },
    async () => answer,
  );
  app.get(
    '/health/ready',
    {
      ...open,
      schema: {
        tags: ['service'],
        summary: 'Can it do its work',
        security: [],
        response: withProblems({ 200: healthy }),
      },
    },
    async () => {
      const faults = await service.faults();
      if (faults.length > 0) throw problems.busy(`Not ready: ${faults.join('; ')}.`);
      return answer;
    },
  );
};
