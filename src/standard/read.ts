import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { faults } from './issues.js';
import type { Problem } from './types.js';

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');

/**
 * Reads one YAML 1.2 file against its schema. Gives the value, or undefined after adding every problem found to `problems`.
 * YAML 1.2 keeps the ethnic code `N` as text, where version 1.1 reads it as false. A key written twice is a problem.
 */
export function readYaml<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  problems: Problem[],
): z.output<S> | undefined {
  const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true, prettyErrors: true });
  if (document.errors.length > 0) {
    for (const e of document.errors)
      problems.push({ file, path: '', what: (e.message.split('\n')[0] as string).replace(/:$/, '') });
    return undefined;
  }
  const result = schema.safeParse(document.toJS({ maxAliasCount: -1 }));
  if (result.success) return result.data;
  for (const { path, message } of faults(result.error.issues))
    problems.push({ file, path: pathOf(path), what: message });
  return undefined;
}

/** All problems as one message, one line each: file, place in the file, what is wrong. */
export const problemsText = (title: string, problems: readonly Problem[]): string =>
  [title, ...problems.map((p) => `- ${p.file}${p.path === '' ? '' : `, ${p.path}`}: ${p.what}`)].join('\n');
