import { isoDate } from '../core/dates.js';
import { notSupplied, type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { setValue } from '../edition-value.js';
import { leavesOut } from '../formulas/index.js';
import { zOfLevel } from '../formulas/numeric/normal.js';
import type { CountedRow, MeasuredFigures } from '../release/counted.js';
import type { Interval, Part } from '../release/result.js';
import { groupsOf } from '../standard/lists.js';
import * as words from '../words/before-and-after.js';
import { between, leaversIn, peopleIn, type Spells, seenOf, spellsAt } from './survival/spell.js';
import { chosenDay, dimensionsOf, knownForSurvival, missingForSurvival, observe } from './survival/spells.js';
import type { Measured, Measurer } from './types.js';
import { absentRow, frameOf, plain } from './view.js';

const YEAR = 365.25;

interface Rate {
  readonly people: number;
  readonly events: number;
  readonly years: number;
}

function rateOf(spells: Spells): Rate {
  let days = 0;
  for (let i = 0; i < spells.length; i++) days += spells.n[i]! * (spells.to[i]! - spells.from[i]!);
  return { people: peopleIn(spells), events: leaversIn(spells), years: days / YEAR };
}

/** The spells of a group, or of everybody who is not in `over`. */
function ofGroup(spells: Spells, dimension: string, group: string, over: string): Spells {
  const column = spells.groups[dimension];
  if (group !== 'all-others' || !column) return seenOf(spells, dimension, group);
  const own = column.names.indexOf(over);
  return spellsAt(
    spells,
    Int32Array.from(column.codes.keys()).filter((i) => column.codes[i] !== own),
  );
}

const per100 = ({ events, years }: Rate): number => (years > 0 ? (100 * events) / years : 0);
const varianceOf = ({ events, years }: Rate): number => (years > 0 ? (100 ** 2 * events) / years ** 2 : 0);

/**
 * Did it work? Leavers per 100 staff years of a group that an action was for, before and after its date, less the same change in a group it was not for: the
 * difference in differences, and the ratio of rate ratios beside it. Leavers are taken as Poisson counts. It shows no cause: whatever else changed for one group
 * alone at that time is in it. A warning when the two groups already left at different rates before.
 * `undefined/no-group-members` when a group was not there before or after.
 * Example: 20 to 10 leavers per 100 years in one group, 20 to 18 in the other: -10 less -2 is -8.
 */
export const beforeAndAfter: Measurer = async (of): Promise<Measured> => {
  const value = (name: string): string => setValue<string>(of.setting.edition, name, of.indicator.id);
  const [dimension, over, under] = ['dimension', 'group', 'comparison'].map(value) as [string, string, string];
  const date = chosenDay(of, 'date');
  if (date === undefined) return absentRow(of, notSupplied(words.noDate));
  const grouping = of.setting.edition.groupings[dimension] ? [dimension] : [];
  const seen = await knownForSurvival(of, grouping);
  const missing = missingForSurvival(of, seen);
  if (missing.length > 0) return absentRow(of, notSupplied(missing.join('; ')));
  if (dimensionsOf(of, seen, grouping).length === 0)
    return absentRow(of, notSupplied(`column for the breakdown "${dimension.slice(0, 40)}"`));
  const known = groupsOf(of.setting.edition, dimension);
  const wrong = [over, under].find((g) => !known.includes(g) && g !== 'all-others');
  if (wrong !== undefined)
    return absentRow(of, notSupplied(`group "${wrong.slice(0, 40)}" of ${dimension}; there are ${known.join(', ')}`));
  const found = await observe(of);
  const { window, tables, engine } = found;
  if (date <= window.from || date > window.to)
    return absentRow(of, notSupplied(words.outside(isoDate(date), isoDate(window.from), isoDate(window.to))));
  const seenSpells: Spells[] = [];
  for await (const spells of found.spells([{ dimensions: [dimension] }])) seenSpells.push(spells);
  const at = (group: string, from: number, to: number): Rate =>
    rateOf(between(ofGroup(seenSpells[0]!, dimension, group, over), from, to));
  const [a0, c0] = [over, under].map((g) => at(g, window.from, date)) as [Rate, Rate];
  const [a1, c1] = [over, under].map((g) => at(g, date, window.to + 1)) as [Rate, Rate];
  const all = [a0, a1, c0, c1];
  const frame = frameOf(of);
  const level = frame.judgement.confidence;
  const z = zOfLevel(level);
  const empty = all.some((r) => r.years === 0);
  const gap = per100(a1) - per100(a0) - (per100(c1) - per100(c0));
  const width = z * Math.sqrt(all.reduce((s, r) => s + varianceOf(r), 0));
  const none = undefinedBecause('no-group-members');
  const parts: readonly Part[] = (
    [
      [over, 'before', a0],
      [over, 'after', a1],
      [under, 'before', c0],
      [under, 'after', c1],
    ] as const
  ).map(([group, when, r]) => ({
    group: `${group} ${when}`,
    n: r.events,
    base: Math.round(r.years),
    rate: r.years > 0 ? r.events / r.years : none,
  }));
  const behind: NonNullable<MeasuredFigures['behind']> = {
    [over]: [a0, a1].flatMap((r) => [r.people, r.events]),
    [under]: [c0, c1].flatMap((r) => [r.people, r.events]),
    ...Object.fromEntries(parts.map((p, i) => [p.group, [[a0, a1, c0, c1][i]!.people, [a0, a1, c0, c1][i]!.events]])),
  };
  const few =
    all.reduce((n, r) => n + r.events, 0) < frame.judgement.fewEvents ||
    all.some((r) => r.people < frame.judgement.fewPeople);
  const start = per100(a0) - per100(c0);
  const differ = !empty && Math.abs(start) > z * Math.sqrt(varianceOf(a0) + varianceOf(c0));
  const evidence = (interval: Interval, same: number) =>
    interval.status !== 'ok'
      ? ('not calculable' as const)
      : few
        ? ('too few to judge' as const)
        : leavesOut(interval.value, same)
          ? ('difference shown' as const)
          : ('no clear difference' as const);
  const shared = { parts, behind };
  const difference: Interval = empty
    ? none
    : { status: 'ok', value: [gap - width, gap + width], level, method: 'difference in differences, poisson' };
  const noEvents = all.some((r) => r.events === 0);
  const ratio: Outcome = empty
    ? none
    : noEvents
      ? undefinedBecause('no-events')
      : ok(per100(a1) / per100(a0) / (per100(c1) / per100(c0)));
  const logWidth = z * Math.sqrt(all.reduce((s, r) => s + (r.events > 0 ? 1 / r.events : 0), 0));
  const ratioInterval: Interval =
    ratio.status === 'ok'
      ? {
          status: 'ok',
          value: [ratio.value * Math.exp(-logWidth), ratio.value * Math.exp(logWidth)],
          level,
          method: 'ratio of rate ratios, poisson',
        }
      : ratio;
  const base = {
    ...frame,
    engine,
    period: { from: isoDate(window.from), to: isoDate(window.to) },
    compared: { dimension, over, under },
  };
  const rows: readonly CountedRow[] = [
    {
      ...base,
      unit: 'points',
      measured: plain({
        value: empty ? none : ok(gap),
        interval: difference,
        reading: { size: gap < 0 ? 'fewer leave' : 'more leave', evidence: evidence(difference, 0) },
        working: words.difference(dimension, over, under, isoDate(date), differ),
        ...shared,
      }),
    },
    {
      ...base,
      unit: 'ratio',
      breakdown: { measure: 'ratio' },
      measured: plain({
        value: ratio,
        interval: ratioInterval,
        reading: {
          size: ratio.status === 'ok' && ratio.value < 1 ? 'fewer leave' : 'more leave',
          evidence: evidence(ratioInterval, 1),
        },
        working: words.ratio(dimension, over, under, isoDate(date)),
        ...shared,
      }),
    },
  ];
  return { rows, cubes: {}, issues: differ ? [words.differAtStart(dimension, over, under)] : [], tables };
};
