import type { ChartKind, ChartWidth, VegaLiteSpec } from './types.js';

type Json = Readonly<Record<string, unknown>>;

const CONFIG: Json = {
  background: null,
  font: 'Arial, Liberation Sans, Helvetica, sans-serif',
  padding: 2,
  aria: false,
  view: { stroke: null },
  axis: {
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelColor: '#3D3D3D',
    titleColor: '#3D3D3D',
    gridColor: '#D5DADD',
    domainColor: '#8A949A',
    tickColor: '#8A949A',
    labelPadding: 5,
    titlePadding: 8,
    labelLimit: 0,
    titleLimit: 0,
  },
  text: { baseline: 'middle', limit: 0 },
};

/** Wraps views in a whole specification. `description` is the reading; generated labels are off because they would hold raw values. */
export const specification = (
  kind: ChartKind,
  width: ChartWidth,
  title: string,
  description: string,
  body: Json,
): VegaLiteSpec => ({
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  description,
  usermeta: { title, kind, width },
  ...body,
  config: CONFIG,
});
