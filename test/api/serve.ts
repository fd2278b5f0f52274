import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../api/app.js';
import type { Config } from '../../api/config.js';
import { defaultConfig, openService } from '../../api/open.js';
import type { Service } from '../../api/service.js';

export interface Serving {
  readonly url: string;
  readonly service: Service;
  readonly close: () => Promise<void>;
}

/** The service, listening on a free port of this machine. */
export async function serving(change: Partial<Config> = {}): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'api-store-'));
  const service = await openService({
    ...defaultConfig,
    port: 0,
    log: false,
    store: join(folder, 'store.db'),
    ...change,
    // The test is in the same process, and on a busy machine: it must not be sent away for that.
    limits: { ...defaultConfig.limits, ...change.limits, lateMilliseconds: 120_000 },
  });
  const app = await buildApp(service);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    service,
    close: async () => {
      await app.close();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Sends files and waits until they are read: the job as it ended. */
export async function upload(
  url: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  fields: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<{
  readonly id: string;
  readonly status: string;
  readonly extract?: string;
  readonly problem?: { readonly status: number };
}> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const [name, content] of Object.entries(files)) form.append('files', new Blob([content as string]), name);
  // As a client should: a service that is busy, or was asked too often, is asked again when it says.
  const patiently = async (send: () => Promise<Response>): Promise<Response> => {
    for (let tries = 0; ; tries++) {
      const answer = await send();
      if ((answer.status !== 503 && answer.status !== 429) || tries >= 5) return answer;
      await new Promise((later) => setTimeout(later, Number(answer.headers.get('retry-after') ?? 1) * 1_000));
    }
  };
  const answer = await patiently(() => fetch(`${url}/v1/extracts`, { method: 'POST', body: form, headers }));
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
  let job = (await answer.json()) as { id: string; status: string };
  while (job.status === 'waiting' || job.status === 'working') {
    await new Promise((done) => setTimeout(done, 20));
    job = (await (await patiently(() => fetch(`${url}/v1/jobs/${job.id}`, { headers }))).json()) as typeof job;
  }
  return job;
}
