import { setValue } from '../../edition-value.js';
import type { Setting } from '../../plan.js';
import type { CountedRow } from '../../release/counted.js';
import { onceIds } from '../count/ids.js';
import { isOut } from '../switches.js';
import { addressesOf } from './addresses.js';
import { everybody, type Further, type Measure } from './ask.js';
import { partsBy } from './by-groups.js';
import { excluded } from './excluded.js';
import { type Family, main } from './family.js';
import { meanOfMonths, monthRows } from './months.js';
import { row } from './row.js';

/** How each definition is made: whose cubes, and which of the stocks the leavers are held against. Data of the reference, not of an edition. */
function definitions(setting: Setting): readonly Measure[] {
  const ends = setValue<number | string>(setting.edition, 'month-ends', 'turnover.leaver-rate');
  const months = Array.from({ length: 13 }, (_, i) => `month ${i}`);
  return [
    { definition: 'D1', basis: 'people', n: 'left', stocks: ['opening', 'closing'] },
    { definition: 'D2', basis: 'fte', n: 'left', stocks: ['opening', 'closing'] },
    { definition: 'D3', basis: 'fte', n: 'inactive', stocks: ['active'] },
    { definition: 'D4', basis: 'fte', n: 'left', stocks: ['opening'] },
    { definition: 'D6', basis: 'people', n: 'left', stocks: Number(ends) === 13 ? months : months.slice(1) },
  ];
}

/** How the stock went from opening to closing, and whom the switches leave out. */
function flows(family: Family): Further {
  const at = addressesOf(family, main);
  const out = excluded(family);
  return {
    more: { joined: at('joined', {}), left: at('left', {}), missing: at('missing', {}), ...out.more },
    shown: {
      flows: {
        opening: 'all opening',
        joined: 'joined',
        left: 'left',
        missing: 'missing',
        closing: 'all closing',
      },
      ...out.shown,
    },
  };
}

/**
 * The leaver rate of everybody by each definition; doctors in training apart, where they are; D1 and the definition chosen in each cut; and each month.
 * Example: by D1, 120 leavers of 1,000 at opening and 1,040 at closing are 120 of 1,020, 11.8%.
 */
export function leaverRateRows(family: Family): readonly CountedRow[] {
  const { setting, indicator, counts, cuts } = family;
  const all = definitions(setting);
  const chosen = setValue<string>(setting.edition, 'definition', indicator.id);
  const monthly = all.filter(({ definition }) => definition === 'D6' && counts.cubes[onceIds.month]);
  const yearly = all.filter(({ definition }) => definition !== 'D6');
  const wanted = yearly.filter(({ definition }) => definition === 'D1' || definition === chosen);
  const apart = isOut(setting, 'doctors-in-training')
    ? yearly.filter(({ definition }) => definition === 'D1' || definition === 'D2')
    : [];
  return [
    ...yearly.map((m) => row(family, { ...everybody, ...m, ...(m.definition === 'D1' ? flows(family) : {}) })),
    ...monthly.map((m) => meanOfMonths(family, m)),
    ...apart.map((m) => row(family, { ...everybody, ...m, breakdown: { grade: 'trainee' }, training: ['yes'] })),
    ...cuts
      .flatMap((keys) => partsBy(family, keys))
      .flatMap((part) => wanted.map((m) => row(family, { ...part, ...m }))),
    ...monthRows(family),
  ];
}
