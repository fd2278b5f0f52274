import type * as Docx from 'docx';
import { INK } from './docx-styles.js';
import { printable, safeHref } from './escape.js';
import { text } from './text.js';
import type { Span, Text } from './types.js';

/** What turns blocks into Word's paragraphs and tables; `links` gathers web addresses with the ids they are written under. */
export interface Writer {
  readonly docx: typeof Docx;
  readonly links: Map<string, string>;
  /** Lists so far: each numbered list begins at 1. */
  lists: number;
  /** Pictures so far; numbered here, since the library counts on from document to document. */
  pictures: number;
}

function run({ docx, links }: Writer, span: Span, heavy: boolean): Docx.ParagraphChild {
  const content = printable(span.text);
  // Only said where it is so: a run that says it is not bold is not bold in a heading either.
  const bold = heavy ? { bold: true } : {};
  const href = safeHref(span.href);
  if (href !== undefined) {
    const id = links.get(href) ?? `link${links.size + 1}`;
    links.set(href, id);
    return new docx.ConcreteHyperlink([new docx.TextRun({ text: content, style: 'Hyperlink' })], id);
  }
  switch (span.style) {
    case 'strong':
      return new docx.TextRun({ text: content, bold: true });
    case 'word':
      return new docx.TextRun({ text: content, italics: true, ...bold });
    case 'soft':
      return new docx.TextRun({ text: content.replaceAll(' ', '\u00a0'), color: INK.soft, size: 18 });
    case 'keep':
      return new docx.TextRun({ text: content.replaceAll(' ', '\u00a0'), ...bold });
    default:
      return new docx.TextRun({ text: content, ...bold });
  }
}

export const paragraph = (w: Writer, said: Text, options: Docx.IParagraphOptions = {}, bold = false): Docx.Paragraph =>
  new w.docx.Paragraph({ ...options, children: said.map((s) => run(w, s, bold)) });

/** "Table 3." and its caption, with the style that Word knows captions by. */
export const caption = (w: Writer, block: { readonly name: string; readonly caption: string }): Docx.Paragraph =>
  paragraph(w, text({ text: block.name, style: 'strong' }, ` ${block.caption}`), { style: 'Caption' });

/** Space below what has none of its own. */
export const space = ({ docx }: Writer): Docx.Paragraph => new docx.Paragraph({ spacing: { after: 60 }, children: [] });

export const listOf = (w: Writer, items: readonly Text[], ordered: boolean): readonly Docx.Paragraph[] => {
  const instance = ordered ? ++w.lists : 0;
  return items.map((item) =>
    paragraph(
      w,
      item,
      ordered ? { numbering: { reference: 'numbers', level: 0, instance } } : { bullet: { level: 0 } },
    ),
  );
};

export const factsOf = (w: Writer, items: readonly { readonly label: string; readonly text: Text }[]) =>
  items.map((i) => paragraph(w, text({ text: `${i.label}: `, style: 'strong' }, ...i.text), { style: 'Fact' }));
