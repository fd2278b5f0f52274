import { isoDate } from './core/dates.js';
import { type Absent, type Figure, isNumber, notSupplied } from './core/outcome.js';
import { setValue, type Where } from './edition-value.js';
import type { Setting } from './plan.js';
import type { Counted, CountedRow } from './release/counted.js';
import type { Edition } from './standard/types.js';

interface From {
  readonly setting: Setting;
  readonly indicator: string;
  readonly compared: CountedRow['compared'];
  readonly names: { readonly staff: string; readonly baseline: string; readonly leavers: string };
  readonly groups: readonly string[];
  readonly where: Where;
  readonly at: (name: string, where: Where) => Counted;
  /** The cube of a count, or why there is none. */
  readonly why: (name: string) => string | Absent;
}

type Part = Pick<CountedRow, 'also' | 'representation'>;

/** Only what is there. */
const defined = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined)) as never;

/** The band from which people are promoted into a row's band: the one before it in the edition's order. */
function bandBelow(edition: Edition, where: Where): Where | undefined {
  const order = edition.groupings.band?.value.order ?? [];
  const [band] = where.band ?? [];
  const below = band === undefined ? undefined : order[order.indexOf(band) - 1];
  return below === undefined ? undefined : { band: [below] };
}

/** The senior bands together, of all who are not doctors: the people whose leaving makes a leaver rate when none was chosen. */
function seniorPosts(edition: Edition, indicator: string): Where {
  const bands = setValue<readonly (string | { readonly groups: readonly string[] })[]>(
    edition,
    'senior-bands',
    indicator,
  );
  return {
    block: ['non-clinical', 'clinical', 'unmapped'],
    band: [...new Set(bands.flatMap((b) => (typeof b === 'string' ? [b] : b.groups)))],
  };
}

/** What a senior band is set beside: parity, the band at the baseline, the years, and the leaver rate; as the edition or a choice for this run says. */
export function representationOf({ setting, indicator, compared, names, groups, where, at, why }: From): Part {
  const { edition } = setting;
  const value = <V>(name: string): V => setValue<V>(edition, name, indicator);
  const given = (name: string, what: string): Figure => {
    const share = value<number | string>(name);
    return typeof share === 'number' ? share : notSupplied(what);
  };
  const { dimension, over } = compared;
  const whole = value<string>('unknown-in-denominator') === 'yes';
  const counted: Where = whole ? {} : { [dimension]: groups.filter((g) => g !== 'unknown') };
  const basis = value<string>('parity-basis');
  const mode = value<string>('parity-mode');
  const source = mode === 'fixed-at-baseline' ? names.baseline : names.staff;
  const year = (day: number): number => Number(isoDate(day).slice(0, 4));
  const own = basis === 'own';
  const chosenRate = given('leaver-rate', 'leaver rate');
  const left = why(names.leavers);
  const fromLeavers = !isNumber(chosenRate) && typeof left === 'string';
  const leaverRate = isNumber(chosenRate) || typeof left === 'string' ? chosenRate : left;
  const senior = fromLeavers ? seniorPosts(edition, indicator) : {};
  const set = (name: string): number | undefined => {
    const share = value<number | string>(name);
    return typeof share === 'number' ? share : undefined;
  };
  // Counts that only the levers need are not asked of a run without them.
  const levers =
    isNumber(leaverRate) || fromLeavers
      ? {
          ...defined({ hired: set('hired-share'), promoted: set('promoted-share'), leaving: set('bme-leaver-rate') }),
          promotedPart: value<number>('promoted-part'),
          horizon: value<number>('horizon'),
        }
      : undefined;
  const below = levers ? bandBelow(edition, where) : undefined;
  return {
    also: {
      everyone: at(names.staff, { ...where, ...counted }),
      before: at(names.baseline, { ...where, [dimension]: [over] }),
      everyoneBefore: at(names.baseline, { ...where, ...counted }),
      ...(below
        ? {
            below: at(names.staff, { ...where, ...below, [dimension]: [over] }),
            everyoneBelow: at(names.staff, { ...where, ...below, ...counted }),
          }
        : {}),
      ...(fromLeavers ? { leavers: at(names.leavers, senior), seniorPosts: at(names.staff, senior) } : {}),
      ...(own ? { parityN: at(source, { [dimension]: [over] }), parityBase: at(source, counted) } : {}),
    },
    representation: {
      basis,
      mode: own ? mode : 'given',
      ...(own ? {} : { given: given(`${basis}-share`, `${basis} BME share`) }),
      year: year(setting.snapshot ?? setting.periodEnd),
      baselineYear: setting.baseline === undefined ? value<number>('baseline-year') : year(setting.baseline),
      targetYear: value<number>('target-year'),
      leaverRate,
      ...(levers ? { levers } : {}),
    },
  };
}
