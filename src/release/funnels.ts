import { type Absent, firstAbsent, isNumber, undefinedBecause } from '../core/outcome.js';
import {
  type Compared,
  type Count,
  type Funnel,
  type FunnelPlace,
  funnelPlace,
  ratioFunnel,
  shareFunnel,
} from '../formulas/index.js';
import type { CountedRow } from './counted.js';
import type { FunnelPlacement, Result } from './result.js';

/** Fewer say nothing of what is usual. */
const fewest = 3;

const partOf = (r: Result, group: string | undefined): Count | Absent => {
  const part = r.parts.find((p) => p.group === group);
  if (!part) return undefinedBecause('no-group-members');
  const absent = firstAbsent(part.base, part.n);
  return absent ?? { n: part.n as number, base: part.base as number };
};

/** Counts that may be seen, or why they may not; the gate decided, and a funnel asks no more. */
function seen(r: Result, years: number): Compared | Count | Absent {
  if (r.value.status !== 'ok') return r.value;
  const over = partOf(r, r.compared.over);
  if (r.unit !== 'ratio' || 'status' in over) return over;
  const under = partOf(r, r.compared.under);
  return 'status' in under ? under : { over, under, years };
}

function funnelOf(own: readonly Judged[], target: number, unit: Result['unit']): readonly FunnelPlacement[] {
  const counts = own.map(({ result, years }) => seen(result, years));
  const known = counts.filter((c): c is Compared | Count => !('status' in c));
  const made: Funnel =
    unit === 'ratio'
      ? ratioFunnel(known as readonly Compared[], target)
      : shareFunnel(known as readonly Count[], target);
  const points = [...made.points];
  const judged = points.filter((p) => p.status === 'ok').length;
  return counts.map((c, i): FunnelPlacement => {
    if ('status' in c) return c;
    const point = points.shift() as Funnel['points'][number];
    if (point.status !== 'ok') return point;
    if (judged < fewest) return undefinedBecause('infeasible');
    const { value, limits, precision, shrunk } = point.value;
    const place = funnelPlace(value, limits[0]!, limits[1]!);
    const adverse = own[i]?.adverse;
    return {
      status: 'ok',
      place,
      ...(adverse === undefined ? {} : { standing: standing(place, adverse) }),
      target,
      limits,
      precision,
      shrunk,
      phi: made.phi,
      tau2: made.tau2,
      organisations: judged,
    };
  });
}

/** An outlier is outside the 99.8 % limits; on which side it is poor is the indicator's to say. */
function standing(place: FunnelPlace, adverse: 'above' | 'below'): 'good' | 'poor' | 'usual' {
  if (place !== 'high-998' && place !== 'low-998') return 'usual';
  return (place === 'high-998') === (adverse === 'above') ? 'poor' : 'good';
}

interface Judged {
  readonly result: Result;
  readonly years: number;
  readonly adverse: CountedRow['adverse'];
}

const rowKey = ({ indicator, edition, breakdown }: Result): string => {
  const { organisation: _, ...rest } = breakdown;
  return JSON.stringify([indicator, edition, Object.entries(rest).sort()]);
};

/**
 * Gives every ratio and share of one organisation its place in the funnel of all organisations, about the figure of the whole. Made of released figures
 * alone, so that it says nothing that they do not: an organisation whose counts are hidden is as absent in the funnel, and has no part in the
 * limits of the others. Without a figure of the whole there is no funnel (its reason); with fewer than three organisations it is `infeasible`.
 * `rows` say of each result how many years its events are a mean of, and on which side of the target an organisation does worse.
 * Source: formulas/funnel.ts (Spiegelhalter 2005). Results without an organisation in their breakdown are as they were.
 */
export function withFunnels(
  results: readonly Result[],
  rows: readonly Pick<CountedRow, 'years' | 'adverse'>[],
): readonly Result[] {
  const inFunnel = (r: Result): boolean =>
    'organisation' in r.breakdown &&
    r.breakdown.organisation !== 'unknown' &&
    (r.unit === 'ratio' || r.unit === 'share');
  if (!results.some(inFunnel)) return results;
  const families = new Map<string, Judged[]>();
  results.forEach((result, i) => {
    if (!inFunnel(result)) return;
    const key = rowKey(result);
    const own = families.get(key) ?? [];
    families.set(key, own);
    own.push({ result, years: rows[i]?.years ?? 1, adverse: rows[i]?.adverse });
  });
  const wholes = new Map(results.filter((r) => !('organisation' in r.breakdown)).map((r) => [rowKey(r), r]));
  const placed = new Map<Result, FunnelPlacement>();
  for (const [key, own] of families) {
    const { unit } = own[0]!.result;
    const whole = wholes.get(key)?.value ?? undefinedBecause('infeasible');
    const open = whole.status === 'ok' && isNumber(whole.value);
    const [low, high] = unit === 'ratio' ? [0, Number.POSITIVE_INFINITY] : [0, 1];
    const usable = open && whole.value > low && whole.value < high;
    const places = usable
      ? funnelOf(own, whole.value, unit)
      : own.map(() => (open ? undefinedBecause('infeasible') : (whole as Absent)));
    own.forEach(({ result }, i) => void placed.set(result, places[i]!));
  }
  return results.map((r) => {
    const funnel = placed.get(r);
    return funnel ? { ...r, funnel } : r;
  });
}
