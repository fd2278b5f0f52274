import type { Highs } from 'highs';
import type { Figure } from '../../src/core/outcome.js';
import type { Result, Run } from '../../src/release/result.js';
import { type Equation, type Found, type Numbers, type Quantity, tablesThatFit } from './solve.js';

/**
 * Somebody who holds the released JSON and knows how the standards are built, but nothing of the records. Written apart from the gate: quantities are
 * named by what they are of, every relation a reader could know becomes an equation, and a solver says between which whole numbers each hidden one lies.
 */
export interface Attacker extends Found {
  /** Figures that are shown although a count they are made of is hidden. */
  readonly leaks: readonly string[];
}

export interface Knowledge {
  /** Whether the policy never hides a count of 0, so that a hidden one is at least 1. */
  readonly neverZero: boolean;
  /** Counts shown are rounded to this. */
  readonly roundTo?: number;
  /** Smallest shown count that is not 0. */
  readonly leastShown?: number;
  /** Bands of each tier of the disparity ratio. */
  readonly tiers?: Readonly<Record<string, readonly string[]>>;
  /** Numbers of people that are hidden: a difference of two shown populations may not be one of these either. */
  readonly small?: Numbers;
  /** Bands of each cluster, by block. */
  readonly clusters?: Readonly<Record<string, readonly string[]>>;
}

type Breakdown = Readonly<Record<string, string>>;
const nameOf = (b: Breakdown): string =>
  Object.entries(b)
    .sort(([a], [c]) => (a < c ? -1 : 1))
    .map(([d, g]) => `${d}=${g}`)
    .join(',');

const isNumber = (f: Figure): f is number => typeof f === 'number';

/** Whose count a part is: events of an indicator, staff, applicants, members. */
function populations(r: Result): { readonly n: (of?: string) => string; readonly base: (of?: string) => string } {
  const { campaign } = r.breakdown as { campaign?: string };
  const standard = r.indicator.split('.')[0];
  const year = r.yearsBefore ?? 0;
  const of = (name: string): string => (year > 0 ? `${name} ${year} before` : name);
  if (/^(wres|wdes)\.2$/.test(r.indicator))
    return { n: () => of(`appointed ${campaign ?? ''}`), base: () => of(`shortlisted ${campaign ?? ''}`) };
  if (r.indicator.startsWith('medical-wres.consultant-recruitment')) {
    const stages = ['applied', 'shortlisted', 'appointed'].map((stage) => `${stage} consultants`);
    const to = r.indicator.endsWith('.shortlisting') ? 1 : 2;
    return { n: () => of(stages[to] as string), base: () => of(stages[to - 1] as string) };
  }
  if (r.indicator === 'medical-wres.grade') return { n: () => of('doctors'), base: () => of('doctors') };
  if (standard === 'bank-wres') {
    const n = r.unit === 'ratio' ? `events ${r.indicator}` : 'bank';
    return { n: () => of(n), base: () => of('bank') };
  }
  if (r.unit === 'ratio') return { n: () => of(`events ${r.indicator}`), base: () => of('staff') };
  if (r.unit === 'points') {
    const pop = (part?: string): string => of(part === 'board' ? `board ${standard}` : 'staff');
    return { n: pop, base: pop };
  }
  return { n: () => of('staff'), base: () => of('staff') };
}

