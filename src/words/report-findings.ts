import { capital } from './labels.js';
import { type RatioNumber, timesAsLikely } from './report-numbers.js';

/** The longest heading a finding may have, in words. */
export const MOST_WORDS = 10;

export const countWords = (text: string): number => text.trim().split(/\s+/).length;

/** The first candidate of ten words or fewer; the last one must always be short enough. */
export const firstShort = (...candidates: readonly string[]): string =>
  candidates.find((c) => countWords(c) <= MOST_WORDS) ?? candidates[candidates.length - 1]!;

/** Words for the findings that have no figure, by the status of the absence. */
export const ABSENT_FINDING: Readonly<Record<string, string>> = {
  suppressed: 'The figure is suppressed; that is not zero',
  undefined: 'The figure cannot be calculated from these counts',
  'not-supplied': 'No figure: the data was not supplied',
  'not-in-force': 'No figure: not collected in this edition',
};

/**
 * A ratio's finding: size and evidence, both in fixed words. `over` and `under` are groups with people, `toHappen` "to be appointed".
 * Example: "White applicants 1.39 times as likely to be appointed".
 */
export function ratioFinding(
  over: string,
  ratio: RatioNumber,
  toHappen: string,
  size: string,
  evidence: string,
): string {
  const within = size.startsWith('within');
  const place = within ? 'within the band' : size;
  switch (evidence) {
    case 'difference shown':
      return within
        ? 'A difference is shown, but within the band'
        : firstShort(`${capital(over)} ${timesAsLikely(ratio)} ${toHappen}`, `Ratio ${place}; a difference is shown`);
    case 'no clear difference':
      return within ? 'Ratio within the band; no clear difference' : `Ratio ${place}; chance could explain it`;
    case 'too few to judge':
      return 'Too few people or events to judge';
    default:
      return 'The evidence cannot be calculated';
  }
}

export interface ShareFinding {
  /** Rows with the lowest share, by name; used only when each is clearly below the workforce. */
  readonly lowest: readonly string[];
  readonly lowestClear: boolean;
  readonly hidden: boolean;
  readonly below: number;
  readonly above: number;
  readonly shown: number;
}

/**
 * The finding of a table of shares: where the share is lowest if that row is clearly below the workforce, else how many rows are clearly
 * below or above it. "Lowest" over rows of which some are hidden says so.
 */
export function shareFinding(group: string, f: ShareFinding): string {
  if (f.shown === 0) return 'No row is large enough to give a share';
  if (f.below + f.above === 0) return 'No row clearly differs from the workforce share';
  const where = f.hidden ? ', where shown,' : '';
  const [side, n] = f.below > 0 ? (['below', f.below] as const) : (['above', f.above] as const);
  const counted = [
    capital(`${group} share clearly ${side} in ${n} of ${f.shown} rows`),
    `Share clearly ${side} the workforce in ${n} of ${f.shown}`,
  ];
  if (!f.lowestClear || f.lowest.length === 0 || f.lowest.length > 2) return firstShort(...counted);
  const rows = f.lowest.join(' and ');
  return firstShort(
    capital(`${group} share is lowest${where} in ${rows}`),
    capital(`${group} share lowest${where} in ${rows}`),
    ...counted,
  );
}

/** The finding of the board: below, above or at the workforce share; never a percentage of a few people. */
export function boardFinding(group: string, points: number): string {
  const where =
    points < 0
      ? 'below the workforce share'
      : points > 0
        ? 'above the workforce share'
        : 'equal to the workforce share';
  return firstShort(
    capital(`${group} share of the board is ${where}`),
    capital(`${group} board share is ${where}`),
    `Board share is ${where}`,
  );
}
