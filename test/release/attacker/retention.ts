import { isNumber } from '../../../src/core/outcome.js';
import type { Result } from '../../../src/release/result.js';
import { type Notes, nameOf } from './notes.js';

/** Whom each figure of the retention programme is of: how many, of how many. Those interviewed in post are the staff of the other standards. */
const of: Readonly<Record<string, readonly [n: string, base: string]>> = {
  // Who was transferred, or whose fixed term ended, was employed and is no leaver.
  'retention.workforce-profile': ['left for good', 'employed in the year'],
  'retention.exit-interviews': ['left and interviewed', 'left in the year'],
  'retention.stay-interviews': ['interviewed', 'staff'],
  'retention.flexible-working': ['approved', 'decided'],
  'retention.induction': ['inducted', 'started'],
  'turnover.survival': ['seen to leave', 'seen'],
};
const OTHERS = 'all-others';

/** The last figure that could stand for a number: 0.08 is 0.075 to 0.085. */
const half = (shown: number, decimals: number, made: number): boolean =>
  Math.abs(shown - made) <= 0.5 * 10 ** -decimals + 1e-9;

/** More than the numbers beside it say: then exact ones could be tried until they give the same. */
function saysMore(r: Result): boolean {
  const [over, under] = [r.compared.over, r.compared.under].map((g) => r.parts.find((p) => p.group === g));
  if (r.value.status !== 'ok' || !over || !isNumber(over.n) || !isNumber(over.base)) return false;
  if (r.unit === 'share')
    return !half(r.value.value, 3, over.n / over.base) && !half(r.value.value, 2, over.n / over.base);
  if (!under || !isNumber(under.n) || !isNumber(under.base)) return false;
  return !half(r.value.value, 2, over.n / over.base / (under.n / under.base));
}

/** Numbers of people to the nearest ten: who left, stayed, was asked, by group; how long staff stay, by reason and stretch of service. */
export function readRetention({ ten, within, leaks }: Notes, r: Result): void {
  const found = of[r.indicator];
  if (!found) return;
  const { dimension, over } = r.compared;
  const { compared: _, [dimension]: _of, horizon, ...rest } = r.breakdown as Record<string, string>;
  const stretch = horizon === undefined || horizon === 'median' ? '' : ` by ${horizon}`;
  const where = nameOf(rest);
  for (const p of r.parts) {
    const group =
      p.group === 'all' ? 'all' : p.group === OTHERS ? `${dimension}:all but ${over}` : `${dimension}:${p.group}`;
    const [n, base] = [`${found[0]}${stretch}|${where}|${group}`, `${found[1]}||${group}`];
    ten(n, p.n);
    ten(base, p.base);
    within(n, base);
    if (stretch !== '' || where !== '') within(n, `${found[0]}||${group}`);
    if (isNumber(p.rate) && !(isNumber(p.n) && isNumber(p.base)))
      leaks.push(`${r.indicator} ${where} rate of ${p.group}`);
  }
  const compared = r.parts.filter((p) => p.group === over || p.group === r.compared.under);
  if (r.value.status === 'ok' && !compared.every((p) => isNumber(p.n) && isNumber(p.base)))
    leaks.push(`${r.indicator} ${nameOf(r.breakdown)} value`);
  if (r.value.status === 'suppressed' && /\d/.test(r.working))
    leaks.push(`${r.indicator} ${nameOf(r.breakdown)} working`);
  if (r.indicator.startsWith('retention.') && saysMore(r))
    leaks.push(`${r.indicator} ${nameOf(r.breakdown)} is made of other numbers than are shown`);
}

/** Groups add up to everybody, and those employed in the year left in it or are in post. */
export function addRetention({ quantities, sum }: Notes): void {
  const populations = new Set(Object.values(of).flat());
  // Nobody is no small number: a 0 that one row shows may be hidden in another for the sake of the rest of that row.
  for (const [name, q] of quantities)
    if (q.high === 0 && populations.has(name.split('|')[0] as string)) q.hidden = false;
  const groups = new Map<string, Map<string, string[]>>();
  for (const name of [...quantities.keys()]) {
    const [population = '', where, group = ''] = name.split('|');
    if (!populations.has(population) || population === 'staff') continue;
    const all = `${population}|${where}|all`;
    const [dimension, own] = group.split(':');
    if (own === undefined) continue;
    const others = `${population}|${where}|${dimension}:all but ${own}`;
    if (quantities.has(others)) sum(all, [name, others]);
    if (own.startsWith('all but ')) continue;
    const byDimension = groups.get(all) ?? new Map<string, string[]>();
    groups.set(all, byDimension.set(dimension as string, [...(byDimension.get(dimension as string) ?? []), name]));
    if (population === 'employed in the year' && quantities.has(`staff||${group}`))
      sum(name, [`left in the year||${group}`, `staff||${group}`]);
  }
  for (const [all, dimensions] of groups)
    if (quantities.has(all)) for (const names of dimensions.values()) sum(all, names);
  const employed = 'employed in the year||all';
  if (quantities.has(employed) && quantities.has('staff||all')) sum(employed, ['left in the year||all', 'staff||all']);
}
