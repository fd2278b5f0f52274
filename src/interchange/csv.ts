import { type Figure, isNumber, type Outcome, toFigure } from '../core/outcome.js';
import type { Part, Released, Result, Run } from '../release/result.js';

/** A text cell that a spreadsheet would run as a formula gets a leading quote (CWE-1236); separators and quotes follow RFC 4180. */
export function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r\0]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A figure, or the words for why there is none: a CSV cell of ours is never blank, 0 or null for a missing figure. */
export function figureText(figure: Figure): string | number {
  if (isNumber(figure)) return figure;
  switch (figure.status) {
    case 'undefined':
      return `not calculable (${figure.why})`;
    case 'suppressed':
      return 'suppressed';
    case 'not-supplied':
      return `not supplied (${figure.what})`;
    case 'not-in-force':
      return `not in force (${figure.why})`;
  }
}

export const outcomeText = (outcome: Outcome): string | number => figureText(toFigure(outcome));

const columns = [
  'indicator',
  'edition',
  'organisation',
  'from',
  'to',
  'breakdown',
  'unit',
  'over',
  'under',
  'value',
  'low',
  'high',
  'size',
  'evidence',
  'group',
  'of',
  'n',
  'base',
  'rate',
  'unknown share',
  'method',
  'policy',
  'working',
  'change since',
  'change',
  'change low',
  'change high',
  'change reading',
] as const;

/** The change since the year before, in words where there is none: a line of the earliest year of a run has no year before. */
function changeCells({ change }: Result): readonly (string | number)[] {
  if (!change) return Array(5).fill('no year before');
  const { value, interval, reading } = change;
  const absent = interval.status === 'ok' ? undefined : figureText(interval);
  return [
    change.since,
    outcomeText(value),
    ...[0, 1].map((i) => (interval.status === 'ok' ? interval.value[i]! : (absent as string))),
    change.break ?? (typeof reading === 'string' ? reading : figureText(reading)),
  ];
}

function line(run: Run, r: Result, part: Part): string {
  const limits = r.interval.status === 'ok' ? r.interval.value : undefined;
  const absent = r.interval.status === 'ok' ? undefined : figureText(r.interval);
  const reading = 'status' in r.reading ? { size: figureText(r.reading), evidence: figureText(r.reading) } : r.reading;
  const cells: (string | number)[] = [
    r.indicator,
    r.edition,
    r.organisation,
    r.period.from,
    r.period.to,
    Object.entries(r.breakdown)
      .map(([k, v]) => `${k}=${v}`)
      .join('; ') || 'whole',
    r.unit,
    r.compared.over,
    r.compared.under ?? 'workforce',
    outcomeText(r.value),
    limits?.[0] ?? (absent as string),
    limits?.[1] ?? (absent as string),
    reading.size,
    reading.evidence,
    part.group,
    part.of ?? 'row',
    figureText(part.n),
    figureText(part.base),
    figureText(part.rate),
    figureText(r.unknownShare),
    r.method,
    run.policy,
    r.working,
    ...changeCells(r),
  ];
  return cells.map(cell).join(',');
}

/** Released results as CSV (RFC 4180, UTF-8): one line for each result and group, numbers unrounded, words where there is no figure. */
export const resultsCsv = (run: Released<Run>): string =>
  `${[columns.join(','), ...run.results.flatMap((r) => r.parts.map((p) => line(run, r, p)))].join('\r\n')}\r\n`;
