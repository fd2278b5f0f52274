import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';

type Schema = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly example?: unknown;
  readonly schema: Schema;
}
export interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}
export interface Asked {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly operation: Operation;
}

/** Validators of the document's own schemas. */
export function validators(api: OpenApi) {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  (addFormats as unknown as (a: Ajv2020) => void)(ajv);
  ajv.addSchema({ $id: 'api', components: api.components ?? {} });
  const made = new Map<Schema, ValidateFunction>();
  const rooted = (schema: unknown): unknown =>
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/'));
  return {
    of(schema: Schema): ValidateFunction {
      const found = made.get(schema) ?? ajv.compile(rooted(schema) as Schema);
      made.set(schema, found);
      return found;
    },
    resolve(schema: Schema | undefined): Schema | undefined {
      const reference = schema?.$ref;
      return typeof reference === 'string' ? api.components?.schemas?.[reference.split('/').at(-1)!] : schema;
    },
  };
}

const junk = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e309',
    'null',
    '__proto__',
    '../../etc/passwd',
    "' OR 1=1 --",
    '<script>',
    '%00',
    '=1+1',
  ),
);

/** Values a schema lets in, and now and then one it does not. */
function values(
  schema: Schema | undefined,
  resolve: (s: Schema | undefined) => Schema | undefined,
  depth = 0,
): fc.Arbitrary<unknown> {
  const s = resolve(schema);
  if (!s || depth > 5) return fc.constant('x');
  if (Array.isArray(s.enum)) return fc.constantFrom(...(s.enum as unknown[]));
  if ('const' in s) return fc.constant(s.const);
  const options = (s.anyOf ?? s.oneOf) as readonly Schema[] | undefined;
  if (options) return fc.oneof(...options.map((o) => values(o, resolve, depth + 1)));
  switch (s.type) {
    case 'integer':
      return fc.oneof(fc.integer({ min: -2, max: 120 }), fc.constant(1));
    case 'number':
      return fc.oneof(fc.integer({ min: -5, max: 9_999 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(values(s.items as Schema, resolve, depth + 1), { minLength: 0, maxLength: 4 });
    case 'object': {
      const properties = (s.properties ?? {}) as Readonly<Record<string, Schema>>;
      const needed = (s.required ?? []) as readonly string[];
      const own = fc.record(
        Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, values(v, resolve, depth + 1)])),
        { requiredKeys: needed as never[] },
      );
      return fc.oneof(
        { weight: 9, arbitrary: own },
        { weight: 1, arbitrary: fc.tuple(own, junk).map(([o, key]) => ({ ...(o as object), [key]: 1 })) },
      );
    }
    default: {
      const date = s.format === 'date' ? [fc.constantFrom('2025-03-31', '2024-02-30')] : [];
      return fc.oneof(
        fc.constantFrom(
          'wres',
          'board',
          'internal',
          'publish',
          'band',
          '2025',
          'wres.3',
          'staff',
          'bme',
          'white',
          'RXX',
          '3',
        ),
        junk,
        ...date,
      );
    }
  }
}

/** Requests drawn from the document: mostly of its form, sometimes not, with ids that are there among those that are not. */
export function fuzzer(api: OpenApi, known: Readonly<Record<string, readonly string[]>>) {
  const { of, resolve } = validators(api);
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      // Deleting would leave nothing to ask; uploads have a test of their own.
      .filter(([method, o]) => method !== 'delete' && !o.requestBody?.content?.['multipart/form-data'])
      .map(([method, operation]) => ({ path, method, operation })),
  );
  const heavy = (path: string): boolean => /\/(results|report|charts|data-quality|accepted)/.test(path);
  const one = ({ path, method, operation }: (typeof operations)[number]): fc.Arbitrary<Asked> => {
    const parameters = operation.parameters ?? [];
    const place = (p: Parameter): fc.Arbitrary<string> => {
      const own = known[p.name];
      const text = values(p.schema, resolve).map(String);
      return own ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: text }) : text;
    };
    const inPath = fc.record(
      Object.fromEntries(parameters.filter((p) => p.in === 'path').map((p) => [p.name, place(p)])),
    );
    const query = parameters.filter((p) => p.in === 'query');
    const inQuery = fc.record(
      Object.fromEntries(query.map((p) => [p.name, known[p.name] ? place(p) : values(p.schema, resolve)])),
      { requiredKeys: query.filter((p) => p.required).map((p) => p.name) as never[] },
    );
    const extra = fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: junk });
    const types = Object.values(operation.responses).flatMap((r) => Object.keys(r.content ?? {}));
    const accept = fc.constantFrom('*/*', ...types, 'text/x-none', 'a/b;q=zz,,;');
    const content = operation.requestBody?.content?.['application/json']?.schema;
    const body = content
      ? fc.oneof(
          { weight: 8, arbitrary: values(content, resolve).map((v) => JSON.stringify(v)) },
          { weight: 1, arbitrary: fc.json() },
          { weight: 1, arbitrary: fc.string() },
        )
      : fc.constant(undefined);
    return fc.tuple(inPath, inQuery, extra, accept, body).map(([ids, asked, more, accept, body]) => {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(asked))
        for (const v of Array.isArray(value) ? value : [value]) search.append(name, String(v));
      if (more !== undefined) search.append(more, '1');
      const filled = path.replace(
        /\{(\w+)\}/g,
        (_m, name: string) =>
          encodeURIComponent(String((ids as Record<string, string>)[name]).replace(/[\ud800-\udfff]/g, '')) || '_',
      );
      const text = search.toString();
      return {
        path: `${filled}${text === '' ? '' : `?${text}`}`,
        method: method.toUpperCase(),
        headers: { accept },
        operation,
        ...(body === undefined ? {} : { body }),
      };
    });
  };
  return {
    request: fc.oneof(...operations.map((o) => ({ weight: heavy(o.path) ? 2 : 3, arbitrary: one(o) }))),
    /** What is wrong with an answer: a fault of the service, a status or type that is not documented, or a body not of its schema. */
    async check({ operation }: Asked, answer: Response): Promise<string | undefined> {
      if (answer.status >= 500) return `status ${answer.status}: ${await answer.text()}`;
      const documented = operation.responses[String(answer.status)];
      const type = (answer.headers.get('content-type') ?? '').split(';')[0]!;
      // A path that a strange id turned into another one is answered 404, documented or not.
      if (!documented && answer.status !== 404)
        return `status ${answer.status} is not documented: ${(await answer.text()).slice(0, 300)}`;
      const text = await answer.text();
      const content = documented?.content ?? {};
      if (!documented || Object.keys(content).length === 0) return undefined;
      const schema = content[type]?.schema;
      if (!schema) return `type ${type} of status ${answer.status} is not documented`;
      if (!type.endsWith('json')) return undefined;
      const valid = of(schema);
      return valid(JSON.parse(text))
        ? undefined
        : `status ${answer.status} is not of its schema: ${JSON.stringify(valid.errors).slice(0, 400)}`;
    },
  };
}
