import type { Issue } from '../core/issue.js';
import { isNumber } from '../core/outcome.js';
import type { Setting } from '../plan.js';
import type { CountedRow } from '../release/counted.js';
import { standardShort } from '../words/standards.js';
import * as words from '../words/survey.js';

/** Of how many questions the direction must be known before labels are doubted. */
const enough = 3;

/**
 * Whether the two groups' labels may have been exchanged: every survey question of a dimension points the other way from the national pattern (edition
 * value `usual-gap`: `higher` or `lower` for the compared group), on three questions or more. One question that differs is a finding, not a slip.
 */
export function labelsSwapped({ edition }: Setting, rows: readonly CountedRow[]): readonly Issue[] {
  const byDimension = new Map<string, boolean[]>();
  for (const { indicator, compared, given } of rows) {
    const usual = edition.indicators[indicator]?.['usual-gap']?.value;
    const [over, under] = [compared.over, compared.under].map((g) => given?.groups.find((x) => x.group === g)?.rate);
    if (typeof usual !== 'string' || over === undefined || under === undefined) continue;
    if (!isNumber(over) || !isNumber(under) || over === under) continue;
    const known = byDimension.get(compared.dimension) ?? [];
    byDimension.set(compared.dimension, [...known, over > under === (usual === 'lower')]);
  }
  return [...byDimension].flatMap(([dimension, reversed]) =>
    reversed.length >= enough && reversed.every((r) => r)
      ? [words.surveyLabelsSwapped(standardShort(edition.standard), dimension)]
      : [],
  );
}
