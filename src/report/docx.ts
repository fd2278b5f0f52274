import type * as Docx from 'docx';
import { fixZipTimes } from '../zip-times.js';
import { blockDocx } from './docx-blocks.js';
import { INK, styles } from './docx-styles.js';
import { TWIPS } from './docx-table.js';
import { factsOf, listOf, paragraph, type Writer } from './docx-text.js';
import { escapeHtml, printable } from './escape.js';
import { fullTitle, isWide, paperOf } from './front.js';
import { oneLine, text } from './text.js';
import type { ReportDocument, Section } from './types.js';

type Child = Docx.Paragraph | Docx.Table;
/** Pages that follow each other the same way up. */
interface Pages {
  readonly turned: boolean;
  readonly children: Child[];
}

function cover(w: Writer, document: ReportDocument): readonly Child[] {
  const { docx } = w;
  const heading = (words: string): Child => paragraph(w, text(words), { heading: docx.HeadingLevel.HEADING_2 });
  return [
    paragraph(w, text(paperOf(document)), {
      style: 'Eyebrow',
      border: { top: { style: 'single', size: 24, space: 10, color: INK.deep } },
    }),
    paragraph(w, text(document.title), { heading: docx.HeadingLevel.TITLE }),
    paragraph(w, text(document.standfirst), { style: 'Lead' }),
    ...factsOf(w, document.cover),
    ...(document.recommendation.length === 0
      ? []
      : [
          heading('Recommendation'),
          paragraph(w, text('The board is asked to:')),
          ...listOf(w, document.recommendation, true),
        ]),
    ...(document.summary.length === 0 ? [] : [heading('Summary'), ...listOf(w, document.summary, false)]),
    heading('Contents'),
    ...document.sections.map(
      ({ eyebrow }, i) =>
        new docx.Paragraph({
          style: 'Fact',
          children: [
            new docx.InternalHyperlink({
              anchor: `section${i + 1}`,
              children: [new docx.TextRun({ text: printable(eyebrow), style: 'Hyperlink' })],
            }),
          ],
        }),
    ),
  ];
}

/** The sections; each begins a page, and a wide table stands with its heading on a page on its side. */
async function sectionPages(w: Writer, sections: readonly Section[], pages: Pages[]): Promise<void> {
  const { docx } = w;
  let page = pages[0]!;
  const turn = (turned: boolean): void => {
    if (page.turned === turned) return;
    page = { turned, children: [] };
    pages.push(page);
  };
  for (const [i, section] of sections.entries()) {
    const fresh = page.turned;
    turn(false);
    page.children.push(
      paragraph(w, text(section.eyebrow), { style: 'Eyebrow', pageBreakBefore: !fresh }),
      new docx.Paragraph({
        heading: docx.HeadingLevel.HEADING_1,
        // The library's own bookmarks are numbered on from document to document.
        children: [
          new docx.BookmarkStart(`section${i + 1}`, i + 1),
          new docx.TextRun(printable(section.heading)),
          new docx.BookmarkEnd(i + 1),
        ] as Docx.ParagraphChild[],
      }),
    );
    for (const [j, block] of section.blocks.entries()) {
      turn(isWide(block) || (block.kind === 'heading' && isWide(section.blocks[j + 1])));
      page.children.push(...(await blockDocx(w, block)));
    }
  }
}

/**
 * A report document as a Word file: Word's own heading styles, header rows that repeat, every chart as a picture with its reading as alternative text,
 * language en-GB, title in the properties. The same document gives the same bytes.
 */
export async function docx(document: ReportDocument): Promise<Uint8Array> {
  const library = await import('docx');
  const {
    AlignmentType,
    Document,
    Footer,
    Header,
    Packer,
    PageNumber,
    PageOrientation,
    Paragraph,
    TabStopType,
    TextRun,
  } = library;
  const w: Writer = { docx: library, links: new Map(), lists: 0, pictures: 0 };
  const pages: Pages[] = [{ turned: false, children: [...cover(w, document)] }];
  await sectionPages(w, document.sections, pages);
  const name = fullTitle(document);
  const small = { size: 18, color: INK.soft } as const;
  const line = (turned: boolean, left: string, right: Docx.IRunOptions): Docx.Paragraph =>
    new Paragraph({
      tabStops: [{ type: TabStopType.RIGHT, position: turned ? TWIPS.turned : TWIPS.upright }],
      children: [new TextRun({ ...small, text: printable(oneLine(left)) }), new TextRun({ ...small, ...right })],
    });
  const file = new Document({
    title: printable(name),
    creator: printable(document.organisation),
    styles,
    numbering: {
      config: [
        {
          reference: 'numbers',
          levels: [
            {
              level: 0,
              format: 'decimal',
              text: '%1.',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 360, hanging: 360 } } },
            },
          ],
        },
      ],
    },
    sections: pages.map(({ turned, children }) => ({
      properties: {
        page: {
          size: {
            width: 11_906,
            height: 16_838,
            orientation: turned ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
          },
          margin: { top: 1_100, bottom: 1_000, left: 850, right: 850, header: 500, footer: 450 },
        },
      },
      headers: {
        default: new Header({
          children: [
            line(turned, document.organisation || document.title, { children: ['\t', printable(document.date)] }),
          ],
        }),
      },
      footers: {
        default: new Footer({
          children: [
            line(turned, document.footer, { children: ['\t', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
          ],
        }),
      },
      children,
    })),
  });
  for (const [href, id] of w.links)
    file.Document.Relationships.addRelationship(
      id,
      'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink',
      href,
      'External',
    );
  const bytes = await Packer.toBuffer(file, undefined, [{ path: 'docProps/core.xml', data: core(name, document) }]);
  return fixZipTimes(bytes);
}

/** The properties of the file, without the clock and the name of a machine: the day is that of every entry of the file. */
const core = (name: string, { organisation, language }: ReportDocument): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeHtml(name)}</dc:title><dc:creator>${escapeHtml(organisation)}</dc:creator><cp:lastModifiedBy>${escapeHtml(organisation)}</cp:lastModifiedBy><dc:language>${language}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>`;
