import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Fault, Problem, problemBody, problems } from './problem.js';

interface ZodFault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message?: string;
  readonly params?: { readonly keys?: readonly string[] };
}

/** What the checker says, in words for who asks. */
function plain(message: string): string {
  if (/received undefined$/.test(message)) return 'This is needed; /docs says what it is.';
  return message === 'Invalid ISO date' ? 'A date such as 2025-03-31 is needed.' : message;
}

/** A zod fault as ours: unknown keys one by one, a pointer into the body or the name of the parameter. */
function faultsOf(found: readonly ZodFault[], context: string | undefined): readonly Fault[] {
  return found.flatMap((f): readonly Fault[] => {
    const path = f.instancePath === '/' ? '' : f.instancePath;
    const at = (more: string): string => `${path}${more}`;
    const body = context === 'body' || context === undefined;
    if (f.keyword === 'unrecognized_keys')
      return (f.params?.keys ?? []).map((key) => ({
        detail: problems.unknownKeys([key]),
        ...(body ? { pointer: at(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`) } : { parameter: key }),
      }));
    const detail = plain(f.message ?? 'not as the contract says');
    return [{ detail, ...(body ? { pointer: at('') } : { parameter: path.slice(1) }) }];
  });
}

type Known = FastifyError & { readonly validation?: readonly ZodFault[]; readonly validationContext?: string };

/** What a thrown thing is to the caller. What is not known is a 500 without a word of its own, since its message may hold data. */
export function problemOf(fault: unknown): Problem {
  if (fault instanceof Problem) return fault;
  const { validation, validationContext, statusCode = 500, code = '', message } = fault as Known;
  if (validation) return problems.wrongRequest(faultsOf(validation, validationContext));
  if (statusCode === 429) return problems.tooMany(60);
  if (statusCode === 503) return problems.busy('The service has more to do than it can.');
  if (statusCode === 413 || code === 'FST_REQ_FILE_TOO_LARGE')
    return new Problem(413, 'too-large', 'The request is larger than the service takes.');
  if (statusCode === 415 || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE')
    return new Problem(
      415,
      'no-such-content-type',
      'The service does not read this content type here; /docs says which.',
    );
  if (statusCode >= 400 && statusCode < 500)
    return new Problem(400, 'wrong-request', code.startsWith('FST_') ? message : 'The request cannot be read.');
  return new Problem(
    500,
    'fault',
    'The service made a mistake. Nothing was kept. Say the instance below to whoever runs it.',
  );
}

/** Where a fault was thrown, without its message: that may hold values of the data. */
const placeOf = (fault: unknown): readonly string[] =>
  ((fault as Error).stack ?? '')
    .split('\n')
    .filter((l) => /^\s+at /.test(l))
    .slice(0, 12)
    .map((l) => l.trim());

const lingerMilliseconds = 2_000;

/** A body that is refused while it still comes: what is under way is let pass for a moment, so that the answer is read, and the connection ends. */
function letGo({ raw }: FastifyRequest, reply: FastifyReply): void {
  reply.header('connection', 'close');
  reply.raw.once('finish', () => {
    raw.unpipe();
    raw.resume();
    setTimeout(() => raw.destroy(), lingerMilliseconds).unref();
  });
}

/** An address the router cannot take apart, or with a part longer than any name: refused before there is a route, in the form of every other fault. */
export function addressFault(fault: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const problem =
    fault.code === 'FST_ERR_MAX_PARAM_LENGTH'
      ? problems.notFound('address')
      : problems.wrongRequest([{ detail: 'The address cannot be read.' }]);
  reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, request.id)));
}

export function reportFaults(app: FastifyInstance): void {
  app.setErrorHandler((fault, request, reply) => {
    const problem = problemOf(fault);
    if (problem.status === 500)
      request.log.error({ fault: (fault as Error).name, code: (fault as Known).code, at: placeOf(fault) }, 'fault');
    if (problem.retryAfter !== undefined) reply.header('retry-after', String(problem.retryAfter));
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    if (!request.raw.complete) letGo(request, reply);
    return reply
      .code(problem.status)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(problem, request.id)));
  });
  app.setNotFoundHandler((_request: FastifyRequest) => {
    throw problems.notFound('address');
  });
}
