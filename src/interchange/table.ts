import { isNumber } from '../core/outcome.js';
import type { Released, Result, Run } from '../release/result.js';
import { labels } from '../words/labels.js';
import { people, percent, ratio, signedPoints } from '../words/numbers.js';
import { figureText } from './csv.js';

function number(unit: Result['unit'], value: number): string {
  switch (unit) {
    case 'ratio':
    case 'score':
      return ratio(value);
    case 'points':
      return signedPoints(value);
    case 'yes-no':
      return value === 1 ? 'yes' : 'no';
    case 'people':
      return people(value);
    default:
      return percent(value);
  }
}

function valueText(r: Result): string {
  return r.value.status === 'ok' ? number(r.unit, r.value.value) : String(figureText(r.value)).replace(/ \(.*/, '');
}

function intervalText(r: Result): string {
  if (r.value.status !== 'ok' || r.interval.status !== 'ok') return '';
  const [low, high] = r.interval.value.map((v) => (v === 'unbounded' ? 'no limit' : number(r.unit, v)));
  return `${low} to ${high}`;
}

function readingText(r: Result): readonly [string, string] {
  return 'status' in r.reading ? ['', ''] : [r.reading.size, r.reading.evidence];
}

const countsText = (r: Result): string => {
  const part = r.parts.find((p) => p.group === r.compared.over && p.of !== 'workforce');
  if (!part || !isNumber(part.base)) return '';
  if (isNumber(part.n)) return `${part.n} of ${part.base}`;
  return isNumber(part.rate) && r.unit !== 'score' ? `${percent(part.rate)} of ${part.base}` : '';
};

export function lines(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((r) => r[i]!.length)));
  return rows.map((r) =>
    r
      .map((c, i) => (i === 0 || i > 3 ? c.padEnd(widths[i]!) : c.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** Released results as a plain text table for a terminal: one block for each indicator, words where there is no figure. */
export function resultsTable(run: Released<Run>): string {
  const words = labels();
  const out: string[] = [];
  for (const id of new Set(run.results.map((r) => r.indicator))) {
    const own = run.results.filter((r) => r.indicator === id);
    const first = own[0]!;
    const against = first.compared.under
      ? ` ${first.unit === 'ratio' ? 'over' : 'less'} ${words.group(first.compared.dimension, first.compared.under)}`
      : first.source === 'survey'
        ? ' alone'
        : first.unit === 'yes-no'
          ? ' staff'
          : ' against the workforce';
    out.push(
      `${id}, edition ${first.edition}, ${first.period.from} to ${first.period.to}: ${words.group(first.compared.dimension, first.compared.over)}${against}`,
    );
    const head = ['', 'value', '95% interval', 'counts', 'size', 'evidence'];
    const rows = own.map((r) => [
      words.breakdown(r.breakdown),
      valueText(r),
      intervalText(r),
      countsText(r),
      ...readingText(r),
    ]);
    out.push(...lines([head, ...rows]).map((l) => `  ${l}`), '');
    if (own.length === 1) out.push(`  ${first.working}`, '');
  }
  out.push(`Disclosure policy: ${run.policy}; secondary suppression ${run.secondary}.`, '');
  return out.join('\n');
}
