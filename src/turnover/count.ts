import type { Cube } from '../core/cube.js';
import { type Absent, notSupplied } from '../core/outcome.js';
import type { Counter } from '../core/request.js';
import type { CountedCube, Counts } from '../counting.js';
import type { Indicator } from '../define.js';
import type { Setting } from '../plan.js';
import type { CountedIssue } from '../release/counted.js';
import { countAsked, headcount } from './count/asked.js';
import { askedOfCut } from './count/by-cut.js';
import { askedOfFirstYear } from './count/first-year.js';
import { cubeIds, onceIds } from './count/ids.js';
import { askedOfLeftOut } from './count/left-out.js';
import { askedOfLeavers } from './count/of-leavers.js';
import { differing, differingIssues } from './differing.js';
import { movementsOf } from './movements.js';
import { leaversLacking, type Stocks, stocksOf } from './stocks.js';
import { switchAt } from './switches.js';

/** Everything counted of one year, by id. `hidden` holds cubes that only standardisation adds up and no row shows. */
export interface TurnoverCounts {
  readonly stocks: Stocks;
  readonly cubes: Readonly<Record<string, CountedCube>>;
  readonly hidden: Readonly<Record<string, Cube>>;
  readonly leavers?: Absent;
  readonly starters?: Absent;
  /** People described differently at the start and on leaving. */
  readonly issues: readonly CountedIssue[];
}

/** The column a group scope makes people of each value of apart. */
const groupColumn = (setting: Setting, keys: readonly string[]): string | undefined =>
  switchAt(setting, 'scope') === 'group' ? (keys.includes('directorate') ? 'directorate' : 'staffGroup') : undefined;

/** The counts of a run with those of turnover among them; each turnover count is said to be of the people by ethnic group, whose rows the tables account for. */
export function familyOf(counts: Counts, indicators: readonly Indicator[], turnover: TurnoverCounts): Counts {
  const id = cubeIds(['ethnicity']).people;
  const of = indicators.flatMap((i) =>
    Object.keys(i.counts).map((name) => [
      `${i.id}/${name}`,
      turnover.cubes[id] ? id : (turnover.leavers ?? turnover.stocks.absent ?? notSupplied('staff table')),
    ]),
  );
  return { cubes: { ...counts.cubes, ...turnover.cubes }, of: { ...counts.of, ...Object.fromEntries(of) } };
}

/**
 * Counts one year of turnover: a cube for each cut (`cuts`, lists of dimensions), each with who was there at opening and closing and how the year ended.
 * All cubes count the same people, so that the gate sees their totals as one: opening and joiners less leavers is closing. Nothing is counted that a
 * missing table would make wrong. Cuts that are of neither band nor staff group are also counted by both, for standardisation.
 */
export async function countTurnover(
  setting: Setting,
  counter: Counter,
  cuts: readonly (readonly string[])[],
): Promise<TurnoverCounts> {
  const stocks = stocksOf(setting);
  const noLeavers = leaversLacking(setting, stocks.period);
  const lacking = noLeavers ? { leavers: noLeavers } : {};
  const moves = movementsOf(setting, stocks, groupColumn(setting, cuts.flat()));
  if (moves.sides.size === 0) return { stocks, cubes: {}, hidden: {}, issues: [], ...lacking };
  const differs = differing(setting, moves.sides);
  const firstYear = askedOfFirstYear(setting, stocks, cuts);
  const asked = [
    ...cuts.flatMap((cut) => askedOfCut(setting, moves, cut)),
    ...(noLeavers ? [] : askedOfLeavers(setting, stocks, moves, cuts)),
    ...(Object.keys(differs).length > 0 ? [headcount(onceIds.described, differs, { hidden: true })] : []),
    ...askedOfLeftOut(setting, stocks),
    ...('status' in firstYear ? [] : firstYear),
  ];
  const { cubes, hidden } = await countAsked(counter, asked, moves.table, stocks.period);
  const described = hidden[onceIds.described];
  return {
    stocks,
    cubes,
    hidden,
    issues: described ? differingIssues(described) : [],
    ...lacking,
    ...('status' in firstYear ? { starters: firstYear } : {}),
  };
}
