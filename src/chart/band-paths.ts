import { isNumber } from '../core/outcome.js';
import type { ByYear, Result } from '../release/result.js';
import type { Labels } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { indicatorName, indicatorText } from '../words/report-indicators.js';
import { partOf } from './shown.js';
import { specification } from './spec.js';
import { CHART_WIDTH, type ChartOptions, type VegaLiteSpec } from './types.js';

type Json = Readonly<Record<string, unknown>>;

const PATH = '#F46A25';
const NOW = '#12436D';
const GAP = 22;
const AXIS = 34;

interface Point {
  readonly y: number;
  readonly v: number;
}

/** The path's points, the people there were and are; undefined when the band may not be seen or nobody is in it. */
function seen(
  result: Result,
): { readonly path: readonly Point[]; readonly now: readonly Point[]; readonly goal: Point } | undefined {
  const { path, progress } = result;
  const n = partOf(result, result.compared.over)?.n;
  if (path === undefined || 'status' in path || n === undefined || !isNumber(n)) return undefined;
  const points = Object.entries(path as ByYear).map(([y, v]) => ({ y: Number(y), v }));
  const goal = points.at(-1);
  if (!goal) return undefined;
  const year = Number(result.period.to.slice(0, 4));
  const before =
    progress && typeof progress.status === 'string' && 'baseline' in progress
      ? [{ y: progress.baselineYear, v: progress.baseline }]
      : [];
  return { path: points, now: [...before, { y: year, v: n }], goal };
}

const word = (result: Result): string =>
  result.value.status === 'ok' ? 'not supplied' : absentWord(result.value, 'staff');

/** Example: "Band 8a: 44 people now, 60 at parity, 16 short." */
function bandReading(result: Result, labels: Labels): string {
  const name = labels.breakdown(result.breakdown);
  const found = seen(result);
  const n = found?.now.at(-1)?.v;
  const { parityHeadcount } = result;
  if (n === undefined || typeof parityHeadcount !== 'number') return `${name}: ${word(result)}.`;
  const gap = result.value.status === 'ok' ? result.value.value : 0;
  return `${name}: ${n} now, ${parityHeadcount} at parity${gap > 0 ? `, ${gap} short` : ''}.`;
}

function panel(result: Result, labels: Labels, width: number): Json {
  const found = seen(result);
  const title = { text: labels.breakdown(result.breakdown), anchor: 'start', fontSize: 13, color: '#212B32' };
  if (!found)
    return {
      title,
      width,
      height: 110,
      data: { values: [{ text: word(result) }] },
      mark: { type: 'text', fontSize: 13, color: '#3D3D3D' },
      encoding: { text: { field: 'text', type: 'nominal' } },
    };
  const { path, now, goal } = found;
  const years = [...path, ...now].map((p) => p.y);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const top = Math.max(1, ...[...path, ...now].map((p) => p.v)) * 1.18;
  const x = {
    field: 'y',
    type: 'quantitative',
    scale: { domain: [first - 0.4, last + 0.4], nice: false },
    axis: {
      values: [...new Set([first, now.at(-1)!.y, last])],
      format: 'd',
      grid: false,
      title: null,
      labelOverlap: true,
      labelSeparation: 6,
    },
  };
  const y = {
    field: 'v',
    type: 'quantitative',
    scale: { domain: [0, top], nice: false },
    axis: { tickCount: 4, tickMinStep: 1, grid: true, title: null, format: 'd' },
  };
  const layer = (values: readonly Point[], mark: Json): Json => ({ data: { values }, mark, encoding: { x, y } });
  const number = (p: Point, color: string, dy: number): Json => ({
    data: { values: [{ ...p, text: String(p.v) }] },
    mark: { type: 'text', fontSize: 12, fontWeight: 'bold', color, dy },
    encoding: { x, y, text: { field: 'text', type: 'nominal' } },
  });
  return {
    title,
    width,
    height: 110,
    layer: [
      layer(path, { type: 'line', color: PATH, strokeDash: [5, 3], strokeWidth: 2 }),
      layer(now, { type: 'line', color: NOW, strokeWidth: 2.4 }),
      layer(now, { type: 'point', filled: true, color: NOW, size: 70, opacity: 1 }),
      layer([goal], {
        type: 'point',
        shape: 'diamond',
        filled: true,
        fill: '#FFFFFF',
        stroke: PATH,
        strokeWidth: 2,
        size: 90,
        opacity: 1,
      }),
      number(now.at(-1)!, NOW, now.at(-1)!.v < top / 6 ? -14 : 15),
      ...(goal.v === now.at(-1)!.v && goal.y === now.at(-1)!.y ? [] : [number(goal, '#A33F00', -13)]),
    ],
  };
}

/**
 * One small chart for each band: the people of the group now (and at the baseline) as a line, the path to parity dashed, its goal a diamond, each with its number.
 * Each has its own scale from zero. A band that may not be seen stands as a word. All staff first; blocks apart only when they are all there is.
 */
export function bandPaths(results: readonly Result[], labels: Labels, options: ChartOptions): VegaLiteSpec {
  const first = results[0]!;
  const together = results.filter((r) => Object.keys(r.breakdown).join() === 'band');
  const shown = together.length > 0 ? together : results;
  const columns = options.width === 'wide' ? 3 : 2;
  const width = Math.floor((CHART_WIDTH[options.width] - (columns - 1) * GAP) / columns) - AXIS;
  const title = labels.reword(
    `${indicatorName(first.indicator)}: ${indicatorText(first.indicator, first.unit, options.indicators?.[first.indicator]).title}, path to parity`,
  );
  const reading = shown.map((r) => bandReading(r, labels)).join(' ');
  return specification('band-paths', options.width, title, reading, {
    concat: shown.map((r) => panel(r, labels, width)),
    columns,
    spacing: GAP,
  });
}
