import { total } from './core/cube.js';
import type { Counts } from './counting.js';
import type { CheckName, Indicator } from './define.js';
import { daysOf } from './facts.js';
import { disparityRatio, multiplyThrough } from './formulas/disparity.js';
import { missingGroup, type Setting } from './plan.js';
import type { CountedIssue, CountRef } from './release/counted.js';
import { baseOf, rowsOfPlan, setValue, takesBy } from './rows-of.js';
import { groupsOf } from './standard/lists.js';
import { tiersOf } from './tiers.js';
import * as words from './words/choices.js';
import { percentOf } from './words/numbers.js';

type Check = (setting: Setting, indicator: Indicator, counts: Counts) => readonly CountedIssue[];

const cubeOf = (indicator: Indicator, counts: Counts, name: string) => {
  const id = counts.of[`${indicator.id}/${name}`];
  return typeof id === 'string' ? counts.cubes[id] : undefined;
};

/** The counts by group that decide whether there is an issue: where one of them is hidden, whether there is one is not said. */
const groupsBehind = (
  { edition }: Setting,
  indicator: Indicator,
  counts: Counts,
  names: readonly string[],
): readonly CountRef[] =>
  names.flatMap((name) => {
    const cube = counts.of[`${indicator.id}/${name}`];
    const { dimension } = indicator.compared;
    return typeof cube === 'string'
      ? groupsOf(edition, dimension).map((g) => ({ cube, where: { [dimension]: [g] } }))
      : [];
  });

const checks: Readonly<Record<CheckName, Check>> = {
  'events-within-base': ({ edition }, indicator, counts) => {
    const { formula, compared } = indicator;
    if (formula.name !== 'relative-likelihood') return [];
    const [events, base] = [cubeOf(indicator, counts, formula.events), cubeOf(indicator, counts, formula.base)];
    if (!events || !base) return [];
    const exceeds = groupsOf(edition, compared.dimension).some((group) => {
      const where = { [compared.dimension]: group };
      return total(events.cube, where) / events.years > total(base.cube, where) / base.years;
    });
    return exceeds ? [words.eventsExceedBase(indicator.id, compared.dimension, formula.events, formula.base)] : [];
  },
  'rows-add-up': ({ edition }, indicator, counts) => {
    const staff = cubeOf(indicator, counts, 'staff');
    if (!staff) return [];
    const rows = indicator.rows.flatMap((r) => rowsOfPlan(edition, r));
    const inRow = (key: Readonly<Record<string, string>>, where: (typeof rows)[number]['where']): boolean =>
      Object.entries(where).every(([d, groups]) => groups.includes(key[d] as string));
    const finest = rows.filter((r) => 'band' in r.where || 'grade' in r.where || r.breakdown.block === 'unmapped');
    const outside = staff.cube.cells.filter((c) => !finest.some((r) => inRow(c.key, r.where)));
    return outside.length > 0 ? [words.rowsDoNotAddUp(indicator.id)] : [];
  },
  // The method by shares does not multiply through, and no law can be asked of it.
  'tiers-multiply-through': ({ edition }, indicator, counts) => {
    const { formula, compared } = indicator;
    const staff = cubeOf(indicator, counts, 'staff');
    if (formula.name !== 'disparity-ratio' || !staff) return [];
    if (setValue(edition, 'method', indicator.id) !== 'odds-between-tiers') return [];
    const tiers = tiersOf(edition, indicator.id);
    const inTier = (group: string | undefined, tier: string): number =>
      staff.cube.cells
        .filter((c) => c.key[compared.dimension] === group && tiers[tier]?.band?.includes(c.key.band as string))
        .reduce((n, c) => n + c.n, 0);
    const ratios = Object.values(formula.steps).map(([lower, higher]) => {
      const of = (group: string | undefined) => ({ lower: inTier(group, lower), higher: inTier(group, higher) });
      return disparityRatio({ over: of(compared.over), under: of(compared.under) });
    });
    const [a, b, c] = ratios.map((r) => (r.status === 'ok' ? r.value : undefined));
    if (a === undefined || b === undefined || c === undefined || multiplyThrough([a, b, c], 9)) return [];
    return [words.tiersDoNotMultiply(indicator.id)];
  },
  'voting-and-non-voting-make-the-board': (_setting, indicator, counts) => {
    const members = cubeOf(indicator, counts, 'members');
    if (!members?.cube.dims.includes('voting')) return [];
    const unknown = members.cube.cells
      .filter((c) => c.key.voting === 'unknown' || c.key.executive === 'unknown')
      .reduce((n, c) => n + c.n, 0);
    return unknown > 0 ? [words.boardPartUnknown(indicator.id, unknown)] : [];
  },
  'unknown-share-alike': (setting, indicator, counts) => {
    const { edition } = setting;
    const { formula, compared } = indicator;
    if (formula.name !== 'relative-likelihood') return [];
    const shareOf = (name: string): number | undefined => {
      const counted = cubeOf(indicator, counts, name)?.cube;
      const all = counted ? total(counted) : undefined;
      return counted && all ? total(counted, { [compared.dimension]: 'unknown' }) / all : undefined;
    };
    const [events, base] = [shareOf(formula.events), shareOf(formula.base)];
    const most = setValue<number>(edition, 'unknown-change-warning');
    return events !== undefined && base !== undefined && Math.abs(events - base) > most
      ? [
          {
            ...words.unknownShareDiffers(indicator.id, compared.dimension, formula.events, formula.base, most),
            behind: groupsBehind(setting, indicator, counts, [formula.events, formula.base]),
          },
        ]
      : [];
  },
  'ground-stated': (_setting, indicator, counts) => {
    const cases = cubeOf(indicator, counts, 'cases');
    if (!cases || cases.engine === 'cube-file') return [];
    return total(cases.cube, { ground: 'unknown' }) > 0 ? [words.groundNotStated(indicator.id)] : [];
  },
};

