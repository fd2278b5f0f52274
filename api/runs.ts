import { createHash } from 'node:crypto';
import type { Limits } from './config.js';
import type { Tagged } from './etag.js';
import { type Held, using } from './held.js';
import type { Source } from './offer.js';
import type { Asked } from './options.js';
import { type Encoding, packed } from './pack.js';
import { Problem } from './problem.js';
import type { Pool } from './work/pool.js';
import type { Drawing, Made } from './work/tasks.js';

/** Results of an extract and their drawings, made once and kept while there is room. */
export interface Runs {
  /** What the results depend on, hashed: the same manifest is the same bytes. */
  manifest(held: Held, asked: Asked): string;
  /** Results released by themselves, of what was accepted by now. */
  of(held: Held, asked: Asked): Source;
  /** Bytes made once and kept under a name that begins with an id and "/". */
  once(key: string, make: () => Promise<Buffer>): Promise<Buffer>;
  keep(key: string, bytes: Buffer): void;
  /** Bytes that are still here. */
  here(key: string): Buffer | undefined;
  /** What a drawing of a source is kept under, and how it is made. */
  drawing(source: string, run: () => Promise<Buffer>, drawing: Drawing): Keyed;
  /** How bytes of a key are given plain and packed. */
  packing(key: string, make: () => Promise<Buffer>): Pick<Tagged, 'key' | 'make' | 'pack' | 'ready'>;
  /** Forgets what was made of an extract. */
  forget(extract: string): void;
  readonly bytes: () => number;
}
interface Keyed {
  readonly key: string;
  readonly make: () => Promise<Buffer>;
}

const plain = (_key: string, value: unknown): unknown => (value instanceof Map ? [...value] : value);
export const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value, plain)).digest('base64url');

/** Finished bytes; when there is no more room the oldest go that were not asked for since the last look. */
function keepBytes(most: number) {
  const all = new Map<string, { readonly bytes: Buffer; asked: boolean }>();
  let used = 0;
  const drop = (key: string, { length }: Buffer): void => {
    all.delete(key);
    used -= length;
  };
  return {
    get(key: string): Buffer | undefined {
      const found = all.get(key);
      if (found) found.asked = true;
      return found?.bytes;
    },
    set(key: string, bytes: Buffer): void {
      if (bytes.length > most / 4 || all.has(key)) return;
      all.set(key, { bytes, asked: false });
      used += bytes.length;
      for (const [oldest, entry] of all) {
        if (used <= most) break;
        all.delete(oldest);
        if (entry.asked) all.set(oldest, { bytes: entry.bytes, asked: false });
        else used -= entry.bytes.length;
      }
    },
    forget(prefix: string): void {
      for (const [key, { bytes }] of all) if (key.startsWith(prefix)) drop(key, bytes);
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
  const packedKey = (key: string, encoding: Encoding): string => (encoding === 'identity' ? key : `${key}/${encoding}`);
  const runs: Runs = {
    once,
    keep: kept.set,
    here: kept.get,
    manifest: (held, asked) => hashOf([known, held.made, [...held.accepted], asked]),
    of(held, asked) {
      const manifest = runs.manifest(held, asked);
      const settled = withSettled(held);
      const run = () => using(held, () => bytesOf(pool.make({ kind: 'run', rows: held.rows, asked, ...settled })));
      return { key: `${held.id}/${manifest}`, manifest, run };
    },
    drawing(source, run, drawing) {
      const key = `${source}/${hashOf(drawing)}`;
      return {
        key,
        make: () => once(key, async () => bytesOf(pool.make({ kind: 'draw', run: await run(), drawing }))),
      };
    },
    packing: (key, make) => ({
      key,
      make,
      pack: (encoding) =>
        encoding === 'identity' ? make() : once(packedKey(key, encoding), async () => packed(await make(), encoding)),
      ready: (encoding) => kept.get(packedKey(key, encoding)),
    }),
    forget: (extract) => kept.forget(`${extract}/`),
    bytes: kept.used,
  };
  return runs;
}

/** The bytes, or the problem that says why there are none. */
export function bufferOf(done: Made): Buffer {
  if (!('none' in done)) return Buffer.from(done.bytes.buffer, done.bytes.byteOffset, done.bytes.byteLength);
  if (done.incomparable) throw new Problem(422, 'cannot-be-compared', done.none);
  if (done.format) throw new Problem(406, 'no-such-format', done.none);
  throw done.refused
    ? new Problem(422, 'refused-by-disclosure-rule', done.none)
    : new Problem(404, 'not-found', done.none);
}

/** What a person settled about an extract. */
export const withSettled = ({ profile, accepted }: Held) => ({
  accepted: Object.fromEntries(accepted),
  ...(profile ? { profile } : {}),
});
