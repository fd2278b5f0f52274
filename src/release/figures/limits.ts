import { type Absent, isNumber, suppressed } from '../../core/outcome.js';
import { labels } from '../../words/labels.js';
import { absence, boardDifferenceOnly } from '../../words/sentences.js';
import type { CountedRow } from '../counted.js';
import type { Figures } from './ratio.js';

/** What a Model Employer figure is made of a band's share. */
const ratesOfBands = [
  'share',
  'representation',
  'constantShare',
  'sharePath',
  'appointments',
  'path',
  'progress',
] as const;

/** Figures without value, interval, test, reading and all that is made of them. */
function without(figures: Figures, why: Absent): Figures {
  return {
    ...figures,
    value: why,
    interval: why,
    reading: why,
    ...(figures.test ? { test: why } : {}),
    ...(figures.fragility ? { fragility: { oneFewer: why, oneMore: why } } : {}),
    ...(figures.shortfall === undefined ? {} : { shortfall: why }),
    ...(figures.difference === undefined ? {} : { difference: why }),
    ...Object.fromEntries(ratesOfBands.filter((key) => figures[key] !== undefined).map((key) => [key, why])),
    ...(figures.differences
      ? { differences: Object.fromEntries(Object.keys(figures.differences).map((g) => [g, why])) }
      : {}),
    working: absence(why),
  };
}

/** No rate, and nothing made of one, on fewer people than the policy asks for; the counts stay. Example: minimum 8, 3 of 7 has no rate. */
export function onEnoughPeople(figures: Figures, row: CountedRow, minimum: number | undefined): Figures {
  if (minimum === undefined) return figures;
  const few = (base: unknown): boolean => typeof base === 'number' && base > 0 && base < minimum;
  const parts = figures.parts.map((p) => (few(p.base) && isNumber(p.rate) ? { ...p, rate: suppressed } : p));
  const bases = new Set(figures.parts.map((p) => p.base));
  const all = row.figure === 'relative-likelihood' ? figures.parts.map((p) => p.base) : [...bases].slice(0, 1);
  const people = all.every((n) => typeof n === 'number') ? (all as number[]).reduce((a, b) => a + b, 0) : undefined;
  const unknownShare = few(people) && isNumber(figures.unknownShare) ? suppressed : figures.unknownShare;
  const { over, under } = row.compared;
  const judged = figures.parts.filter(
    (p) => p.group === over || p.group === under || row.figure === 'share-of-row' || p.of === 'board',
  );
  const kept = { ...figures, parts, unknownShare };
  return judged.some((p) => few(p.base)) && figures.value.status === 'ok' ? without(kept, suppressed) : kept;
}

/** A board of which only the differences from the workforce may be shown: its counts, shares and interval stay back. */
export function onlyDifferences(figures: Figures, row: CountedRow): Figures {
  const parts = figures.parts.map((p) =>
    p.of === 'board' ? { ...p, n: suppressed, base: suppressed, rate: suppressed } : p,
  );
  const kept = { ...figures, parts, unknownShare: suppressed, interval: suppressed };
  const { over, dimension } = row.compared;
  return figures.value.status === 'ok'
    ? {
        ...kept,
        working: boardDifferenceOnly(labels().group(dimension, over), row.breakdown.part, figures.value.value),
      }
    : kept;
}
