import { isoDate } from '../../core/dates.js';
import { type Absent, notSupplied } from '../../core/outcome.js';
import type { Indicator } from '../../define.js';
import { setValue } from '../../edition-value.js';
import type { Against } from '../../finer.js';
import { missingGroup, type Setting } from '../../plan.js';
import type { CountedTurnover } from '../../release/counted.js';
import { rowFrame } from '../../rows-of.js';
import type { TurnoverCounts } from '../count.js';
import { isOut, switchAt, switchNames } from '../switches.js';

/** What the rows of one indicator of the family are made from. */
export interface Family {
  readonly setting: Setting;
  readonly indicator: Indicator;
  readonly counts: TurnoverCounts;
  readonly what: keyof typeof definitionOf;
  /** The cuts that have rows of their own: those always given, and the keys of `--by`. */
  readonly cuts: readonly (readonly string[])[];
  readonly against: Against;
  /** The groups of `in-training` that are in the total. */
  readonly trainees: readonly string[];
  /** What every row says of the indicator and the year. */
  readonly frame: ReturnType<typeof rowFrame> & {
    readonly period: { readonly from: string; readonly to: string };
    readonly engine: string;
    readonly years: number;
  };
  /** What every row says of how the year was counted. */
  readonly counted: Pick<CountedTurnover, 'scope' | 'opening' | 'closing' | 'switches'>;
  /** Why no row of the indicator can be counted. */
  readonly lacking?: Absent;
  /** No table says who is in the groups compared. */
  readonly ungrouped?: Absent;
}

/** What a measure that is no leaver rate is called on its figures. */
export const definitionOf = {
  'leaver-rate': 'D1',
  voluntary: 'D1',
  stability: 'stability',
  'first-year': 'first-year',
  reasons: 'reasons',
  destinations: 'destinations',
} as const;

/** The cut of the figures of everybody. */
export const main: readonly string[] = ['ethnicity'];

/** How the rows of an indicator are asked for: further groups, the method, whom a finer ethnic group is compared with. */
export interface RowOptions {
  readonly by: readonly string[];
  readonly method: string;
  readonly against: Against;
}

/** Settles what all rows of an indicator have in common; undefined for an indicator that is not of the family. */
export function rowFamily(
  setting: Setting,
  indicator: Indicator,
  counts: TurnoverCounts,
  { by, method, against }: RowOptions,
): Family | undefined {
  if (indicator.formula.name !== 'turnover') return undefined;
  const { what } = indicator.formula;
  const { stocks, cubes } = counts;
  const { dimension } = indicator.compared;
  const needsLeavers = what !== 'stability';
  const needsStocks = ['leaver-rate', 'voluntary', 'stability'].includes(what);
  const lacking = (needsLeavers ? counts.leavers : undefined) ?? (needsStocks ? stocks.absent : undefined);
  const ungrouped = ['staff', 'leavers', 'starters']
    .map((from) => missingGroup(setting, { from, population: '', by: [], when: 'period' }, dimension))
    .every((missing) => missing !== undefined);
  return {
    setting,
    indicator,
    counts,
    what,
    cuts: [
      ...setValue<readonly string[]>(setting.edition, 'always-by', indicator.id).map((k) => [k]),
      ...(by.length > 0 ? [by] : []),
    ].filter((cut, i, all) => all.findIndex((c) => c.join() === cut.join()) === i),
    against,
    trainees: isOut(setting, 'doctors-in-training') ? ['no'] : ['no', 'yes'],
    frame: {
      ...rowFrame(setting, indicator, method, ['reference-groups', 'stock-days']),
      period: { from: isoDate(stocks.period.from), to: isoDate(stocks.period.to) },
      engine: Object.values(cubes)[0]?.engine ?? 'none',
      years: 1,
    },
    counted: {
      scope: switchAt(setting, 'scope') === 'group' ? 'group' : 'organisation',
      opening: stocks.opening ?? 'none',
      closing: stocks.closing ?? 'none',
      switches: Object.fromEntries(switchNames.map((name) => [name, switchAt(setting, name)])),
    },
    ...(lacking ? { lacking } : {}),
    ...(ungrouped ? { ungrouped: notSupplied(`${dimension} column in the staff table`) } : {}),
  };
}
