import type { Highs } from 'highs';
import { type Figure, isNumber } from '../../src/core/outcome.js';
import type { Part, Result, Run } from '../../src/release/result.js';
import { readFte } from './attacker/fte.js';
import { type Knowledge, takeNotes } from './attacker/notes.js';
import { type Found, tablesThatFit } from './solve.js';

/*
 * The same attacker over turnover: stocks at the start and the end, who left by group, reason and destination, who stayed, starters. Written apart from the
 * gate, from docs/turnover.md and the released JSON with its sentences.
 */

const staysInNhs = ['nhs-organisation', 'general-practice'];
const kindOf = (reason: string): string =>
  reason === 'unknown'
    ? 'unknown'
    : reason.startsWith('voluntary-')
      ? 'voluntary'
      : reason.startsWith('retirement-')
        ? 'retirement'
        : /^(dismissal|redundancy)-/.test(reason)
          ? 'involuntary'
          : 'other';
/** The numbers in a sentence about stocks: `374 at the start, 384 at the end`. */
const stocksIn = (text: string): readonly (number | undefined)[] =>
  [/([\d,]+) at the start/, /([\d,]+) at the end/].map((form) => {
    const found = form.exec(text)?.[1];
    return found === undefined ? undefined : Number(found.replaceAll(',', ''));
  });

const fixedTerms = 'fixed-term-end';
/** The rate of fixed terms that ended is of stocks that still hold those people; every other rate is of stocks without them. */
const withEnds = (rate: string | undefined): string => (rate === fixedTerms ? ' with fixed terms that ended' : '');

