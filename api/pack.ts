import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How bytes go over the wire. */
export type Encoding = 'br' | 'gzip' | 'identity';

const packable = /^(text\/|image\/svg|application\/(json|vnd\.vegalite))/;
const least = 1_024;

/**
 * The encoding of an answer: Brotli or gzip where the caller takes it, the type gains by it and there is enough to gain.
 * Example: `gzip, deflate, br` for 100 kB of JSON is `br`; `gzip;q=0` is `identity`.
 */
export function encodingOf(accepted: string | undefined, type: string, bytes: number): Encoding {
  if (accepted === undefined || bytes < least || !packable.test(type)) return 'identity';
  const refused = /\b(br|gzip|\*)\s*;\s*q=0(\.0*)?\s*(,|$)/gi;
  const taken = accepted.replace(refused, '').toLowerCase();
  if (/\bbr\b/.test(taken)) return 'br';
  return /\bgzip\b|\*/.test(taken) ? 'gzip' : 'identity';
}

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** Packs on a thread of the system, once for each answer that is kept: so with more care than an answer that is packed as it is sent. */
export const packed = (bytes: Buffer, encoding: Exclude<Encoding, 'identity'>): Promise<Buffer> =>
  encoding === 'gzip'
    ? zip(bytes, { level: 9 })
    : brotli(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      });
