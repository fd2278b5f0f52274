import { notSupplied } from './core/outcome.js';
import type { Counts } from './counting.js';
import type { Indicator } from './define.js';
import type { Setting } from './plan.js';
import type { CountedRow } from './release/counted.js';
import { groupsAt, type RollUp, rowOf } from './roll-up.js';
import type { Surveys } from './survey/read.js';
import { givenRows } from './survey/rows.js';

/** Each organisation's own survey and statements. */
export interface OwnSurvey {
  readonly organisation: string;
  readonly setting: Setting;
  readonly surveys: Surveys;
}

/** The surveys of several organisations, each read by itself. */
export function ownSurveys(
  setting: Setting,
  organisations: readonly string[],
  read: (setting: Setting) => Surveys | undefined,
): readonly OwnSurvey[] {
  return organisations.flatMap((organisation) => {
    const own: Setting = { ...setting, organisation };
    const surveys = read(own);
    return surveys ? [{ organisation, setting: own, surveys }] : [];
  });
}

/** Where the rows of the survey tables went over all organisations: a row of another organisation is a row of its own there. */
export function surveyTables(own: readonly OwnSurvey[]): Surveys['tables'] {
  const tables: Record<string, { counted: number; excluded: Record<string, number> }> = {};
  for (const { surveys } of own)
    for (const [table, read] of Object.entries(surveys.tables)) {
      const all = tables[table] ?? { counted: 0, excluded: {} };
      tables[table] = all;
      if (table === 'statements') all.counted = read.counted;
      else all.counted += read.counted;
      for (const [rule, n] of Object.entries(read.excluded))
        if (rule !== 'other-organisation') all.excluded[rule] = (all.excluded[rule] ?? 0) + n;
    }
  return tables;
}

/**
 * An indicator whose figures came as rates, for each organisation and every group of organisations. Rates are shown and never added: a group of several
 * organisations is `not-supplied: counts`.
 */
export function givenRollUp(
  indicator: Indicator,
  counts: Counts,
  method: string,
  own: readonly OwnSurvey[],
  rollUp: RollUp,
): readonly CountedRow[] {
  const rows = new Map(
    own.map(({ organisation, setting, surveys }) => [
      organisation,
      givenRows(setting, indicator, counts, surveys, method).map((r) => rowOf(r, [organisation])),
    ]),
  );
  const [first = []] = rows.values();
  const noCounts = { absent: notSupplied('counts') };
  const groups = groupsAt(rollUp, [...rows.keys()]).flatMap(({ level, group }) =>
    (level === 'organisation' ? (rows.get(group) ?? []) : first.map((r) => ({ ...r, ...noCounts }))).map((r) => ({
      ...r,
      breakdown: { [level]: group, ...r.breakdown },
      organisation: group,
    })),
  );
  return [...first.map((r) => (rows.size > 1 ? { ...r, ...noCounts } : r)), ...groups];
}
