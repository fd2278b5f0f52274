import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The manifest hash and the format: the same tag is the same bytes. */
export const etagOf = (manifest: string, format: string): string => `"${manifest}-${format}"`;

const packed = /-(gzip|br|deflate)"$/;

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
  readonly make: () => Promise<Buffer>;
  readonly name?: string;
}

/** Sends bytes that a tag stands for, or 304. */
export async function sendTagged(request: FastifyRequest, reply: FastifyReply, what: Tagged): Promise<FastifyReply> {
  reply
    .header('etag', what.etag)
    .header('cache-control', 'private, no-cache')
    .header('vary', 'Accept, Accept-Encoding, Authorization');
  if (has(request, what.etag)) return reply.code(304).send();
  const bytes = await what.make();
  if (what.name !== undefined) reply.header('content-disposition', `attachment; filename="${what.name}"`);
  return reply.type(what.type).send(bytes);
}

/** A strong tag speaks of bytes: those of the packed form are others. */
export function tagPacked(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply, payload) => {
    const [encoding, etag] = [reply.getHeader('content-encoding'), reply.getHeader('etag')];
    if (typeof encoding === 'string' && typeof etag === 'string' && !packed.test(etag))
      reply.header('etag', etag.replace(/"$/, `-${encoding}"`));
    return payload;
  });
}
