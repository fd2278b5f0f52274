import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { packageRoot } from '../../src/root.js';

/** The types of a client, generated from the OpenAPI document. */
export const clientTypes = async (document: object): Promise<string> => astToString(await openapiTS(document as never));

/** What the compiler says of a program that uses the generated types; nothing when all is well. */
export async function compile(types: string, program: string): Promise<readonly string[]> {
  const { default: ts } = await import('typescript');
  const folder = mkdtempSync(join(packageRoot, 'dist', 'client-'));
  try {
    symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'api.d.ts'), types);
    writeFileSync(join(folder, 'program.ts'), program);
    const made = ts.createProgram([join(folder, 'program.ts')], {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: ['node'],
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    });
    return ts.getPreEmitDiagnostics(made).map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
