import { createRequire } from 'node:module';
import { fonts } from './pdf-characters.js';
import { pdfData } from './pdf-data.js';
import { template } from './pdf-template.js';
import type { ReportDocument } from './types.js';

interface Compiled {
  readonly result: object | null;
  hasError(): boolean;
  takeError(): { readonly shortDiagnostics: readonly unknown[] } | null;
}
interface Compiler {
  mapShadow(path: string, content: Buffer): void;
  compile(options: { readonly mainFileContent: string }): Compiled;
  pdf(document: object, options: { readonly pdfStandard: 'ua-1' }): Buffer;
  evictCache(maxAge: number): void;
}
interface Typst {
  readonly NodeCompiler: {
    create(options: {
      readonly workspace: string;
      readonly fontArgs: readonly { readonly fontBlobs: readonly Buffer[] }[];
    }): Compiler;
  };
}

/** A folder that is nowhere: the pages read what is handed over and no file of the machine. */
const NOWHERE = '/report-of-no-folder';

/** The compiler of this platform, or undefined where it is not installed: it is an optional dependency, served for Linux on x64 only. */
function typst(): Typst | undefined {
  const require = createRequire(import.meta.url);
  for (const kind of ['gnu', 'musl'])
    try {
      return require(`@myriaddreamin/typst-ts-node-compiler-linux-x64-${kind}`) as Typst;
    } catch {
      // The next, or none.
    }
  return undefined;
}

/** Why there can be no PDF here, and what to ask for instead; undefined when there can. */
export const noPdf = (): string | undefined =>
  typst() === undefined
    ? 'PDF needs a part that is made for Linux on x64 and is not installed here. Ask for .docx (Word) or .html instead; a browser prints the HTML to PDF.'
    : undefined;

/**
 * A report document as PDF/UA-1: tagged, with language, title, headings in order, header rows and the reading of every chart as its alternative text. What
 * the standard forbids (a missing title, a skipped heading) is an error of the compiler. Fonts are the package's own. The same document gives the same
 * bytes. Throws an Error where `noPdf` says why.
 */
export async function pdf(document: ReportDocument): Promise<Uint8Array> {
  const library = typst();
  if (!library) throw new Error(noPdf());
  const { files: fontBlobs, ...letters } = fonts();
  const { files } = await pdfData(document, letters);
  const compiler = library.NodeCompiler.create({ workspace: NOWHERE, fontArgs: [{ fontBlobs }] });
  try {
    for (const [name, content] of files) compiler.mapShadow(`${NOWHERE}/${name}`, Buffer.from(content));
    const compiled = compiler.compile({ mainFileContent: template });
    if (compiled.hasError() || compiled.result === null)
      throw new Error(
        `the PDF could not be set: ${JSON.stringify(compiled.takeError()?.shortDiagnostics).slice(0, 500)}`,
      );
    return compiler.pdf(compiled.result, { pdfStandard: 'ua-1' });
  } finally {
    // The compiler remembers across documents; nothing of this one may stay.
    compiler.evictCache(0);
  }
}
