import type { Ask, AskRule, Indicator } from './define.js';
import { indicator } from './define.js';

/** Records that several indicators share but for a few words. Each is still one file that says what is its own. */

const steps = {
  'lower-to-middle': ['lower', 'middle'],
  'middle-to-upper': ['middle', 'upper'],
  'lower-to-upper': ['lower', 'upper'],
} as const;

/**
 * A disparity ratio between three tiers of pay bands: of all who are in a tier, of non-clinical and of clinical staff. `over` is the group whose concentration in the
 * higher tier is divided by that of `under`. Example: White 500 of 1,200 higher to lower over BME 100 of 900 is 3.75.
 */
export function disparityRatio(of: {
  readonly id: string;
  readonly title: string;
  readonly dimension: string;
  readonly over: string;
  readonly under: string;
}): Indicator {
  const blocks = [
    { breakdown: {}, block: ['non-clinical', 'clinical', 'unmapped'] },
    { breakdown: { block: 'non-clinical' }, block: ['non-clinical'] },
    { breakdown: { block: 'clinical' }, block: ['clinical'] },
  ] as const;
  return indicator({
    id: of.id,
    title: of.title,
    unit: 'ratio',
    compared: { dimension: of.dimension, over: of.over, under: of.under },
    counts: {
      staff: { from: 'staff', population: 'workforce', by: ['block', 'band', 'grade', of.dimension], when: 'snapshot' },
    },
    formula: { name: 'disparity-ratio', staff: 'staff', steps },
    rows: blocks.flatMap(({ breakdown, block }) =>
      Object.keys(steps).map((tier) => ({ breakdown: { ...breakdown, tier }, where: { block } })),
    ),
    words: { people: 'staff' },
    adverse: 'above',
    chart: 'tier-dots',
    checks: ['tiers-multiply-through'],
  });
}

/** Cases of bank-only workers over those active at the snapshot, BME over White. Example: 2 of 6 over 1 of 4 is 1.33. */
export function bankCases(of: {
  readonly id: string;
  readonly title: string;
  readonly where: readonly AskRule[];
  readonly happened: string;
  readonly toHappen: string;
}): Indicator {
  const bank = { population: 'employed-or-bank', main: 'bank-only', by: ['ethnicity'] } as const;
  return indicator({
    id: of.id,
    title: of.title,
    unit: 'ratio',
    compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
    counts: {
      cases: { from: 'cases', ...bank, where: of.where, when: 'period', ofStaff: true },
      staff: { from: 'staff', ...bank, activeWithin: 'active', when: 'snapshot' },
    },
    formula: { name: 'relative-likelihood', events: 'cases', base: 'staff' },
    rows: [{ breakdown: {} }],
    words: { people: 'bank-only workers', happened: of.happened, toHappen: of.toHappen },
    adverse: 'above',
    chart: 'ratio-dots',
    checks: ['events-within-base'],
  });
}

/** Two stages of recruitment, White over BME: those who come to the second (`events`) of those at the first (`base`). Example: 3 of 6 over 1 of 5 is 2.5. */
export function recruitmentStages(of: {
  readonly id: string;
  readonly title: string;
  readonly base: readonly [name: string, where: readonly AskRule[]];
  readonly events: readonly [name: string, where: readonly AskRule[]];
  readonly words: Required<Indicator['words']>;
}): Indicator {
  const stage = (where: readonly AskRule[]): Ask => ({
    from: 'recruitment',
    population: 'applications',
    where,
    by: ['ethnicity'],
    measure: 'rows',
    when: 'period',
  });
  const [base, events] = [of.base, of.events];
  return indicator({
    id: of.id,
    title: of.title,
    unit: 'ratio',
    compared: { dimension: 'ethnicity', over: 'white', under: 'bme' },
    counts: { [base[0]]: stage(base[1]), [events[0]]: stage(events[1]) },
    formula: { name: 'relative-likelihood', events: events[0], base: base[0] },
    rows: [{ breakdown: {} }],
    words: of.words,
    adverse: 'above',
    chart: 'ratio-dots',
    checks: ['events-within-base', 'unknown-share-alike'],
  });
}

/** Organisations by how many members of a group sit on their board. Example: boards with 0, 0, 1 and 4 are 2, 1, 0 and 1 of 4. */
export function boardProfile(of: {
  readonly id: string;
  readonly title: string;
  readonly dimension: string;
  readonly over: string;
}): Indicator {
  return indicator({
    id: of.id,
    title: of.title,
    unit: 'organisations',
    compared: { dimension: of.dimension, over: of.over },
    counts: {
      members: {
        from: 'board',
        population: 'board',
        by: ['voting', 'executive', of.dimension],
        when: 'snapshot',
        ofStaff: true,
      },
    },
    formula: { name: 'board-profile', members: 'members' },
    rows: [{ breakdown: {} }],
    words: { people: 'board members' },
    chart: 'none',
    checks: [],
  });
}
