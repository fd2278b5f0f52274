import { isNumber } from '../core/outcome.js';
import type { Result } from '../release/result.js';
import type { Labels } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { indicatorName, indicatorText } from '../words/report-indicators.js';
import { peopleNumber, peopleText, percentFromCounts, percentText } from '../words/report-numbers.js';
import { specification } from './spec.js';
import { CHART_WIDTH, type ChartOptions, type VegaLiteSpec } from './types.js';

const BAR = '#003087';
const UNKNOWN = '#768692';
const ROW = 44;

/** The reasons (or destinations) of leavers, one bar each: its share of them, with the number beside it. What nobody recorded has a bar of its own, in grey. */
export function reasonBars(results: readonly Result[], labels: Labels, options: ChartOptions): VegaLiteSpec {
  const first = results[0]!;
  const key = results.some((r) => 'reason-kind' in r.breakdown) ? 'reason-kind' : 'left-nhs';
  const shown = results.filter((r) => key in r.breakdown);
  const bars = shown.map((r, i) => {
    const id = r.breakdown[key] as string;
    const part = r.parts.find((p) => p.group === 'all');
    const name = labels.heading(key, id);
    const y = i * ROW;
    if (!part || !isNumber(part.n) || !isNumber(part.base) || part.base === 0)
      return { y, name, unknown: id === 'unknown', text: part && !isNumber(part.n) ? absentWord(part.n) : 'not shown' };
    const percent = percentFromCounts(part.n, part.base);
    const text = `${peopleText(peopleNumber(part.n))} of ${peopleText(peopleNumber(part.base))} (${percentText(percent)})`;
    return { y, name, unknown: id === 'unknown', text, share: Number(((100 * part.n) / part.base).toFixed(1)) };
  });
  const width = CHART_WIDTH[options.width] - 10;
  const height = Math.max(ROW, bars.length * ROW);
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: { domain: [0, height], range: [0, height], nice: false, zero: false },
    axis: null,
  };
  const x = {
    type: 'quantitative',
    scale: { domain: [0, 100], range: [0, width] },
    axis: { values: [0, 25, 50, 75, 100], labelExpr: "datum.value + '%'", title: 'Share of leavers', grid: true },
  };
  const words = (field: 'name' | 'text', at: number, align: string) => ({
    data: { values: bars.map((b) => ({ y: b.y, [field]: b[field] })) },
    mark: { type: 'text', align, fontSize: 13, color: '#212B32', dy: 10 },
    encoding: { y, x: { value: at }, text: { field, type: 'nominal' } },
  });
  const rects = (unknown: boolean) => ({
    data: {
      values: bars.flatMap((b) =>
        b.share === undefined || b.unknown !== unknown ? [] : [{ y: b.y + 21, y2: b.y + 37, v: b.share }],
      ),
    },
    mark: { type: 'rect', color: unknown ? UNKNOWN : BAR },
    encoding: { y, y2: { field: 'y2' }, x: { field: 'v', ...x }, x2: { datum: 0 } },
  });
  const title = `${indicatorName(first.indicator)}: ${indicatorText(first.indicator, first.unit, options.indicators?.[first.indicator]).title}`;
  const reading = bars.map((b) => `${b.name}: ${b.text}.`).join(' ');
  return specification('reason-bars', options.width, title, reading, {
    width,
    height,
    layer: [rects(false), rects(true), words('name', 0, 'left'), words('text', width, 'right')],
  });
}
