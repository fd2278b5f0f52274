import { notSupplied } from '../../core/outcome.js';
import type { Where } from '../../edition-value.js';
import type { Counted, CountedRow } from '../../release/counted.js';
import { onceIds } from '../count/ids.js';
import { groupsIn } from '../cuts.js';
import { leaversIn, occurs, refTo } from './addresses.js';
import { everybody, type Further } from './ask.js';
import type { Family } from './family.js';
import { comparedGroups } from './groups.js';
import { row } from './row.js';

/** Of those who retired, how many came back, and how many within the days of return. */
function retireAndReturn(family: Family): Required<Further> {
  const at = (...leaving: readonly string[]): Counted =>
    refTo(family, onceIds.reason, { ...leaversIn(family, { 'reason-kind': ['retirement'] }), leaving });
  return {
    more: {
      retired: at('left', 'rejoined', 'returned', 'flexi-retirement'),
      returned: at('returned', 'rejoined'),
      'returned soon': at('returned'),
    },
    shown: { retireAndReturn: { retired: 'retired', returned: 'returned', 'within-return-days': 'returned soon' } },
  };
}

/** One share of the leavers in the cube `id`: those of `own`, of everybody and in each ethnic group. */
function shareRow(
  family: Family,
  id: string,
  breakdown: Readonly<Record<string, string>>,
  own: Where,
  unknown: Where,
  further: Further,
): CountedRow {
  const { counts, indicator, what } = family;
  const of = (where: Where): Counted => refTo(family, id, leaversIn(family, where));
  const groups = comparedGroups(indicator.compared);
  const { absent: _, ...made } = row(family, {
    ...everybody,
    definition: what,
    basis: 'people',
    n: 'left',
    plain: true,
    stocks: [],
    kind: 'share',
  });
  const lack = counts.leavers ?? (counts.cubes[id] ? undefined : notSupplied('leavers table'));
  return {
    ...made,
    breakdown,
    groups: groups.map((g) => ({ group: g.id, n: of({ ...g.where, ...own }), base: of(g.where) })),
    also: {
      everyone: of({}),
      unknown: of(unknown),
      ...Object.fromEntries(groups.map((g) => [`${g.id} base`, of(g.where)])),
      ...further.more,
    },
    turnover: { ...made.turnover!, stocks: ['base'], shown: further.shown ?? {} },
    ...(lack ? { absent: lack } : {}),
  };
}

/**
 * The reasons or destinations of the leavers of the leaver rate: of how many it is recorded, and each one's share of all leavers, by ethnic group too.
 * Example: 18 relocations of 120 leavers are 15%.
 */
export function reasonRows(family: Family): readonly CountedRow[] {
  const { edition } = family.setting;
  const [id, kind, detail] =
    family.what === 'reasons'
      ? [onceIds.reason, 'reason-kind', 'reason']
      : [onceIds.destination, 'left-nhs', 'destination'];
  const unknown = { [kind]: ['unknown'] };
  // The whole is those of whom it is recorded.
  const recorded = groupsIn(edition, kind).filter((g) => g !== 'unknown');
  const wanted = [kind, detail].flatMap((d) =>
    groupsIn(edition, d)
      .filter((g) => occurs(family, refTo(family, id, leaversIn(family, { [d]: [g] }))))
      .map((g) => [d, g] as const),
  );
  return [
    shareRow(family, id, {}, { [kind]: recorded }, unknown, {}),
    ...wanted.map(([d, g]) =>
      shareRow(
        family,
        id,
        { [d]: g },
        { [d]: [g] },
        unknown,
        d === 'reason-kind' && g === 'retirement' ? retireAndReturn(family) : {},
      ),
    ),
  ];
}
