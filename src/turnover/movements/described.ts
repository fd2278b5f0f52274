import type { Recode } from '../../core/recode.js';
import type { Setting } from '../../plan.js';
import { all, there, yesNo } from './conditions.js';

/** A recode as it reads the columns of one side of the join. Example: on('left', ethnicity) reads `left.ethnicity`. */
export function on(side: string, r: Recode): Recode {
  if ('columns' in r) return { ...r, columns: r.columns.map((c) => `${side}.${c}`) };
  if ('column' in r) return { ...r, column: `${side}.${r.column}` };
  if ('days' in r) return { ...r, days: [`${side}.${r.days[0]}`, `${side}.${r.days[1]}`] };
  throw new RangeError('conditions are not asked of one side of a join');
}

/**
 * How a person is described: by the record at opening where there is one, else by the leavers row, else by the record at closing, else by the
 * starters row. Leavers and stock are thus in the same group. Source: project decision.
 */
const described = (sides: ReadonlySet<string>, of: (side: string) => Recode, otherwise: string): Recode => ({
  cases: ['opening', 'left', 'closing', 'joined']
    .filter((s) => sides.has(s))
    .map((s) => ({ when: there(s), gives: of(s) })),
  otherwise,
});

/** The day up to which service is counted on each side where a stock would take its snapshot. */
const upTo: Readonly<Record<string, string>> = { left: 'terminationDate', joined: 'hireDate' };

/** A dimension as it describes the people of the year. Length of service is that at the stock's day, or at leaving for those who joined in the year. */
export function describedBy(setting: Setting, sides: ReadonlySet<string>, dimension: string): Recode {
  const recode = setting.recode(dimension);
  const of = (side: string): Recode =>
    on(
      side,
      'days' in recode && recode.days[1] === 'snapshotDate'
        ? { ...recode, days: [recode.days[0], upTo[side] ?? 'snapshotDate'] }
        : recode,
    );
  return described(sides, of, recode.otherwise);
}

/** The dimensions of a cut as they describe the people of the year, the organisation first where several are counted apart. */
export const describedByAll = (
  setting: Setting,
  sides: ReadonlySet<string>,
  dimensions: readonly string[],
): Readonly<Record<string, Recode>> =>
  Object.fromEntries(
    [...(setting.byOrganisation ? ['organisation'] : []), ...dimensions].map((d) => [
      d,
      describedBy(setting, sides, d),
    ]),
  );

/** Doctors in training: a medical post of a training grade, on the record that describes the person. */
export const inTraining = (setting: Setting, sides: ReadonlySet<string>): Recode =>
  described(
    sides,
    (side) =>
      yesNo(
        all(
          { group: on(side, setting.recode('block')), in: ['medical'] },
          { group: on(side, setting.recode('grade')), in: ['trainee'] },
        ),
      ),
    'no',
  );
