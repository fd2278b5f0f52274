import type { Released, Result, Run } from '../release/result.js';
import { labels } from '../words/labels.js';
import { percent, ratio } from '../words/numbers.js';
import { funnelPlaces, standings } from '../words/roll-up.js';
import { figureText } from './csv.js';
import { lines } from './table.js';

const number = (r: Result, value: number): string => (r.unit === 'ratio' ? ratio(value) : percent(value));

function cells(r: Result): readonly string[] {
  const part = r.parts.find((p) => p.group === r.compared.over);
  const value = r.value.status === 'ok' ? number(r, r.value.value) : String(figureText(r.value)).replace(/ \(.*/, '');
  const counts = part ? `${figureText(part.n)} of ${figureText(part.base)}` : '';
  const { funnel } = r;
  if (funnel?.status !== 'ok') {
    const why = funnel && r.value.status === 'ok' ? String(figureText(funnel)) : '';
    return [r.organisation, value, counts, '', '', why];
  }
  const limits = funnel.limits.map(({ lower, upper }) => `${number(r, lower)} to ${number(r, upper)}`);
  const standing = standings[funnel.standing ?? 'usual'];
  return [
    r.organisation,
    value,
    counts,
    ...limits,
    `${funnelPlaces[funnel.place]}${standing === '' ? '' : `: ${standing}`}`,
  ];
}

/**
 * League tables as funnels, as plain text: each ratio and share by organisation, in the order of their names and not of their figures, with the limits
 * within which chance and the usual spread between organisations would leave it. Empty of tables when nothing was counted by organisation.
 */
export function funnelTable(run: Released<Run>): string {
  const words = labels();
  const families = new Map<string, Result[]>();
  for (const r of run.results) {
    if (!r.funnel) continue;
    const { organisation: _, ...rest } = r.breakdown;
    const key = JSON.stringify([r.indicator, rest]);
    families.set(key, [...(families.get(key) ?? []), r]);
  }
  const out: string[] = [];
  for (const own of families.values()) {
    const first = own[0]!;
    const { organisation: _, ...rest } = first.breakdown;
    const placed = own.find((r) => r.funnel?.status === 'ok');
    const about =
      placed?.funnel?.status === 'ok' ? `, about ${number(placed, placed.funnel.target)} for all of them` : '';
    out.push(
      `${first.indicator}, edition ${first.edition}, ${words.breakdown(rest)}: ${words.group(first.compared.dimension, first.compared.over)}${about}`,
    );
    out.push(
      ...lines([['', 'value', 'counts', '95% limits', '99.8% limits', 'place'], ...own.map(cells)]).map(
        (l) => `  ${l}`,
      ),
      '',
    );
  }
  if (families.size === 0)
    out.push('There is no ratio or share by organisation; ask for it with --by organisation.', '');
  out.push(`Disclosure policy: ${run.policy}; secondary suppression ${run.secondary}.`, '');
  return out.join('\n');
}
