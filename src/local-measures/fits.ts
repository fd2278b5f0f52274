import { contracts, type TableName } from '../../schemas/index.js';
import type { Indicator } from '../define.js';
import type { Edition } from '../standard/types.js';
import { formulas } from './record.js';

/** A fault of a record: where in it, and what. */
export type Fault = readonly [path: string, what: string];

const list = (names: readonly string[]): string => names.join(', ') || 'none';

/** What is wrong inside a record, whatever the edition: counts a formula needs and has not, columns a table does not have. */
export function recordFaults(i: Indicator): readonly Fault[] {
  const found: Fault[] = [];
  const { name, ...parts } = i.formula;
  const fit = formulas[name as keyof typeof formulas];
  if (fit && i.chart !== fit.chart && i.chart !== 'none') found.push(['chart', `${name} is drawn by ${fit.chart}`]);
  if (fit && i.unit !== fit.unit) found.push(['unit', `the unit of ${name} is ${fit.unit}`]);
  for (const [part, count] of Object.entries(parts))
    if (typeof count === 'string' && !i.counts[count])
      found.push([`formula.${part}`, `nothing counts "${count}"; there are ${list(Object.keys(i.counts))}`]);
  if (name === 'relative-likelihood') {
    if (i.compared.under === undefined) found.push(['compared.under', 'is missing: a ratio needs two groups']);
    for (const word of ['happened', 'toHappen'] as const)
      if (i.words[word] === undefined) found.push([`words.${word}`, 'is missing: the sentence of a ratio needs it']);
  }
  for (const [count, ask] of Object.entries(i.counts)) {
    const columns = contracts[ask.from as TableName].columns;
    for (const [n, r] of (ask.where ?? []).entries())
      if ('column' in r && !columns[r.column])
        found.push([`counts.${count}.where.${n}.column`, `the ${ask.from} table has no column "${r.column}"`]);
    if (!ask.by.includes(i.compared.dimension))
      found.push([`counts.${count}.by`, `must have "${i.compared.dimension}", which is compared`]);
  }
  return found;
}

/** What a record asks of an edition that the edition does not have. */
export function editionFaults(i: Indicator, edition: Edition): readonly Fault[] {
  const found: Fault[] = [];
  const in_ = `${edition.standard} ${edition.edition}`;
  const groupsOf = (dimension: string): readonly string[] | undefined => edition.groupings[dimension]?.value.order;
  const groups = (path: string, dimension: string, wanted: readonly string[]): void => {
    const there = groupsOf(dimension);
    if (!there) found.push([path, `${in_} has no grouping "${dimension}"`]);
    else
      for (const g of wanted)
        if (!there.includes(g)) found.push([path, `"${g}" is not a group of ${dimension}: ${list(there)}`]);
  };
  const { dimension, over, under } = i.compared;
  groups('compared', dimension, [over, ...(under === undefined ? [] : [under])]);
  for (const [count, ask] of Object.entries(i.counts)) {
    if (!edition.populations[ask.population])
      found.push([
        `counts.${count}.population`,
        `${in_} has no population "${ask.population}"; there are ${list(Object.keys(edition.populations))}`,
      ]);
    if (!edition.people[ask.from])
      found.push([`counts.${count}.from`, `${in_} does not say who is one person in the ${ask.from} table`]);
    for (const d of ask.by) groups(`counts.${count}.by`, d, []);
    for (const [n, r] of (ask.where ?? []).entries())
      if ('dimension' in r) groups(`counts.${count}.where.${n}`, r.dimension, r.in);
  }
  const counted = new Set(Object.values(i.counts).flatMap((a) => a.by));
  for (const [n, row] of i.rows.entries()) {
    const asked = { ...Object.fromEntries(Object.entries(row.breakdown).map(([d, g]) => [d, [g]])), ...row.where };
    for (const [d, wanted] of Object.entries(row.where ?? asked)) {
      if (!counted.has(d)) found.push([`rows.${n}`, `nothing is counted by "${d}"`]);
      else groups(`rows.${n}`, d, wanted);
    }
    if (row.each && !edition.parameters[row.each.list] && !edition.indicators[i.id]?.[row.each.list])
      found.push([`rows.${n}.each.list`, `${in_} has no list "${row.each.list}"`]);
  }
  for (const name of [
    'likelihood-band',
    'few-people',
    'few-events',
    'board-few-members',
    'board-few-of-group',
    'confidence',
    'unknown-warning',
    'unknown-change-warning',
  ])
    if (!edition.parameters[name] && !edition.indicators[i.id]?.[name])
      found.push(['', `${in_} has no value "${name}"; include the shared file "judgement"`]);
  return found;
}
