import {
  type Absent,
  type Figure,
  firstAbsent,
  isNumber,
  notSupplied,
  ok,
  undefinedBecause,
} from '../../core/outcome.js';
import { roundHalfUp } from '../../core/rounding.js';
import {
  directlyStandardised,
  mantelHaenszelRates,
  miettinenNurminen,
  rateInterval,
  rateRatio,
  rateRatioExact,
  rateTest,
  readRatio,
  relativeLikelihood,
  testOfTwo,
  wilson,
} from '../../formulas/index.js';
import type { Policy } from '../../standard/policy.js';
import { labels } from '../../words/labels.js';
import { absence } from '../../words/sentences.js';
import { turnoverWorking } from '../../words/turnover.js';
import type { CountedRow, Stratum } from '../counted.js';
import type { Part, RateRatio, Reading, StandardisedRatio } from '../result.js';
import type { See } from '../visible.js';
import { known, rateOf } from './parts.js';
import type { Figures } from './ratio.js';

/** FTE is counted in hundred-thousandths. */
const units = { people: 1, fte: 100_000 } as const;

const mean = (figures: readonly Figure[]): Figure =>
  firstAbsent(...figures) ?? (figures as readonly number[]).reduce((a, b) => a + b, 0) / figures.length;

/** Fewer strata than this could give a stratum's own counts away. */
const fewestStrata = 5;

const notCalculable: Reading = { size: 'not calculable', evidence: 'not calculable' };

function standardisedRatio(
  row: CountedRow,
  policy: Policy,
  counts: {
    readonly over: { readonly n: number; readonly base: number };
    readonly under: { readonly n: number; readonly base: number };
  },
): StandardisedRatio | Absent {
  const { by, strata } = row.turnover!.standardised!;
  const { judgement } = row;
  const both = strata.filter((s) => s.over.base > 0 && s.under.base > 0);
  const exact = policy.hide === undefined && policy.roundTo === undefined;
  if (!exact && both.length < fewestStrata) return { status: 'suppressed', why: 'disclosure' };
  // A figure pooled over many strata, to two places where counts are hidden: it gives no stratum's count away.
  const shown = (x: number): number => (exact ? x : roundHalfUp(x, 2));
  const pooled = mantelHaenszelRates(both, judgement.confidence);
  const rate = (side: 'over' | 'under'): Figure => {
    const weighted = both.map((s: Stratum) => ({ ...s[side], weight: s.over.base + s.under.base }));
    const { value } = directlyStandardised(weighted, judgement.confidence);
    return value.status === 'ok' ? (exact ? value.value : roundHalfUp(value.value, 3)) : value;
  };
  const inside = both.reduce((n, s) => n + s.over.base, 0);
  const reading = readRatio({
    ratio: pooled.value,
    interval: pooled.interval,
    counts,
    ...judgement,
  });
  const { interval } = pooled;
  return {
    by,
    method: 'mantel-haenszel',
    value: pooled.value.status === 'ok' ? ok(shown(pooled.value.value)) : pooled.value,
    interval:
      interval.status === 'ok'
        ? {
            ...interval,
            value: interval.value.map((x) => (x === 'unbounded' ? x : shown(x))) as unknown as typeof interval.value,
          }
        : interval,
    reading,
    overRate: rate('over'),
    underRate: rate('under'),
    strata: both.length,
    covered: counts.over.base === 0 ? undefinedBecause('no-group-members') : shown(inside / counts.over.base),
  };
}

/**
 * A rate of leavers (or a share of a cohort) with its parts, the ratio of two groups' rates, and the numbers shown beside it. The base of each group
 * is the mean of its stocks; every number comes from what may be seen, and one that may not takes what is made of it. Rates have exact Poisson limits and
 * exact ratios, shares Wilson's and Miettinen-Nurminen's. Example: 20 leavers, 150 at the start, 120 at the end is 20 / 135 = 14.81%.
 */
