import { isNumber } from '../core/outcome.js';
import type { Released, Result, Run } from '../release/result.js';
import { capital, type Labels, labels } from '../words/labels.js';
import { people, percent, ratio, signedPoints } from '../words/numbers.js';
import { rowName } from '../words/turnover.js';
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
    case 'organisations':
      return people(value);
    case 'years':
      return value.toFixed(1);
    case 'pounds':
      return `£${people(Math.round(value))}`;
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

/** The change as this year's figure in words: "×0.85, change not clear", "−0.6, change not clear", or why there is none. */
function changeText({ unit, change }: Result): string {
  if (!change) return '';
  const { value, reading } = change;
  if (value.status !== 'ok')
    return value.status === 'undefined' && value.why === 'not-comparable'
      ? 'not comparable'
      : String(figureText(value)).replace(/ \(.*/, '');
  const size = unit === 'ratio' ? `×${ratio(value.value)}` : signedPoints(value.value);
  return `${size}, ${typeof reading === 'string' ? reading : 'not judged'}`;
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

/** A row's name: with its definition and month where rows have several, and with what its groups are of where two rows would have one name. */
function nameIn(own: readonly Result[], r: Result, words: Labels): string {
  const label = words.breakdown(r.breakdown);
  const twin = own.some((o) => words.breakdown(o.breakdown) === label && keysOf(o) !== keysOf(r));
  const name = twin ? `${capital(Object.keys(r.breakdown).map(words.dimension).join(', '))}: ${label}` : label;
  return rowName(r.definition === 'D5' ? `${name}, ${r.period.to.slice(0, 7)}` : name, r.definition, r.basis);
}

const keysOf = (r: Result): string => Object.keys(r.breakdown).join();

/** Released results as a plain text table for a terminal: one block for each indicator, words where there is no figure. */
export function resultsTable(run: Released<Run>, words: Labels = labels()): string {
  const out: string[] = [];
  const newest = run.results.filter((r) => r.yearsBefore === undefined);
  const earlier = new Set(run.results.flatMap((r) => (r.yearsBefore === undefined ? [] : [r.yearsBefore])));
  for (const id of new Set(newest.map((r) => r.indicator))) {
    const own = newest.filter((r) => r.indicator === id);
    const first = own[0]!;
    const against = first.compared.under
      ? ` ${first.unit === 'ratio' ? 'over' : 'less'} ${words.group(first.compared.dimension, first.compared.under)}`
      : ['all', 'green', 'selected', 'answered'].includes(first.compared.over)
        ? ''
        : first.source === 'survey'
          ? ' alone'
          : first.unit === 'yes-no'
            ? ' staff'
            : ' against the workforce';
    out.push(
      `${id}, edition ${first.edition}, ${first.period.from} to ${first.period.to}: ${words.group(first.compared.dimension, first.compared.over)}${against}`,
    );
    const since = own.find((r) => r.change)?.change?.since;
    const changed = since === undefined ? [] : [`change since ${since}`];
    const head = ['', 'value', '95% interval', 'counts', 'size', 'evidence', ...changed];
    const rows = own.map((r) => [
      nameIn(own, r, words),
      valueText(r),
      intervalText(r),
      countsText(r),
      ...readingText(r),
      ...changed.map(() => changeText(r)),
    ]);
    out.push(...lines([head, ...rows]).map((l) => `  ${l}`), '');
    if (own.length === 1) out.push(`  ${first.working}`, '');
    const broken = new Set(own.flatMap((r) => (r.change?.break === undefined ? [] : [r.change.break])));
    for (const why of broken) out.push(`  Not comparable with ${run.compared?.with ?? 'the year before'}: ${why}`, '');
  }
  if (run.compared)
    out.push(
      `A change is judged on the difference between the snapshots of ${run.compared.with} and ${run.compared.snapshot}, which share many of their staff; it is approximate. The figures of ${run.compared.with} are in --format json and csv, side by side with --table comparison.`,
    );
  else if (earlier.size > 0)
    out.push(
      `A change is judged on the difference between the years, which share most of their staff; it is approximate. ${earlier.size === 1 ? 'The year before is' : 'The earlier years are'} in --format json and csv.`,
    );
  out.push(`Disclosure policy: ${run.policy}; secondary suppression ${run.secondary}.`, '');
  return out.join('\n');
}
