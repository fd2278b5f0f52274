import { z } from 'zod';
import { problemSchema } from './problem.js';

/** The problems a route may answer with, beside those that any may: documented, so that a client can rely on there being no other. */
export const withProblems = <T extends Record<number, unknown>>(own: T, ...statuses: readonly number[]): T => ({
  ...Object.fromEntries([400, 401, 403, 421, 429, 500, 503, ...statuses].map((s) => [s, problem])),
  ...own,
});

const problem = {
  description: 'What is wrong, every fault of it',
  content: { 'application/problem+json': { schema: problemSchema } },
};

/** An answer in one of several formats. */
export const formats = (description: string, types: Readonly<Record<string, z.ZodType>>) => ({
  description,
  content: Object.fromEntries(Object.entries(types).map(([type, schema]) => [type, { schema }])),
});

export const text = z.string();
export const bytes = z.string().meta({ format: 'binary' });
export const nothing = z.undefined().meta({ description: 'Nothing' });