export function turnoverFigures(row: CountedRow, see: See, policy: Policy): Figures {
  const t = row.turnover!;
  const { compared, judgement } = row;
  const unit = units[t.basis];
  const seen = (name: string): Figure => {
    const counted = row.also?.[name];
    const figure = counted ? see(counted, row) : notSupplied(name);
    return isNumber(figure) ? figure / unit : figure;
  };
  const parts: readonly Part[] = row.groups.map(({ group, n }) => {
    const own = see(n, row);
    const events = isNumber(own) ? own / unit : own;
    const base = mean(t.stocks.map((stock) => seen(`${group} ${stock}`)));
    return { group, n: events, base, rate: rateOf(events, base) };
  });
  const partOf = (group: string | undefined): Part | undefined => parts.find((p) => p.group === group);
  const own = partOf(t.own) as Part;
  const unknownShare = t.unknown
    ? rateOf(seen(t.unknown[0]), seen(t.unknown[1]))
    : undefinedBecause('no-group-members');
  const value = isNumber(own.rate) ? ok(own.rate) : own.rate;
  const level = judgement.confidence;
  const count = known(own);
  const interval =
    value.status !== 'ok' || !count
      ? (value as Absent)
      : t.basis === 'fte'
        ? notSupplied('interval of a rate of FTE')
        : t.kind === 'rate'
          ? rateInterval(count.n, count.base, level)
          : wilson(count.n, count.base, level);
  const [over, under] = [partOf(compared.over), partOf(compared.under)];
  const [a, b] = [known(over), known(under)];

  const ratio = (): { readonly rateRatio: RateRatio | Absent; readonly standardised?: StandardisedRatio | Absent } => {
    if (compared.under === undefined) return { rateRatio: notSupplied('group to compare with') };
    if (!a || !b) {
      const why =
        firstAbsent(...[over, under].flatMap((p) => (p ? [p.base, p.n] : []))) ?? undefinedBecause('no-group-members');
      return { rateRatio: why, ...(t.standardised ? { standardised: why } : {}) };
    }
    const counts = { over: a, under: b };
    const rate = t.kind === 'rate';
    const made = rate ? rateRatio(counts) : relativeLikelihood(counts);
    // FTE are no events: their ratio has no interval of its own.
    const absent = notSupplied('interval of a ratio of FTE');
    const limits = t.basis === 'fte' ? absent : rate ? rateRatioExact(counts, level) : miettinenNurminen(counts, level);
    const read = readRatio({ ratio: made, interval: limits, counts, ...judgement });
    return {
      rateRatio: {
        over: compared.over,
        under: compared.under,
        value: made,
        interval: limits,
        test: t.basis === 'fte' ? absent : rate ? rateTest(counts) : testOfTwo(counts),
        reading: t.basis === 'fte' ? notCalculable : read,
      },
      ...(t.standardised && t.basis === 'people' ? { standardised: standardisedRatio(row, policy, counts) } : {}),
    };
  };
  const made = ratio();
  const shown = Object.entries(t.shown).map(
    ([name, numbers]) =>
      [name, Object.fromEntries(Object.entries(numbers ?? {}).map(([k, id]) => [k, seen(id)]))] as const,
  );
  const excluded = shown.filter(([name]) => name.startsWith('excluded '));
  const { rateRatio: compare } = made;
  const label = (group: string): string => labels().group(compared.dimension, group);
  const working =
    value.status === 'ok' && count
      ? turnoverWorking({
          what: t.kind === 'share' && Object.keys(row.breakdown).length === 0 ? `${t.what} recorded` : t.what,
          definition: t.definition,
          basis: t.basis,
          own: t.own === 'all' ? undefined : label(t.own),
          people: row.words.people,
          n: count.n,
          base: count.base,
          stocks: t.stocks.map((stock) => seen(`${t.own} ${stock}`)),
          ...('over' in compare &&
          compare.value.status === 'ok' &&
          over &&
          under &&
          isNumber(over.rate) &&
          isNumber(under.rate)
            ? {
                ratio: {
                  over: label(compare.over),
                  under: label(compare.under),
                  overRate: over.rate,
                  underRate: under.rate,
                  value: compare.value.value,
                  overBase: over.base as number,
                  underBase: under.base as number,
                },
              }
            : {}),
        })
      : absence(value as Absent);
  return {
    value,
    interval,
    ...('over' in compare ? { test: compare.test } : {}),
    reading: 'over' in compare ? compare.reading : compared.under === undefined ? notCalculable : compare,
    parts,
    unknownShare,
    working,
    definition: t.definition,
    basis: t.basis,
    scope: t.scope,
    opening: t.opening,
    closing: t.closing,
    switches: t.switches,
    ...made,
    ...Object.fromEntries(shown.filter(([name]) => !name.startsWith('excluded '))),
    ...(excluded.length > 0
      ? { excluded: Object.fromEntries(excluded.map(([name, numbers]) => [name.slice('excluded '.length), numbers])) }
      : {}),
  };
}