/** The share of the people an indicator is about whose group is unknown: a number that only the checks see. */
export interface UnknownShare {
  readonly table: string;
  readonly dimension: string;
  readonly share: number;
  readonly n: number;
  readonly base: number;
  /** The counts it is made of. */
  readonly behind: readonly CountRef[];
}

export function unknownShareOf(setting: Setting, indicator: Indicator, counts: Counts): readonly UnknownShare[] {
  const { dimension } = indicator.compared;
  const name = baseOf(indicator);
  if (name === undefined || !takesBy(indicator)) return [];
  const counted = cubeOf(indicator, counts, name);
  const base = counted ? total(counted.cube) : 0;
  if (!counted || base <= 0) return [];
  if (counted.engine !== 'cube-file' && missingGroup(setting, indicator.counts[name]!, dimension)) return [];
  const n = total(counted.cube, { [dimension]: 'unknown' });
  const behind = groupsBehind(setting, indicator, counts, [name]);
  return [{ table: indicator.counts[name]!.from, dimension, share: n / base, n, base, behind }];
}

/** The unknown share of the base, when it is above the edition's warning. */
function unknownWarning(setting: Setting, indicator: Indicator, counts: Counts): readonly CountedIssue[] {
  return unknownShareOf(setting, indicator, counts)
    .filter(({ share }) => share > setValue<number>(setting.edition, 'unknown-warning'))
    .map(({ table, dimension, n, base, behind }) => ({
      ...words.unknownShare(table, dimension, percentOf(n, base), indicator.words.people),
      behind,
    }));
}

/** Tables whose unknown share moved by more than `most` (0.05 is 5 points) from one year to the next, or since a day (`since`). */
export function unknownChanges(
  now: readonly UnknownShare[],
  before: readonly UnknownShare[],
  most: number,
  since?: string,
): readonly CountedIssue[] {
  return now.flatMap((one) => {
    const last = before.find((b) => b.table === one.table && b.dimension === one.dimension);
    const moved = last ? one.share - last.share : 0;
    return Math.abs(moved) > most + 1e-12
      ? [
          {
            ...words.unknownShareMoved(one.table, one.dimension, moved > 0 ? 'higher' : 'lower', most, since),
            behind: [...one.behind, ...(last?.behind ?? [])],
          },
        ]
      : [];
  });
}

/** Rows of events whose person is in neither staff nor leavers, and rows without any date: said. */
function doubtfulRows({ tables, edition, earlier }: Setting, indicator: Indicator): readonly CountedIssue[] {
  return Object.values(indicator.counts).flatMap((ask) => {
    const rows = tables[ask.from];
    if (!rows || ask.when !== 'period') return [];
    const issues: CountedIssue[] = [];
    const dates = edition.people[ask.from]?.value.dates ?? [];
    if (rows.facts) {
      const none = earlier ? 0 : daysOf(rows, dates).none;
      if (dates.length > 0 && none > 0)
        issues.push(words.undatedRows(ask.from, none, ask.ofStaff === true && none < rows.length));
      const { all = 0, dated = 0 } = rows.facts.strangers ?? {};
      const strangers = earlier ? dated : all;
      if (ask.ofStaff && strangers > 0)
        issues.push(words.personNotFound(ask.from, strangers, tables.leavers !== undefined));
      return issues;
    }
    const undated = Array.from({ length: rows.length }, (_, i) => i).filter((i) =>
      dates.every((d) => rows.columns[d]?.[i] === undefined),
    );
    if (dates.length > 0 && undated.length > 0)
      issues.push(words.undatedRows(ask.from, undated.length, ask.ofStaff === true && undated.length < rows.length));
    const staff = tables.staff?.columns.employeeNumber;
    const own = rows.columns.employeeNumber;
    if (ask.ofStaff && staff && own) {
      const known = new Set([...staff, ...(tables.leavers?.columns.employeeNumber ?? [])]);
      const unknown = own.filter((n) => n !== undefined && !known.has(n)).length;
      if (unknown > 0) issues.push(words.personNotFound(ask.from, unknown, tables.leavers !== undefined));
    }
    return issues;
  });
}

/** All that the counts of an indicator show to be wrong or doubtful, before anything is calculated from them. */
export const check = (setting: Setting, indicator: Indicator, counts: Counts): readonly CountedIssue[] => [
  ...indicator.checks.flatMap((name) => checks[name](setting, indicator, counts)),
  ...unknownWarning(setting, indicator, counts),
  ...doubtfulRows(setting, indicator),
];
