import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Encoding, encodingOf } from './pack.js';

/** The manifest hash and the format: the same tag is the same bytes. */
export const etagOf = (manifest: string, format: string): string => `"${manifest}-${format}"`;

const packed = /-(gzip|br|deflate)"$/;
const taggedAs = (etag: string, encoding: string): string => etag.replace(/"$/, `-${encoding}"`);

/** Whether the caller already has this; then nothing need be made. A tag of the packed form says the same. */
export function has(request: FastifyRequest, etag: string): boolean {
  const given = request.headers['if-none-match'];
  if (given === undefined) return false;
  return given.split(',').some((t) => {
    const own = t.trim().replace(/^W\//, '');
    return own === '*' || own.replace(packed, '"') === etag;
  });
}

/** Bytes that a tag stands for, made when somebody has not got them. */
export interface Tagged {
  readonly etag: string;
  readonly type: string;
  /** What these bytes are kept under while there is room. */
  readonly key: string;
  readonly make: () => Promise<Buffer>;
  /** The same in one encoding; the plain bytes where packing gains nothing. */
  readonly pack: (encoding: Encoding) => Promise<Buffer>;
  /** Finished bytes that are still here. */
  readonly ready: (encoding: Encoding) => Buffer | undefined;
  readonly name?: string;
  readonly policy?: string;
}

const vary = 'Accept, Accept-Encoding, Authorization';
const headersOf = ({ etag, type, name, policy }: Tagged, encoding: Encoding): Record<string, string> => ({
  etag: encoding === 'identity' ? etag : taggedAs(etag, encoding),
  'cache-control': 'private, no-cache',
  vary,
  'content-type': type,
  ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  ...(name === undefined ? {} : { 'content-disposition': `attachment; filename="${name}"` }),
  ...(policy === undefined ? {} : { 'content-security-policy': policy }),
});

/** Sends bytes that a tag stands for, or 304. Packed bytes are made once and kept like the plain ones. */
export async function sendTagged(request: FastifyRequest, reply: FastifyReply, what: Tagged): Promise<FastifyReply> {
  if (has(request, what.etag))
    return reply.headers({ etag: what.etag, 'cache-control': 'private, no-cache', vary }).code(304).send();
  const plain = await what.make();
  const wanted = encodingOf(request.headers['accept-encoding'], what.type, plain.length);
  const bytes = wanted === 'identity' ? plain : await what.pack(wanted);
  const encoding = bytes === plain ? 'identity' : wanted;
  return reply.headers(headersOf(what, encoding)).send(bytes);
}

/** Headers of finished bytes, name after value. */
const flat = new WeakMap<Buffer, readonly string[]>();

/**
 * Sends bytes that are finished without a step in between; false when they are not here any more, or the caller has them, or they have a content policy
 * of their own.
 */
export function sendReady(request: FastifyRequest, reply: FastifyReply, what: Tagged): boolean {
  if (request.headers['if-none-match'] !== undefined || what.policy !== undefined) return false;
  const plain = what.ready('identity');
  if (!plain) return false;
  const encoding = encodingOf(request.headers['accept-encoding'], what.type, plain.length);
  const bytes = encoding === 'identity' ? plain : what.ready(encoding);
  if (!bytes || (encoding !== 'identity' && bytes === plain)) return false;
  let own = flat.get(bytes);
  if (!own) {
    own = Object.entries({ ...headersOf(what, encoding), 'content-length': String(bytes.length) }).flat();
    flat.set(bytes, own);
  }
  const given = reply.getHeaders() as Readonly<Record<string, string>>;
  reply.hijack();
  reply.raw.writeHead(200, [...(request.server.protective?.flat ?? []), ...own, ...Object.entries(given).flat()]);
  reply.raw.end(bytes);
  return true;
}

/** A strong tag speaks of bytes: those of the packed form are others. */
export function tagPacked(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, payload, next) => {
    const [encoding, etag] = [reply.getHeader('content-encoding'), reply.getHeader('etag')];
    if (typeof encoding === 'string' && typeof etag === 'string' && !packed.test(etag))
      reply.header('etag', taggedAs(etag, encoding));
    next(null, payload);
  });
}
