import { createHash } from 'node:crypto';
import type { Limits } from './config.js';
import { type Held, using } from './held.js';
import type { Asked } from './options.js';
import { Problem } from './problem.js';
import type { Pool } from './work/pool.js';
import type { Drawing, Made } from './work/tasks.js';

/** Results of an extract and their drawings, made once and kept while there is room. */
export interface Runs {
  /** What the results depend on, hashed: the same manifest is the same bytes. */
  manifest(held: Held, asked: Asked): string;
  run(held: Held, asked: Asked): Promise<Buffer>;
  /** Both, of what was accepted by now. */
  of(held: Held, asked: Asked): { readonly manifest: string; readonly run: () => Promise<Buffer> };
  /** Bytes made once and kept under a name that begins with an id and "/". */
  once(key: string, make: () => Promise<Buffer>): Promise<Buffer>;
  draw(manifest: string, run: () => Promise<Buffer>, drawing: Drawing): Promise<Buffer>;
  /** Forgets what was made of an extract. */
  forget(extract: string): void;
  readonly bytes: () => number;
}

const plain = (_key: string, value: unknown): unknown => (value instanceof Map ? [...value] : value);
export const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value, plain)).digest('base64url');

/** Finished bytes, the longest unused going first when there is no more room. */
function keepBytes(most: number) {
  const all = new Map<string, Buffer>();
  let used = 0;
  return {
    get(key: string): Buffer | undefined {
      const found = all.get(key);
      if (found) {
        all.delete(key);
        all.set(key, found);
      }
      return found;
    },
    set(key: string, bytes: Buffer): void {
      if (bytes.length > most / 4 || all.has(key)) return;
      all.set(key, bytes);
      used += bytes.length;
      for (const [oldest, { length }] of all) {
        if (used <= most) break;
        all.delete(oldest);
        used -= length;
      }
    },
    forget(prefix: string): void {
      for (const [key, { length }] of all)
        if (key.startsWith(prefix)) {
          all.delete(key);
          used -= length;
        }
    },
    used: () => used,
  };
}

/** `known`: the engine's version and data, which every result depends on. */
export function keepRuns(pool: Pool, { cacheBytes }: Limits, known: string): Runs {
  const kept = keepBytes(cacheBytes);
  const underway = new Map<string, Promise<Buffer>>();
  /** The same question asked twice at once is worked out once. */
  function once(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const found = kept.get(key);
    if (found) return Promise.resolve(found);
    const running = underway.get(key);
    if (running) return running;
    const made = make()
      .then((bytes) => {
        kept.set(key, bytes);
        return bytes;
      })
      .finally(() => underway.delete(key));
    underway.set(key, made);
    return made;
  }
  const bytesOf = async (made: ReturnType<Pool['make']>): Promise<Buffer> => {
    const done = await made;
    return bufferOf(done);
  };
  const runs: Runs = {
    once,
    manifest: (held, asked) => hashOf([known, held.made, [...held.accepted], asked]),
    run: (held, asked) => runs.of(held, asked).run(),
    of(held, asked) {
      const manifest = runs.manifest(held, asked);
      const settled = withSettled(held);
      const make = () => using(held, () => bytesOf(pool.make({ kind: 'run', rows: held.rows, asked, ...settled })));
      return { manifest, run: () => once(`${held.id}/${manifest}`, make) };
    },
    draw: (key, run, drawing) =>
      once(`${key}/${hashOf(drawing)}`, async () => bytesOf(pool.make({ kind: 'draw', run: await run(), drawing }))),
    forget: (extract) => kept.forget(`${extract}/`),
    bytes: kept.used,
  };
  return runs;
}

/** The bytes, or the problem that says why there are none. */
export function bufferOf(done: Made): Buffer {
  if (!('none' in done)) return Buffer.from(done.bytes.buffer, done.bytes.byteOffset, done.bytes.byteLength);
  throw done.refused
    ? new Problem(422, 'refused-by-disclosure-rule', done.none)
    : new Problem(404, 'not-found', done.none);
}

/** What a person settled about an extract. */
export const withSettled = ({ profile, accepted }: Held) => ({
  accepted: Object.fromEntries(accepted),
  ...(profile ? { profile } : {}),
});
