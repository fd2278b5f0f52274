export const cutName = (keys: readonly string[]): string =>
  keys.length === 0 ? 'whole' : [...keys].sort().join(' x ');

/**
 * Ids of the cubes of a cut: headcount, its strata for standardisation, the three FTE sums, kinds of reasons and the first year.
 * Example: of ['sex', 'band'], `people` is `turnover/people by band x sex`.
 */
export const cubeIds = (cut: readonly string[]) => ({
  people: `turnover/people by ${cutName(cut)}`,
  strata: `turnover/people by ${cutName(cut)} in strata`,
  opening: `turnover/fte at opening by ${cutName(cut)}`,
  closing: `turnover/fte at closing by ${cutName(cut)}`,
  left: `turnover/fte of leavers by ${cutName(cut)}`,
  reasonKind: `turnover/people by kind of reason and ${cutName(cut)}`,
  firstYear: `turnover/first year by ${cutName(cut)}`,
});

/** Cubes that are counted once, whatever the cuts. */
export const onceIds = {
  reason: 'turnover/people by reason',
  destination: 'turnover/people by destination',
  service: 'turnover/people by service at leaving',
  month: 'turnover/people by month',
  described: 'turnover/described differently',
} as const;

/** Who was left out by the kind of contract, in each of the three tables it is read from. */
export const leftOutIds = {
  opening: 'turnover/left out at opening',
  closing: 'turnover/left out at closing',
  leavers: 'turnover/left out among leavers',
} as const;
