import { z } from 'zod';

/** One fault: where in the body (`pointer`), which parameter, or where in a file. */
const faultSchema = z.strictObject({
  detail: z.string(),
  pointer: z.string().exactOptional().meta({ description: 'JSON pointer into the body.' }),
  parameter: z.string().exactOptional().meta({ description: 'Name of a query, path or header parameter.' }),
  file: z.string().exactOptional(),
  sheet: z.string().exactOptional(),
  row: z.int().exactOptional(),
  column: z.string().exactOptional(),
});

export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: 'What kind of problem; the same for all of its kind.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'This request, as the log names it.' }),
    errors: z.array(faultSchema).readonly().meta({ description: 'Every fault, not only the first.' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

export type Fault = z.infer<typeof faultSchema>;
export type ProblemBody = z.infer<typeof problemSchema>;

const titles: Readonly<Record<number, string>> = {
  400: 'The request is not understood',
  401: 'Who asks is not known',
  403: 'Not allowed',
  404: 'Not found',
  406: 'No such format',
  409: 'In conflict with an earlier request',
  410: 'Gone',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Not a format the service reads',
  421: 'Wrong address',
  422: 'The files cannot be worked with',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Too busy',
};
export const problemStatuses: readonly number[] = Object.keys(titles).map(Number);

/** An answer that is a problem, thrown where it is found. `detail` says what, where and what next, and never quotes a value of the data. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    detail: string,
    readonly errors: readonly Fault[] = [],
    readonly retryAfter?: number,
  ) {
    super(detail);
  }
}

export const problemBody = ({ status, kind, message, errors }: Problem, instance: string): ProblemBody => ({
  type: `urn:workforce-equality:${kind}`,
  title: titles[status] ?? 'Problem',
  status,
  detail: message,
  instance: `urn:request:${instance}`,
  errors: [...errors],
});

const seen = (values: readonly string[]): string => values.map((v) => `"${v.slice(0, 40)}"`).join(', ');

/** The problems that several routes have in common. */
export const problems = {
  wrongRequest: (errors: readonly Fault[]) =>
    new Problem(
      400,
      'wrong-request',
      errors.length === 1
        ? errors[0]!.detail
        : `${errors.length} things are wrong with the request; "errors" lists them.`,
      errors,
    ),
  notFound: (what: string, there?: readonly string[]) =>
    new Problem(
      404,
      'not-found',
      `There is no such ${what}${there ? `; there are ${there.slice(0, 60).join(', ')}` : ''}.`,
    ),
  gone: () =>
    new Problem(
      410,
      'extract-gone',
      'The extract is no longer here: it was deleted, its time was up, or the service was started again. Upload the files again.',
    ),
  notAcceptable: (formats: readonly string[]) =>
    new Problem(406, 'no-such-format', `There is none of the formats asked for; there are ${formats.join(', ')}.`),
  unknownKeys: (names: readonly string[]) =>
    `There is no such name: ${seen(names)}. Look at /docs for the names there are.`,
  busy: (why: string, seconds = 5) => new Problem(503, 'busy', `${why} Try again in ${seconds} seconds.`, [], seconds),
  unauthorised: (why: string) => new Problem(401, 'unknown-caller', why),
  forbidden: (why: string) => new Problem(403, 'not-allowed', why),
  tooMany: (seconds: number) =>
    new Problem(
      429,
      'too-many-requests',
      `Too many requests from this caller. Try again in ${seconds} seconds.`,
      [],
      seconds,
    ),
};
