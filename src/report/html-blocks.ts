import { svg } from '../chart/index.js';
import { escapeHtml, safeHref } from './escape.js';
import { howTo } from './figure-text.js';
import type { Block, FigureBlock, Section, Span, TableBlock, Text } from './types.js';

const span = (s: Span): string => {
  const content = escapeHtml(s.text);
  const href = safeHref(s.href);
  if (href !== undefined) return `<a href="${escapeHtml(href)}">${content}</a>`;
  if (s.style === undefined) return content;
  if (s.style === 'strong') return `<b>${content}</b>`;
  return s.style === 'symbol'
    ? `<span aria-hidden="true">${content}</span>`
    : `<span class="${s.style}">${content}</span>`;
};

export const inline = (text: Text): string => text.map(span).join('');

const lines = (cell: readonly Text[]): string => cell.map(inline).join(' <br>');

/** Widths of columns, where the table gives them all. */
const columnGroup = (table: TableBlock): string =>
  table.columns.every((c) => c.width !== undefined)
    ? `<colgroup>${table.columns.map((c) => `<col style="width:${c.width}%">`).join('')}</colgroup>`
    : '';

const num = (yes: true | undefined): string => (yes ? ' class="num"' : '');

/** A table of words becomes labelled lines on a phone; explicit roles keep it a table for screen readers when its display changes. */
function stacked(table: TableBlock): string {
  const head = table.columns
    .map((c) => `<th scope="col" role="columnheader"${num(c.numbers)}>${escapeHtml(c.label)}</th>`)
    .join('');
  const rows = table.rows.map((r) => {
    const cells = r.cells.map((cell, i) => {
      const column = table.columns[i + 1]!;
      return `<td role="cell"${num(column.numbers)} data-label="${escapeHtml(column.label)}"><div>${lines(cell)}</div></td>`;
    });
    return `<tr role="row"${r.total ? ' class="total"' : ''}><th scope="row" role="rowheader">${inline(r.head)}</th>${cells.join('')}</tr>`;
  });
  return `<table class="stack" role="table"><caption><b>${escapeHtml(table.name)}</b> ${escapeHtml(table.caption)}</caption>${columnGroup(table)}<thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${rows.join('')}</tbody></table>`;
}

/** A table of numbers scrolls sideways on a phone, in a named region that can take the focus; its caption stands outside. */
function scrolling(table: TableBlock): string {
  const head = table.columns.map((c) => `<th scope="col"${num(c.numbers)}>${escapeHtml(c.label)}</th>`).join('');
  const rows = table.rows.map((r) => {
    const cells = r.cells.map((cell, i) => `<td${num(table.columns[i + 1]!.numbers)}>${lines(cell)}</td>`);
    return `<tr${r.total ? ' class="total"' : ''}><th scope="row">${inline(r.head)}</th>${cells.join('')}</tr>`;
  });
  const id = `${table.id}-caption`;
  const fixed = table.columns.every((c) => c.width !== undefined);
  const classes = fixed ? 'fixed' : table.columns.length <= 4 ? 'few' : '';
  return `<p class="cap" id="${id}"><b>${escapeHtml(table.name)}</b> ${escapeHtml(table.caption)}</p><div class="scroll" role="region" tabindex="0" aria-labelledby="${id}"><table${classes === '' ? '' : ` class="${classes}"`} aria-labelledby="${id}">${columnGroup(table)}<thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

async function figure(block: FigureBlock): Promise<string> {
  const [wide, narrow] = [
    await svg(block.wide, { id: `${block.id}-w` }),
    await svg(block.narrow, { id: `${block.id}-n` }),
  ];
  const caption = `<figcaption><b>${escapeHtml(block.name)}</b> ${escapeHtml(block.caption)}</figcaption>`;
  const how = `<aside class="side" aria-labelledby="${block.id}-how"><h3 class="h4" id="${block.id}-how">${escapeHtml(howTo(block))}</h3><p>${inline(block.howToRead)}</p></aside>`;
  return `<figure>${caption}<div class="wide">${wide}</div><div class="narrow">${narrow}</div></figure>${how}`;
}

/** One block as HTML. Every text passes through `escapeHtml`. */
export async function blockHtml(block: Block): Promise<string> {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((i) => `<li>${inline(i)}</li>`).join('')}</${tag}>`;
    }
    case 'stats':
      return `<dl class="stats">${block.items.map((i) => `<div><dt>${escapeHtml(i.label)}</dt><dd class="value">${inline(i.value)}</dd><dd class="detail">${escapeHtml(i.detail)}</dd></div>`).join('')}</dl>`;
    case 'facts':
      return `<dl class="facts">${block.items.map((i) => `<div><dt>${escapeHtml(i.label)}</dt><dd>${inline(i.text)}</dd></div>`).join('')}</dl>`;
    case 'table':
      return block.shape === 'words' ? stacked(block) : scrolling(block);
    case 'figure':
      return figure(block);
    case 'lead':
      return `<p class="lead">${inline(block.text)}</p>`;
    case 'note':
      return `<p class="note">${inline(block.text)}</p>`;
    case 'paragraph':
      return `<p>${inline(block.text)}</p>`;
  }
}

/** A section with its eyebrow and finding; the heading names it. */
export async function sectionHtml(section: Section): Promise<string> {
  const blocks: string[] = [];
  for (const block of section.blocks) blocks.push(await blockHtml(block));
  const id = escapeHtml(section.id);
  return `<section class="page${section.full ? ' full' : ''}" aria-labelledby="${id}"><p class="eyebrow">${escapeHtml(section.eyebrow)}</p><h2 id="${id}">${escapeHtml(section.heading)}</h2>
${blocks.join('\n')}</section>`;
}
