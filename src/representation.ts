import { isoDate } from './core/dates.js';
import { type Figure, notSupplied } from './core/outcome.js';
import { setValue, type Where } from './edition-value.js';
import type { Setting } from './plan.js';
import type { Counted, CountedRow } from './release/counted.js';

interface From {
  readonly setting: Setting;
  readonly indicator: string;
  readonly compared: CountedRow['compared'];
  readonly names: { readonly staff: string; readonly baseline: string };
  readonly groups: readonly string[];
  readonly where: Where;
  readonly at: (name: string, where: Where) => Counted;
}

type Part = Pick<CountedRow, 'also' | 'representation'>;

/** What a senior band is set beside: parity, the band at the baseline, the years, and the leaver rate; as the edition or a choice for this run says. */
export function representationOf({ setting, indicator, compared, names, groups, where, at }: From): Part {
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
  return {
    also: {
      everyone: at(names.staff, { ...where, ...counted }),
      before: at(names.baseline, { ...where, [dimension]: [over] }),
      everyoneBefore: at(names.baseline, { ...where, ...counted }),
      ...(own ? { parityN: at(source, { [dimension]: [over] }), parityBase: at(source, counted) } : {}),
    },
    representation: {
      basis,
      mode: own ? mode : 'given',
      ...(own ? {} : { given: given(`${basis}-share`, `${basis} BME share`) }),
      year: year(setting.snapshot ?? setting.periodEnd),
      baselineYear: setting.baseline === undefined ? value<number>('baseline-year') : year(setting.baseline),
      targetYear: value<number>('target-year'),
      leaverRate: given('leaver-rate', 'leaver rate'),
    },
  };
}