export function attack(highs: Highs, run: Run, knowledge: Knowledge): Attacker {
  const quantities = new Map<string, Quantity>();
  const equations: Equation[] = [];
  const leaks: string[] = [];
  const open: Quantity = { low: 0, high: Number.POSITIVE_INFINITY, hidden: false };

  const know = (name: string, figure: Figure | undefined, times: number): void => {
    const q = quantities.get(name) ?? { ...open };
    quantities.set(name, q);
    if (figure === undefined) return;
    if (!isNumber(figure)) {
      if (figure.status !== 'suppressed') return;
      q.hidden = true;
      if (knowledge.neverZero) q.low = Math.max(q.low, 1);
      return;
    }
    const value = Math.round(figure * times);
    const to = knowledge.roundTo;
    let [low, high] = to ? [Math.ceil(value - to / 2), Math.ceil(value + to / 2) - 1] : [value, value];
    if (to && value > 0) low = Math.max(low, knowledge.leastShown ?? 0);
    if (to && value === 0) high = 0;
    q.low = Math.max(q.low, low, 0);
    q.high = Math.min(q.high, high);
  };
  const equation = (terms: Equation['terms'], low = 0, high = 0): void => void equations.push({ terms, low, high });

  const rowsOf = new Map<string, Map<string, Breakdown>>();
  const groupsOf = new Map<string, Set<string>>();
  const yearsOf = (r: Result): number =>
    Math.round((Date.parse(r.period.to) - Date.parse(r.period.from)) / (365.25 * 86_400_000)) || 1;

  /** The tiers of a row: each group in each, of its people in all tiers of the row. */
  const tierRows = new Map<string, Set<string>>();
  function tiersOf(r: Result): void {
    const pop = populations(r).base();
    const { block = 'all', tier: _, ...rest } = r.breakdown as Record<string, string>;
    const { dimension } = r.compared;
    for (const p of r.parts) {
      const name = (tier: string): string =>
        `${pop}|block=${block},tier=${tier},${nameOf(rest)}|${dimension}:${p.group}`;
      know(name(p.of ?? ''), p.n, 1);
      know(name('every'), p.base, 1);
      const key = `${pop}|${block}|${nameOf(rest)}|${dimension}:${p.group}`;
      tierRows.set(key, (tierRows.get(key) ?? new Set<string>()).add(p.of ?? ''));
    }
    const made = r.parts.filter((p) => p.group === r.compared.over || p.group === r.compared.under);
    const hidden = made.some((p) => !isNumber(p.n));
    if (hidden && (r.value.status === 'ok' || r.interval.status === 'ok' || /\d/.test(r.working)))
      leaks.push(`${r.indicator} ${nameOf(r.breakdown)}`);
  }

  /** Model Employer: what is made of the BME count of a band, and the number of the baseline year itself. */
  function pathOf(r: Result): void {
    const bme = r.parts.find((p) => p.group === r.compared.over);
    const { share, parityHeadcount, surplus, difference, representation, path, progress, appointments } = r;
    const made = { share, parityHeadcount, surplus, difference, representation, path, progress, appointments };
    if (bme && isNumber(bme.n) && isNumber(bme.base)) {
      if (r.yearsBefore !== undefined || !progress || !('baseline' in progress)) return;
      const { baseline, baselineYear } = progress;
      if (Date.parse(r.period.to) - Date.parse(`${baselineYear}-03-31`) < 400 * 86_400_000)
        know(`staff 1 before|${nameOf(r.breakdown)}|ethnicity:${bme.group}`, baseline, 1);
      return;
    }
    for (const [name, figure] of Object.entries(made))
      if (
        figure !== undefined &&
        !(typeof figure === 'object' && /^(suppressed|not-|undefined)/.test(String(Object(figure).status)))
      )
        leaks.push(`${r.indicator} ${nameOf(r.breakdown)} ${name}`);
    if (r.value.status === 'ok' || /\d/.test(r.working)) leaks.push(`${r.indicator} ${nameOf(r.breakdown)} value`);
  }

  /** People of a band now and a year before, and how many more there are. */
  function addedOf(r: Result): void {
    for (const p of r.parts) {
      const pop = p.of === 'year-before' ? 'staff 1 before' : populations(r).n();
      know(`${pop}|${nameOf(r.breakdown)}|ethnicity:${p.group}`, p.n, 1);
      know(`${pop}|${nameOf(r.breakdown)}|all`, p.base, 1);
    }
    const made = r.parts.filter((p) => p.group === r.compared.over);
    if (r.value.status === 'ok' && made.some((p) => !isNumber(p.n)))
      leaks.push(`${r.indicator} ${nameOf(r.breakdown)} value`);
  }

  for (const r of run.results) {
    if (r.value.status === 'not-supplied' || r.value.status === 'not-in-force') continue;
    // Survey percentages arrive as rates, already released by those who ran the survey: no count of ours stands behind them.
    if (r.source === 'survey' || r.unit === 'score' || r.unit === 'yes-no') continue;
    if (r.indicator === 'model-employer.people-added') {
      addedOf(r);
      continue;
    }
    if (r.unit === 'people') pathOf(r);
    const pop = populations(r);
    const dimension = r.compared.dimension;
    // By a finer ethnicity each group stands against White in a result of its own: together they are the groups of one row.
    const { part, campaign: _, [dimension]: _of, ...breakdown } = r.breakdown as Record<string, string>;
    if (r.indicator.startsWith('disparity-ratio')) {
      tiersOf(r);
      continue;
    }
    const years = r.unit === 'ratio' ? yearsOf(r) : 1;
    for (const p of r.parts) {
      if (p.of === 'survey') continue;
      const here = p.of === 'board' ? { part: part ?? 'total' } : breakdown;
      const row = nameOf(here);
      const [n, base] = [pop.n(p.of), pop.base(p.of)];
      const nName = `${n}|${row}|${dimension}:${p.group}`;
      const baseName = r.unit === 'ratio' ? `${base}|${row}|${dimension}:${p.group}` : `${base}|${row}|all`;
      know(nName, p.n, n.startsWith('events') ? years : 1);
      know(baseName, p.base, 1);
      if (n !== base)
        equation(
          [
            [nName, 1],
            [baseName, -(n.startsWith('events') ? years : 1)],
          ],
          Number.NEGATIVE_INFINITY,
          0,
        );
      for (const [pop2, name] of [
        [n, nName],
        [base, baseName],
      ] as const) {
        const rows = rowsOf.get(pop2) ?? new Map<string, Breakdown>();
        rowsOf.set(pop2, rows.set(row, here));
        if (name.endsWith('|all')) continue;
        const groups = groupsOf.get(`${pop2}|${row}|${dimension}`) ?? new Set<string>();
        groupsOf.set(`${pop2}|${row}|${dimension}`, groups.add(p.group));
      }
      if (isNumber(p.rate) && (!isNumber(p.n) || !isNumber(p.base)))
        leaks.push(`${r.indicator} ${row} rate of ${p.group}`);
    }
    if (r.unit === 'people') continue;
    const differencesOnly = r.unit === 'points' && r.parts.some((p) => p.of === 'board' && !isNumber(p.base));
    const made = r.parts.filter(
      (p) => r.unit !== 'ratio' || p.group === r.compared.over || p.group === r.compared.under,
    );
    const all = made.every((p) => isNumber(p.n) && isNumber(p.base));
    const row = `${r.indicator} ${nameOf(r.breakdown)}`;
    if (!all && !differencesOnly) {
      if (r.unit !== 'points' && r.value.status === 'ok') leaks.push(`${row} value`);
      if (r.unit !== 'points' && r.interval.status === 'ok') leaks.push(`${row} interval`);
      if (r.test?.status === 'ok') leaks.push(`${row} test`);
      if (r.fragility && (isNumber(r.fragility.oneFewer) || isNumber(r.fragility.oneMore)))
        leaks.push(`${row} fragility`);
      if (r.shortfall !== undefined && isNumber(r.shortfall)) leaks.push(`${row} shortfall`);
      if (r.difference !== undefined && isNumber(r.difference)) leaks.push(`${row} difference`);
      if (r.unit === 'share' && isNumber(r.unknownShare)) leaks.push(`${row} unknown share`);
      if (r.value.status !== 'ok' && /\d/.test(r.working)) leaks.push(`${row} working`);
    }
  }

  for (const [key, groups] of groupsOf) {
    const [pop, row, dimension] = key.split('|') as [string, string, string];
    const all = `${pop}|${row}|all`;
    know(all, undefined, 1);
    equation([[all, 1], ...[...groups].map((g) => [`${pop}|${row}|${dimension}:${g}`, -1] as const)]);
  }
  /** All that is known of a row: everyone, and every group. */
  const columns = (pop: string, row: string): readonly string[] => [
    'all',
    ...[...groupsOf].flatMap(([key, groups]) => {
      const [p, r, d] = key.split('|');
      return p === pop && r === row ? [...groups].map((g) => `${d}:${g}`) : [];
    }),
  ];
  const sum = (pop: string, whole: string, parts: readonly string[], atLeast = false): void => {
    for (const column of columns(pop, whole)) {
      const names = parts.map((r) => `${pop}|${r}|${column}`);
      if (!names.every((n) => quantities.has(n))) continue;
      equation(
        [[`${pop}|${whole}|${column}`, 1], ...names.map((n) => [n, -1] as const)],
        0,
        atLeast ? Number.POSITIVE_INFINITY : 0,
      );
    }
  };
  for (const [pop, rows] of rowsOf)
    for (const [whole, breakdown] of rows) {
      const finer = new Map<string, string[]>();
      for (const [name, b] of rows) {
        const more = Object.keys(b).filter((d) => !(d in breakdown));
        const within = Object.entries(breakdown).every(([d, g]) => b[d] === g);
        if (!within || more.length === 0 || Object.keys(b).length !== Object.keys(breakdown).length + more.length)
          continue;
        const dims = more.sort().join(',');
        finer.set(dims, [...(finer.get(dims) ?? []), name]);
      }
      if (pop.startsWith('board')) continue;
      for (const [dims, names] of finer) {
        if (dims === 'cluster') continue;
        const senior = nameOf({ ...breakdown, grade: 'senior-medical-manager' });
        const parts = names.filter((n) => n !== senior);
        const someBlocks = dims === 'block' && 'band' in breakdown;
        if (/block,(band|grade|cluster)|(band|grade|cluster),block|block,cluster/.test(dims)) continue;
        // Model Employer has the senior bands alone.
        const someBands = dims === 'band' && !names.some((n) => /band=[1-7]\b/.test(n));
        sum(
          pop,
          whole,
          parts,
          someBands || (someBlocks && rows.has('block=unmapped')) || /^(events|appointed)/.test(pop),
        );
        if (names.includes(senior)) {
          const consultant = nameOf({ ...breakdown, grade: 'consultant' });
          if (rows.has(consultant)) sum(pop, consultant, [senior], true);
        }
      }
      const bands = breakdown.cluster ? knowledge.clusters?.[`${breakdown.block} ${breakdown.cluster}`] : undefined;
      if (bands) {
        const dim = breakdown.block === 'medical' ? 'grade' : 'band';
        const parts = bands
          .filter((b) => b !== 'senior-medical-manager')
          .map((b) => nameOf({ block: breakdown.block as string, [dim]: b }))
          .filter((n) => rows.has(n));
        sum(pop, whole, parts);
      }
    }
  for (const [key, tiers] of tierRows) {
    const [pop, block, rest, column] = key.split('|') as [string, string, string, string];
    const at = (tier: string, b = block): string => `${pop}|block=${b},tier=${tier},${rest}|${column}`;
    const more = Object.fromEntries(rest === '' ? [] : rest.split(',').map((d) => d.split('=') as [string, string]));
    if (['lower', 'middle', 'upper'].every((tier) => tiers.has(tier)))
      equation([[at('every'), 1], ...[...tiers].map((tier) => [at(tier), -1] as const)]);
    for (const tier of tiers) {
      const blocks = ['non-clinical', 'clinical'];
      if (block === 'all') {
        if (
          !rowsOf.get(pop)?.has(nameOf({ ...more, block: 'unmapped' })) &&
          blocks.every((b) => quantities.has(at(tier, b)))
        )
          equation([[at(tier), 1], ...blocks.map((b) => [at(tier, b), -1] as const)]);
        continue;
      }
      const bands = (knowledge.tiers?.[tier] ?? []).map(
        (band) => `${pop}|${nameOf({ ...more, band, block })}|${column}`,
      );
      if (bands.length > 0 && bands.every((b) => quantities.has(b) || b.includes('unmapped')))
        equation([[at(tier), 1], ...bands.filter((b) => quantities.has(b)).map((b) => [b, -1] as const)]);
    }
  }
  for (const name of [...quantities.keys()]) {
    const finer = name.replace(/\|ethnicity:/, '|ethnicity-5:');
    const same = /\|ethnicity:(white|unknown)$/.test(name);
    if (same && quantities.has(finer))
      equation([
        [name, 1],
        [finer, -1],
      ]);
  }
  const nested = (inner: string, outer: string): void => {
    for (const name of quantities.keys()) {
      if (!name.startsWith(`${inner}|`)) continue;
      const other = `${outer}|${name.slice(inner.length + 1)}`;
      if (quantities.has(other))
        equation(
          [
            [name, 1],
            [other, -1],
          ],
          Number.NEGATIVE_INFINITY,
          0,
        );
    }
  };
  for (const when of ['', ' 1 before', ' 2 before'])
    for (const name of [...quantities.keys()]) {
      if (!name.startsWith(`doctors${when}||`)) continue;
      const inBlock = name.replace(`doctors${when}||`, `staff${when}|block=medical|`);
      if (!quantities.has(inBlock)) continue;
      // Doctors are the medical block and those medical directors who are paid as very senior managers.
      quantities.set(`${name} not in the block`, { ...open, derived: true });
      equation([
        [name, 1],
        [inBlock, -1],
        [`${name} not in the block`, -1],
      ]);
    }
  nested('events wdes.3', 'events wdes.capability-any-ground');
  for (const p of ['appointed', 'shortlisted']) nested(`${p} without-international`, `${p} `);

  return { leaks, ...tablesThatFit(highs, quantities, equations, knowledge.small) };
}
