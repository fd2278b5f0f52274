import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Service } from './service.js';

/** The parts of an upload, which the type provider cannot see: the body is read while it arrives. */
declare module 'fastify' {
  interface FastifyContextConfig {
    readonly upload?: z.ZodType;
  }
}

/** The OpenAPI document, made from the schemas that also check every request and answer. */
export async function describeApi(app: FastifyInstance, { version }: Service): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Workforce equality engine',
        version,
        description:
          'Measures whether NHS staff are treated equally, from ESR-style extracts. A figure that is hidden or cannot be computed is an answer (200) with its status, never an error.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'An API key (wee_...) or an OpenID Connect token.' },
        },
      },
      security: [{ bearer: [] }],
    },
    transform: (given) => {
      const done = jsonSchemaTransform(given as Parameters<typeof jsonSchemaTransform>[0]);
      const upload = (given.route.config as { readonly upload?: z.ZodType } | undefined)?.upload;
      if (!upload) return done;
      const body = z.toJSONSchema(upload, { io: 'input' }) as Record<string, unknown>;
      delete body.$schema;
      return { ...done, schema: { ...done.schema, consumes: ['multipart/form-data'], body } };
    },
    transformObject: jsonSchemaTransformObject,
  });
  app.get('/openapi.json', { schema: { hide: true }, config: { scope: 'none' } }, async () => app.swagger());
}
