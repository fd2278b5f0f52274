import {
  allGrounds,
  checkWords,
  illHealth,
  measureLines,
  notIllHealth,
  returnLines as say,
} from '../../words/return.js';
import type { Placed, ReturnCheck, ReturnPart } from '../types.js';
import {
  empty,
  type From,
  find,
  groupsOf,
  isAbsent,
  line,
  type Made,
  minus,
  numbersOf,
  rowsFor,
  total,
  whyAbsent,
} from './part.js';

/** A ratio: the base, those it happened to, both likelihoods and their ratio. */
export function ratio(from: From, part: ReturnPart): Made {
  const groups = groupsOf(from, part.indicator);
  const r = find(from, part.indicator, {});
  const indicator = from.indicators.get(part.indicator);
  if (!r || isAbsent(r) || indicator?.formula.name !== 'relative-likelihood') return empty(part, groups, whyAbsent(r));
  const { events, base } = indicator.formula;
  const [n, of] = [numbersOf(r, 'n'), numbersOf(r, 'base')];
  const all = part.ofAll === undefined ? undefined : find(from, part.ofAll, {});
  const lines = [line(measureLines[base] ?? base, of)];
  const counts: Placed[] = [];
  const at = (name: string): Placed['at'] => ({ part: part.part, line: name });
  if (base !== 'staff') counts.push(...rowsFor(from, at(measureLines[base] ?? base), part.indicator, base, {}, of));
  if (all && !isAbsent(all) && part.ofAll !== undefined) {
    const any = numbersOf(all, 'n');
    const ill = minus(any, n);
    lines.push(line(allGrounds, any), line(illHealth, ill, { ofWhich: true }), line(notIllHealth, n));
    counts.push(...rowsFor(from, at(allGrounds), part.indicator, events, {}, any));
    counts.push(...rowsFor(from, at(illHealth), part.indicator, `${events}-ill-health`, {}, ill));
    counts.push(...rowsFor(from, at(allGrounds), part.ofAll, events, {}, any));
  } else {
    lines.push(line(measureLines[events] ?? events, n));
    counts.push(...rowsFor(from, at(measureLines[events] ?? events), part.indicator, events, {}, n));
  }
  const rates = Object.fromEntries(
    groups.filter((g) => (of[g] as number) > 0).map((g) => [g, (n[g] as number) / (of[g] as number)]),
  );
  lines.push(line(say.likelihood, rates, { kind: 'likelihood' }));
  if (r.value.status === 'ok') lines.push(line(say.ratio, { [r.compared.over]: r.value.value }, { kind: 'ratio' }));
  const within = groups.every((g) => (n[g] as number) <= (of[g] as number));
  const eventWords = measureLines[events] ?? events;
  const checks: ReturnCheck[] = [
    {
      part: part.part,
      what: checkWords.within(eventWords, measureLines[base] ?? base),
      here: total(n),
      there: total(of),
      agrees: within,
    },
  ];
  return { sheet: { part: part.part, title: part.title, groups, lines }, counts, checks };
}
