import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { formats, text, withProblems } from '../answers.js';
import { jobSchema, noQuery } from '../contract.js';
import type { Job } from '../jobs.js';
import type { Given } from '../service.js';

const params = z.strictObject({ job: z.string().max(80).meta({ description: 'Id of a job.' }) });
const ended = ({ status }: Job): boolean => status === 'done' || status === 'failed';

export const jobs: FastifyPluginAsyncZod<Given> = async (app, { service }) => {
  const tags = ['jobs'];
  app.get(
    '/jobs/:job',
    {
      config: { scope: 'work' },
      schema: {
        tags,
        summary: 'How far a job is',
        params,
        querystring: noQuery,
        response: withProblems({ 200: jobSchema }, 404),
      },
    },
    async ({ who, params: { job } }) => service.jobs.get(who.organisation, job),
  );
  app.get(
    '/jobs/:job/events',
    {
      config: { scope: 'work', compress: false } as { scope: 'work' },
      schema: {
        tags,
        summary: 'A job as server-sent events',
        description: 'One event "job" for each change, with the job as JSON; the stream ends when the job does.',
        params,
        querystring: noQuery,
        response: withProblems({ 200: formats('The events', { 'text/event-stream': text }) }, 404),
      },
    },
    async ({ who, params: { job: id } }, reply) => {
      const first = service.jobs.get(who.organisation, id);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        ...app.protective?.named,
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const beat = setInterval(() => raw.write(': still here\n\n'), 15_000);
      const send = (job: Job): void => {
        // A client that does not read must not fill the memory: it is let go, and may ask again.
        if (raw.writableLength > 65_536) {
          end();
          return;
        }
        raw.write(`event: job\ndata: ${JSON.stringify(job)}\n\n`);
        if (ended(job)) end();
      };
      const stop = service.jobs.watch(id, send);
      const end = (): void => {
        clearInterval(beat);
        stop();
        raw.end();
      };
      raw.on('close', end);
      send(first);
    },
  );
};
