import { escapeHtml } from './escape.js';
import { fullTitle, paperOf } from './front.js';
import { inline, sectionHtml } from './html-blocks.js';
import { style } from './html-style.js';
import type { ReportDocument } from './types.js';

/**
 * A report document as one HTML page that needs nothing else: its style and charts are inside it, each chart in a wide and a narrow
 * form. Text from people and data is escaped. The same document gives the same bytes.
 */
export async function html(document: ReportDocument): Promise<string> {
  const sections: string[] = [];
  for (const section of document.sections) sections.push(await sectionHtml(section));
  const { title } = document;
  const cover = document.cover
    .map((f) => `<div><dt>${escapeHtml(f.label)}</dt><dd>${inline(f.text)}</dd></div>`)
    .join('');
  const recommendation =
    document.recommendation.length === 0
      ? ''
      : `<h2 class="h3">Recommendation</h2>\n<p>The board is asked to:</p><ol>${document.recommendation.map((r) => `<li>${inline(r)}</li>`).join('')}</ol>`;
  const summary =
    document.summary.length === 0
      ? ''
      : `<h2 class="h3">Summary</h2>\n<ul>${document.summary.map((s) => `<li>${inline(s)}</li>`).join('')}</ul>`;
  const contents = document.sections
    .map((s) => `<li><a href="#${escapeHtml(s.id)}">${escapeHtml(s.eyebrow)}</a></li>`)
    .join('');
  return `<!DOCTYPE html>
<html lang="${document.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(fullTitle(document))}</title>
<style>${style(document.footer)}
</style></head><body>
<a class="skip" href="#main">Skip to the report</a>
<main id="main">
<section class="page cover" aria-labelledby="top">
<p class="eyebrow">${escapeHtml(paperOf(document))}</p>
<h1 id="top">${escapeHtml(title)}</h1>
<p class="lead">${escapeHtml(document.standfirst)}</p>
<dl>${cover}</dl>
${recommendation}
${summary}
<nav aria-label="Contents"><h2 class="h3">Contents</h2><ol class="contents">${contents}</ol></nav>
</section>
${sections.join('\n')}
</main></body></html>
`;
}
