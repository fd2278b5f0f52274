import { type Absent, firstAbsent, isNumber, notSupplied, ok, undefinedBecause } from '../../core/outcome.js';
import { roundHalfUp } from '../../core/rounding.js';
import { newcombe, readGap, wilson } from '../../formulas/index.js';
import type { Policy } from '../../standard/policy.js';
import { labels } from '../../words/labels.js';
import { absence } from '../../words/sentences.js';
import {
  aloneWorking,
  gapWorking,
  scoreWorking,
  sizeOfGap,
  sizeOfScores,
  statementWorking,
} from '../../words/survey.js';
import type { CountedRow } from '../counted.js';
import type { Interval, Part, Reading, Result } from '../result.js';
import type { See } from '../visible.js';
import { decimalsOf, givenParts } from './given.js';
import { rateOf, sumFigures } from './parts.js';
import type { Figures } from './ratio.js';

const notCalculable: Reading = { size: 'not calculable', evidence: 'not calculable' };

const readingOf = (absent: Absent): Reading => (absent.status === 'undefined' ? notCalculable : absent);

const labelOf = (row: CountedRow, part: Part): string => labels().group(row.compared.dimension, part.group);

/** A percentage out of a rate, free of what binary fractions add: 0.264 to one decimal is 26.4. */
const percentOf = (rate: number, decimals: number): number => roundHalfUp(rate * 100, Math.min(decimals, 12));

/** The difference of two rates in points: from the counts where there are any, else exact in the decimals they were written with. */
function gapOf(row: CountedRow, over: Part, under: Part): number {
  const [a, b] = [over.rate as number, under.rate as number];
  const [da, db] = [decimalsOf(row, over), decimalsOf(row, under)];
  if (da === undefined || db === undefined) return 100 * (a - b);
  const decimals = Math.max(da, db);
  return roundHalfUp(percentOf(a, da) - percentOf(b, db), Math.min(decimals, 12));
}

/** What an interval is made from: the answers counted, or the given rate on its base. Nothing is shown of it. */
const answersOf = (part: Part): { readonly n: number; readonly base: number } | undefined =>
  isNumber(part.base) && part.base > 0 && isNumber(part.rate)
    ? { n: isNumber(part.n) ? part.n : part.rate * part.base, base: part.base }
    : undefined;

const words = (row: CountedRow, part: Part) => ({
  label: labelOf(row, part),
  rate: part.rate as number,
  ...(isNumber(part.n) ? { n: part.n } : {}),
  ...(isNumber(part.base) ? { base: part.base } : {}),
});

/** The share of respondents whose group is not known, where the survey says. */
function unknownOf(row: CountedRow, parts: readonly Part[]): Result['unknownShare'] {
  const unknown = parts.find((p) => p.group === 'unknown');
  if (!unknown || row.compared.under === undefined)
    return notSupplied(`number of respondents of unknown ${labels().dimension(row.compared.dimension)}`);
  return rateOf(unknown.base, sumFigures(parts.map((p) => p.base)));
}

const gone = (row: CountedRow, parts: readonly Part[], absent: Absent): Figures => ({
  value: absent,
  interval: absent,
  reading: readingOf(absent),
  parts,
  unknownShare: unknownOf(row, parts),
  working: absence(absent),
});

const interval = (made: Interval | undefined): Interval => made ?? notSupplied('number of respondents');

/** One group's percentage alone: the adjustments of disabled staff. */
function aloneFigures(row: CountedRow, parts: readonly Part[], over: Part): Figures {
  const answers = answersOf(over);
  return {
    value: ok(over.rate as number),
    interval: interval(answers && wilson(answers.n, answers.base, row.judgement.confidence)),
    reading: { size: `one group`, evidence: 'not calculable' },
    parts,
    unknownShare: unknownOf(row, parts),
    working: aloneWorking(words(row, over), row.words.people, row.words.happened ?? 'said so'),
  };
}

/**
 * A survey question: the compared group's percentage less the other's, in points, with Newcombe's interval where the number of respondents is known. A group
 * that may not be seen takes the figure with it. Without the other group in the definition, the percentage itself.
 */
export function surveyFigures(row: CountedRow, _see: See, policy: Policy): Figures {
  const parts = givenParts(row, policy);
  const { over: first, under: second } = row.compared;
  const over = parts.find((p) => p.group === first);
  const under = parts.find((p) => p.group === second);
  if (!over || (second !== undefined && !under)) return gone(row, parts, undefinedBecause('no-group-members'));
  const absent = firstAbsent(over.rate, ...(under ? [under.rate] : []));
  if (absent) return gone(row, parts, absent);
  if (!under) return aloneFigures(row, parts, over);
  const gap = gapOf(row, over, under);
  const [a, b] = [answersOf(over), answersOf(under)];
  const made = a && b ? newcombe({ over: a, under: b }, row.judgement.confidence) : undefined;
  const bases: readonly [number, number] = [a?.base ?? 0, b?.base ?? 0];
  const read = made
    ? readGap({ gap: ok(gap), interval: made, bases, fewPeople: row.judgement.fewPeople })
    : notCalculable;
  return {
    value: ok(gap),
    interval: interval(made),
    reading: 'size' in read ? { ...read, size: sizeOfGap(gap) } : read,
    parts,
    unknownShare: unknownOf(row, parts),
    working: gapWorking(words(row, over), words(row, under), row.words.people, row.words.happened ?? 'said so', gap),
  };
}

/** A score from 0 to 10: the compared group's less the other's. The survey gives no spread, so there is no interval. */
export function scoreFigures(row: CountedRow, _see: See, policy: Policy): Figures {
  const parts = givenParts(row, policy);
  const over = parts.find((p) => p.group === row.compared.over);
  const under = parts.find((p) => p.group === row.compared.under);
  if (!over || !under) return gone(row, parts, undefinedBecause('no-group-members'));
  const absent = firstAbsent(over.rate, under.rate);
  if (absent) return gone(row, parts, absent);
  const [a, b] = [over.rate as number, under.rate as number];
  const gap = roundHalfUp(a - b, 9);
  return {
    value: ok(gap),
    interval: notSupplied('spread of the scores'),
    reading: { size: sizeOfScores(gap), evidence: 'not calculable' },
    parts,
    unknownShare: unknownOf(row, parts),
    working: scoreWorking(
      { label: labelOf(row, over), score: a },
      { label: labelOf(row, under), score: b },
      row.words.people,
      row.words.happened ?? 'score',
    ),
  };
}

/** An organisation's answer: 1 for yes, 0 for no, its words as the working. */
export function statementFigures(row: CountedRow): Figures {
  const { statement } = row;
  const absent = notSupplied('statement');
  if (!statement) return gone(row, [], absent);
  return {
    value: ok(statement.answer ? 1 : 0),
    interval: notSupplied('interval of an answer'),
    reading: { size: statement.answer ? 'yes' : 'no', evidence: 'not calculable' },
    parts: [],
    unknownShare: notSupplied('group in an answer'),
    working: statementWorking(statement.answer, statement.words),
  };
}
