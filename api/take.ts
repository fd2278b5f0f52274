import type { FastifyRequest } from 'fastify';
import type { Job, JobStatus } from './jobs.js';
import { type Fault, Problem } from './problem.js';
import { hashOf } from './runs.js';
import type { Service } from './service.js';
import { readUpload, type Upload } from './upload.js';
import type { Read, Said } from './work/tasks.js';

export type { JobStatus };

const faultOf = ({ what, todo, file, sheet, row, column }: Said): Fault => ({
  detail: `${what} ${todo}`,
  ...(file === undefined ? {} : { file }),
  ...(sheet === undefined ? {} : { sheet }),
  ...(row === undefined ? {} : { row }),
  ...(column === undefined ? {} : { column }),
});

function usable(read: Read): Read {
  if (!read.refused) return read;
  throw new Problem(
    422,
    'no-table',
    'None of the files holds a table that can be used; "errors" says why, file by file.',
    read.refused.slice(0, 200).map(faultOf),
  );
}

/** What of an extract decides its results. */
const madeOf = (read: Read, { asAt, organisation, profile, hierarchy, framework, published }: Upload): string =>
  hashOf([read.summary.inputs, asAt, organisation, profile, hierarchy, framework, published]);

/** Takes files in and starts reading them. With an idempotency key the same files are read once. */
export async function takeExtract(service: Service, request: FastifyRequest): Promise<Job> {
  const { organisation } = request.who;
  const upload = await readUpload(request, service.config.limits, service.budget, service.library);
  try {
    const key = request.headers['idempotency-key'];
    const earlier = typeof key === 'string' ? service.once.find(organisation, key, upload.fingerprint) : undefined;
    if (earlier !== undefined) {
      upload.release();
      return service.jobs.get(organisation, earlier);
    }
    const job = service.jobs.start(organisation, request.id, async (progress) => {
      try {
        const { files, asAt, organisation: wanted, profile, hierarchy, policy, labels, cover } = upload;
        const { framework, published } = upload;
        const also = {
          ...(profile ? { profile } : {}),
          ...(framework ? { framework } : {}),
          ...(published ? { published } : {}),
        };
        const chosen = {
          ...(asAt === undefined ? {} : { asAt }),
          ...(wanted === undefined ? {} : { organisation: wanted }),
        };
        const read = usable(await service.pool.read({ kind: 'read', files, ...chosen, ...also }, progress));
        return service.extracts.add({
          organisation,
          rows: read.rows,
          summary: read.summary,
          mapping: read.mapping,
          by: request.who.name,
          read: {
            ...chosen,
            snapshots: read.summary.snapshots,
            ...(hierarchy ? { hierarchy } : {}),
            ...(policy ? { policy } : {}),
            drawn: { ...(labels ? { labels } : {}), ...(cover ? { cover } : {}) },
          },
          made: madeOf(read, upload),
          ...(profile ? { profile } : {}),
        }).id;
      } finally {
        upload.release();
      }
    });
    if (typeof key === 'string') service.once.keep(organisation, key, upload.fingerprint, job.id);
    return job;
  } catch (fault) {
    upload.release();
    throw fault;
  }
}
