import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Rows, Value } from '../../core/rows.js';
import type { Extract } from '../../extract/types.js';

const text = z.string().min(1);
const source = z.strictObject({ title: text, href: z.url().exactOptional(), clause: text.exactOptional() });
const frameworkSchema = z.strictObject({
  id: text,
  version: text,
  source: source.exactOptional(),
  themes: z
    .array(
      z.strictObject({
        id: text,
        label: text,
        statements: z.array(
          z.strictObject({ id: text, text: text.exactOptional(), evidencePrompt: text.exactOptional() }),
        ),
      }),
    )
    .min(1),
  scale: z.array(
    z.strictObject({ value: z.number(), label: text, rag: z.enum(['red', 'amber', 'green']).exactOptional() }),
  ),
});

/** A self-assessment tool: its themes with their statements, and the points they are scored on. */
export type Framework = z.output<typeof frameworkSchema>;

export type FrameworkReading =
  | { readonly status: 'ok'; readonly framework: Framework }
  | { readonly status: 'refused'; readonly reasons: readonly string[] };

/**
 * Reads a framework from YAML: `id`, `version`, `themes` with `id`, `label` and `statements` (`id`, `text`, `evidencePrompt`), and `scale` of `value`, `label`,
 * `rag`. A theme may have no statements yet and the scale no points; a statement id used twice is refused.
 */
export function readFramework(yaml: string): FrameworkReading {
  const document = parseDocument(yaml, { version: '1.2', schema: 'core', uniqueKeys: true });
  if (document.errors.length > 0)
    return { status: 'refused', reasons: document.errors.map((e) => e.message.split('\n')[0] as string) };
  const result = frameworkSchema.safeParse(document.toJS());
  if (!result.success)
    return { status: 'refused', reasons: result.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`) };
  const ids = result.data.themes.flatMap((t) => t.statements.map((s) => s.id));
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  if (twice.length > 0)
    return { status: 'refused', reasons: twice.map((id) => `themes: the statement "${id}" is there twice`) };
  return { status: 'ok', framework: result.data };
}

function rowsOf(table: string, file: string, columns: Readonly<Record<string, readonly Value[]>>): Rows {
  const length = Object.values(columns)[0]?.length ?? 0;
  return { table, length, columns, sources: [{ file, sheet: table, rows: Array.from({ length }, (_, i) => i + 1) }] };
}

/** An extract with a framework's statements and scale as tables of it, as if a workbook had held them. A theme without statements has one row. */
export function withFramework(extract: Extract, { themes, scale }: Framework, file: string): Extract {
  interface Row {
    readonly theme: string;
    readonly statement: Value;
    readonly text: Value;
  }
  const statements = themes.flatMap((t): readonly Row[] =>
    t.statements.length === 0
      ? [{ theme: t.label, statement: undefined, text: undefined }]
      : t.statements.map((s) => ({ theme: t.label, statement: s.id, text: s.text })),
  );
  const tables = {
    framework: rowsOf('framework', file, {
      theme: statements.map((s) => s.theme),
      statement: statements.map((s) => s.statement),
      text: statements.map((s) => s.text),
    }),
    scale: rowsOf('scale', file, {
      value: scale.map((p) => p.value),
      label: scale.map((p) => p.label),
      rag: scale.map((p) => p.rag),
    }),
  };
  const tallies = Object.entries(tables).map(([table, { length }]) => ({
    table,
    file,
    sheet: table,
    read: length,
    kept: length,
    setAside: 0,
    notData: 0,
  }));
  return {
    ...extract,
    tables: { ...extract.tables, ...tables },
    tallies: [...extract.tallies, ...(tallies as unknown as typeof extract.tallies)],
  };
}
