import { createHash } from 'node:crypto';
import { type Cut, fontFile, inDejaVu } from './fonts.js';
import { textWidth } from './text-width.js';
import type { VegaLiteSpec } from './types.js';

const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

/**
 * A specification as an accessible SVG: one image with a title and a description, no labels inside, text widths those of Arial.
 * `id` must be unique on the page (other characters than letters, digits, - and _ become -); without it one is made from the specification. The same specification gives the same bytes.
 */
export async function svg(spec: VegaLiteSpec, options: { readonly id?: string } = {}): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  const metrics = (vega as unknown as { textMetrics: { width: (item: TextItem, text: string) => number } }).textMetrics;
  metrics.width = (item, text) =>
    textWidth(String(text ?? ''), item.fontSize ?? 11, item.fontWeight === 'bold' ? 'bold' : 'normal');
  const compiled = vegaLite.compile(spec as unknown as Parameters<typeof vegaLite.compile>[0]).spec;
  const view = new vega.View(vega.parse(compiled), { renderer: 'none' });
  const raw = await view.toSVG();
  view.finalize();
  const id =
    options.id?.replace(/[^\w-]/g, '-') ??
    `chart-${createHash('sha256').update(JSON.stringify(spec)).digest('hex').slice(0, 12)}`;
  return accessible(raw, id, spec.usermeta.title, spec.description);
}

/** Takes the generated roles, labels and classes out and names the image as a whole. */
function accessible(raw: string, id: string, title: string, description: string): string {
  const bare = raw
    .replace(/ (?:aria-[a-z]+|role|class|version|xmlns:xlink|pointer-events)="[^"]*"/g, '')
    .replace(/<path d="(?:M0,0h0v0h0Z)?"[^>]*\/>/g, '');
  return bare.replace(
    /^<svg([^>]*)>/,
    (_, attributes: string) =>
      `<svg${attributes} role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escapeXml(title)}</title><desc id="${id}-d">${escapeXml(description)}</desc>`,
  );
}

/**
 * A specification as PNG bytes, drawn with the DejaVu files of the package and no system font: the same bytes on every machine.
 * `scale` is pixels for each pixel of the chart (2 by default). DejaVu is wider than Arial, so its condensed cut is used.
 */
export async function png(spec: VegaLiteSpec, options: { readonly scale?: number } = {}): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const drawn = inDejaVu(await svg(spec), 'font-family="DejaVu Sans Condensed"');
  const image = new Resvg(drawn, {
    background: '#FFFFFF',
    fitTo: { mode: 'zoom', value: options.scale ?? 2 },
    font: {
      fontFiles: (['', '-Bold', '-Oblique'] satisfies Cut[]).map(fontFile),
      loadSystemFonts: false,
      defaultFontFamily: 'DejaVu Sans Condensed',
    },
  }).render();
  return image.asPng();
}
