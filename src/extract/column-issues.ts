import type { ColumnSpec } from '../../schemas/table.js';
import type { Issue } from '../core/issue.js';
import { listKey } from '../core/recode.js';
import { extractWords } from '../words/extract.js';
import { nearest } from './headers.js';
import { needs } from './needs.js';
import type { Recognised } from './recognise.js';

/** The first headers of some columns, at most `limit`, less those that differ only in spaces or capitals. */
function accepted(specs: readonly ColumnSpec[], limit: number): readonly string[] {
  const each = specs.map((spec) => {
    const kept = new Map<string, string>();
    for (const h of spec.headers) {
      const key = listKey(h).replace(/ /g, '');
      if (!kept.has(key)) kept.set(key, h);
    }
    return [...kept.values()];
  });
  return each.flatMap((headers) => headers.slice(0, Math.max(1, Math.floor(limit / each.length))));
}

/** What is wrong or worth saying about the columns of a recognised sheet: missing (unless assumed), unknown, misspelt, there twice. */
export function columnIssues(
  recognised: Recognised & { kind: 'table' },
  at: { readonly file: string; readonly sheet: string; readonly row?: number },
  assumed: readonly string[] = [],
): readonly Issue[] {
  const { contract } = recognised.candidate;
  const { columns } = recognised.header;
  const need = needs[contract.table];
  const found = new Map(columns.flatMap((c) => (c.column === undefined ? [] : [[c.column, c.header]])));
  const spare = columns
    .filter((c) => c.column === undefined && c.repeats === undefined && !c.ignored)
    .map((c) => c.header);
  const issues: Issue[] = [];
  const hinted = new Set<string>();

  const missing = (names: readonly string[], severity: 'error' | 'warning', without?: string) => {
    if (names.some((c) => found.has(c) || assumed.includes(c))) return;
    const specs = names.flatMap((c) => contract.columns[c] ?? []);
    const seen = [...new Set(specs.flatMap((s) => s.headers).flatMap((h) => nearest(h, spare, 1)))].slice(0, 2);
    for (const header of seen) hinted.add(header);
    const words = { title: contract.title, accepted: accepted(specs, 4), seen, severity };
    const message = extractWords['missing-column'](without === undefined ? words : { ...words, without });
    issues.push({ id: 'missing-column', ...at, ...message });
  };
  for (const [name, spec] of Object.entries(contract.columns)) if (spec.required) missing([name], 'error');
  if (need?.oneOf) missing(need.oneOf, 'error');
  for (const wanted of need?.wanted ?? []) missing(wanted.columns, wanted.severity, wanted.without);

  const has = (...names: readonly string[]) => names.some((n) => found.has(n) || assumed.includes(n));
  if (contract.table === 'cases' && !has('formal', 'formalOn'))
    issues.push({ id: 'no-formal-column', ...at, ...extractWords['no-formal-column']() });
  if (contract.table === 'training' && !has('mandatory'))
    issues.push({ id: 'no-mandatory-column', ...at, ...extractWords['no-mandatory-column']() });

  for (const { header, repeats } of columns) {
    if (repeats === undefined) continue;
    const used = found.get(repeats) ?? repeats;
    const same = listKey(used) === listKey(header);
    const words = extractWords['repeated-column']({ header, used, same });
    issues.push({ id: 'repeated-column', ...at, column: header, ...words });
  }
  const free = Object.entries(contract.columns).flatMap(([name, spec]) => (found.has(name) ? [] : spec.headers));
  for (const header of spare) {
    const known = hinted.has(header) ? [] : nearest(header, free, 1);
    if (known.length > 0)
      issues.push({ id: 'near-column', ...at, column: header, ...extractWords['near-column']({ header, known }) });
  }
  if (spare.length > 0)
    issues.push({ id: 'unknown-columns', ...at, ...extractWords['unknown-columns']({ headers: spare }) });
  return issues;
}