/** Turnover of one release: numbers of people, and the FTE that stand for them. */
export function attackTurnover(
  highs: Highs,
  run: Run,
  knowledge: Knowledge,
): Found & { readonly leaks: readonly string[] } {
  const notes = takeNotes(knowledge);
  const { quantities, equations, leaks, know, sum } = notes;
  const equals = notes.equation;
  const less = (name: string, whole: string, part: string): void => notes.rest(name, whole, [part]);

  /** For each year and set of rows that add up, what is left of each group in each of them. */
  const rows = new Map<string, Set<string>>();
  const months = new Map<string, Set<string>>();
  const groupsIn = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, key: string, value: string): void =>
    void to.set(key, (to.get(key) ?? new Set<string>()).add(value));

  const hiddenValue = (r: Result, p: Part): void => {
    if (isNumber(p.rate) && !(isNumber(p.n) && isNumber(p.base))) leaks.push(`${r.indicator} rate of ${p.group}`);
  };

  for (const r of run.results) {
    const what = /^turnover\.(leaver-rate|voluntary|stability|first-year|reasons|destinations)$/.exec(r.indicator)?.[1];
    if (!what || r.basis !== 'people' || r.value.status === 'not-supplied') continue;
    const year = `${r.yearsBefore ?? 0}`;
    const { dimension, over, under } = r.compared;
    const grade = r.breakdown.grade ? ' in training' : '';
    const [key, value] = Object.entries(r.breakdown).find(([d]) => d !== 'grade') ?? [undefined, undefined];
    const group = (g: string): string =>
      g === 'all' ? 'all' : g === 'all-others' ? `${dimension}:all but ${over}` : `${dimension}:${g}`;
    const people = (stock: string, g: string): string => `${year}${grade} ${stock} ${group(g)}`;
    const left = (g: string, where = ''): string => `${year}${grade} left ${where} ${group(g)}`;
    const rate = key === 'rate-of' ? value : undefined;
    const where =
      what === 'voluntary' ? 'kind=voluntary' : key === 'reason-kind' ? `kind=${value}` : key ? `${key}=${value}` : '';
    for (const p of r.parts) {
      hiddenValue(r, p);
      add(groupsIn, `${year}${grade} ${dimension}`, group(p.group));
      if (r.definition === 'D5') {
        // One month, over the headcount at its end.
        know(left(p.group, `month=${r.period.to}`), p.n);
        know(people(`at ${r.period.to}`, p.group), p.base);
        add(rows, `${year}|month|${left(p.group)}`, r.period.to);
        add(months, people('', p.group), r.period.to);
      } else if (r.definition === 'D6') {
        know(left(p.group), p.n);
        know(people('at twelve month-ends', p.group), p.base, 12, 12);
      } else if (what === 'leaver-rate' || what === 'voluntary' || rate !== undefined) {
        know(left(p.group, what === 'leaver-rate' ? '' : where), p.n);
        const stock = (end: string): string => people(`${end}${withEnds(rate)}`, p.group);
        know(stock('both stocks'), p.base, 2, 2);
        sum(stock('both stocks'), [stock('opening'), stock('closing')]);
        if (rate === fixedTerms) {
          // Those whose fixed term ended were in the opening stock or joined since; at the end they had left.
          const opened = people('fixed terms ended of the opening', p.group);
          sum(stock('opening'), [people('opening', p.group), opened]);
          sum(stock('closing'), [people('closing', p.group)]);
          less(people('fixed terms ended of joiners', p.group), left(p.group, where), opened);
          if (p.group === 'all') {
            sum(opened, [`${year} excluded fixed-term-ends opening`]);
            sum(left('all', where), [`${year} excluded fixed-term-ends leavers`]);
          }
        }
      } else if (what === 'stability') {
        know(people('stayed', p.group), p.n);
        know(people('opening', p.group), p.base);
        less(people('not stayed', p.group), people('opening', p.group), people('stayed', p.group));
      } else if (what === 'first-year') {
        know(people('left early', p.group), p.n);
        know(people('starters', p.group), p.base);
        less(people('starters who stayed', p.group), people('starters', p.group), people('left early', p.group));
      } else {
        know(left(p.group), p.base);
        const recorded = key === undefined ? `${what} recorded` : where;
        know(left(p.group, recorded), p.n);
        if (key === undefined)
          sum(left(p.group), [
            left(p.group, recorded),
            left(p.group, what === 'reasons' ? 'kind=unknown' : 'left-nhs=unknown'),
          ]);
        else add(rows, `${year}|${key}|${left(p.group)}`, `${value}`);
      }
    }
    if (r.definition === 'D1') {
      const own = r.breakdown[dimension] ?? 'all';
      const [opening, closing] = stocksIn(r.working);
      if (opening !== undefined) know(people(`opening${withEnds(rate)}`, own), opening);
      if (closing !== undefined) know(people(`closing${withEnds(rate)}`, own), closing);
    }
    const all = r.parts.find((p) => p.group === 'all');
    if (isNumber(r.unknownShare) && all && isNumber(all.base) && what === 'first-year')
      know(people('starters', 'unknown'), r.unknownShare, all.base);
    const { flows, leavers, underOneYear, excluded } = r as Result & {
      readonly flows?: Readonly<Record<string, Figure>>;
      readonly leavers?: Readonly<Record<string, Figure>>;
      readonly underOneYear?: Readonly<Record<string, Figure>>;
      readonly excluded?: Readonly<Record<string, Readonly<Record<string, Figure>>>>;
    };
    if (flows) {
      know(people('opening', 'all'), flows.opening);
      know(people('closing', 'all'), flows.closing);
      know(left('all'), flows.left);
      know(`${year} joined`, flows.joined);
      know(`${year} missing`, flows.missing);
      equals([
        [people('opening', 'all'), 1],
        [`${year} joined`, 1],
        [left('all'), -1],
        [`${year} missing`, -1],
        [people('closing', 'all'), -1],
      ]);
    }
    if (leavers) {
      know(left('all'), leavers.all);
      know(left('all', 'kind=unknown'), leavers['without-reason']);
    }
    if (underOneYear) {
      know(`${year} left under one year`, underOneYear.n);
      equals(
        [
          [`${year} left under one year`, 1],
          [left('all'), -1],
        ],
        Number.NEGATIVE_INFINITY,
      );
    }
    for (const [name, numbers] of Object.entries(excluded ?? {}))
      for (const [stock, figure] of Object.entries(numbers)) {
        const apart = name === 'doctors-in-training';
        const same = stock === 'leavers' ? 'left ' : stock;
        know(apart ? `${year} in training ${same} all` : `${year} excluded ${name} ${stock}`, figure);
      }
    if (r.value.status !== 'ok' && /\d/.test(r.working)) leaks.push(`${r.indicator} ${where} working`);
    const compared = r.parts.filter((p) => p.group === over || p.group === under);
    const { rateRatio, standardised } = r as { readonly rateRatio?: object; readonly standardised?: object };
    for (const [name, made] of Object.entries({ rateRatio, standardised }))
      if (made && 'value' in made && !compared.every((p) => isNumber(p.n) && isNumber(p.base)))
        leaks.push(`${r.indicator} ${where} ${name}`);
  }

  // The groups of a row are all of its people; of one group and all others too.
  const prefixes = [...quantities.keys()].filter((n) => n.endsWith(' all')).map((n) => n.slice(0, -'all'.length));
  for (const [key, groups] of groupsIn) {
    const year = key.slice(0, key.lastIndexOf(' '));
    const others = [...groups].filter((g) => g.includes('all but '));
    const whole = [...groups].filter((g) => g !== 'all' && !others.includes(g));
    for (const prefix of prefixes)
      if (prefix.startsWith(`${year} `) && (year.includes('training') || !prefix.includes('in training'))) {
        for (const g of others)
          if (quantities.has(`${prefix}${g}`))
            sum(
              `${prefix}all`,
              [g, g.replace('all but ', '')].map((h) => `${prefix}${h}`),
            );
        if (whole.every((g) => quantities.has(`${prefix}${g}`)))
          sum(
            `${prefix}all`,
            whole.map((g) => `${prefix}${g}`),
          );
      }
  }
  for (const [key, values] of rows) {
    const [year, dimension, whole] = key.split('|') as [string, string, string];
    const name = (where: string): string => whole.replace('left ', `left ${where}`);
    if (!whole.startsWith(year)) continue;
    if (dimension === 'month' && values.size !== 12) continue;
    if (dimension === 'reason-kind') {
      sum(
        whole,
        [...values].map((v) => name(`kind=${v}`)),
      );
      continue;
    }
    sum(
      whole,
      [...values].map((v) => name(`${dimension}=${v}`)),
    );
    if (dimension === 'reason' && quantities.has(name('rate-of=dismissal')))
      sum(
        name('rate-of=dismissal'),
        [...values].filter((v) => v.startsWith('dismissal-')).map((v) => name(`reason=${v}`)),
      );
    const coarser = dimension === 'reason' ? 'kind' : dimension === 'destination' ? 'left-nhs' : undefined;
    if (coarser === undefined) continue;
    const to = (v: string): string =>
      coarser === 'kind'
        ? kindOf(v)
        : v === 'unknown'
          ? 'unknown'
          : staysInNhs.includes(v)
            ? 'stayed-in-nhs'
            : 'left-nhs';
    for (const c of new Set([...values].map(to)))
      if (quantities.has(name(`${coarser}=${c}`)))
        sum(
          name(`${coarser}=${c}`),
          [...values].filter((v) => to(v) === c).map((v) => name(`${dimension}=${v}`)),
        );
  }
  for (const [name, ends] of months) {
    if (ends.size !== 12) continue;
    const at = (stock: string): string => name.replace('  ', ` ${stock} `);
    sum(
      at('at twelve month-ends'),
      [...ends].map((end) => at(`at ${end}`)),
    );
    const last = [...ends].sort().at(-1) as string;
    if (quantities.has(at('closing'))) sum(at('closing'), [at(`at ${last}`)]);
  }
  readFte(notes, run);
  return { leaks, ...tablesThatFit(highs, quantities, equations, knowledge.small) };
}
