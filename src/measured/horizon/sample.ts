/** One trust of the frame; a figure that was not supplied is left out. */
export interface Trust {
  readonly trust: string;
  readonly name: string;
  readonly region: string;
  readonly minoritised?: number;
  readonly international?: number;
  readonly staff?: number;
  readonly stability?: number;
  readonly turnover?: number;
}

/** How the sampling rule is read: numbers of staff or their share of all staff, who stays or who leaves, against the region's median or mean. */
export interface Reading {
  readonly size: 'count' | 'share';
  readonly leaving: 'stability' | 'turnover';
  readonly middle: 'median' | 'mean';
}

export interface Placed {
  readonly trust: Trust;
  readonly status: 'selected' | 'not-selected' | 'tie' | 'only-trust' | 'not-supplied';
  readonly why: string;
}

export interface Region {
  readonly region: string;
  readonly trusts: readonly Placed[];
  /** The region's middle of minoritised and international staff and of stability or turnover. */
  readonly middles: { readonly minoritised?: number; readonly international?: number; readonly leaving?: number };
}

function middleOf(values: readonly number[], how: Reading['middle']): number | undefined {
  if (values.length === 0) return undefined;
  if (how === 'mean') return values.reduce((a, b) => a + b, 0) / values.length;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

const sized = (trust: Trust, of: 'minoritised' | 'international', { size }: Reading): number | undefined => {
  const n = trust[of];
  if (n === undefined || size === 'count') return n;
  return trust.staff !== undefined && trust.staff > 0 ? n / trust.staff : undefined;
};

/** How much a value is on the wanted side of the middle: 1 beyond it, 0 on it, -1 not; undefined without a value or a middle. */
function beside(value: number | undefined, middle: number | undefined, wanted: 1 | -1): -1 | 0 | 1 | undefined {
  if (value === undefined || middle === undefined) return undefined;
  return value === middle ? 0 : value > middle === wanted > 0 ? 1 : -1;
}

function place(trust: Trust, reading: Reading, middles: Region['middles'], alone: boolean): Placed {
  const sides = [
    beside(sized(trust, 'minoritised', reading), middles.minoritised, 1),
    beside(sized(trust, 'international', reading), middles.international, 1),
  ].filter((s) => s !== undefined);
  const leaving = beside(trust[reading.leaving], middles.leaving, reading.leaving === 'stability' ? -1 : 1);
  if (sides.length === 0 || leaving === undefined)
    return { trust, status: 'not-supplied', why: `no ${sides.length === 0 ? 'number of staff' : reading.leaving}` };
  if (alone) return { trust, status: 'only-trust', why: 'the only trust of its region is its own middle' };
  const most = Math.max(...sides);
  if (most > 0 && leaving > 0)
    return {
      trust,
      status: 'selected',
      why: `${sides[0] === 1 ? 'minoritised' : 'international'} staff above and ${reading.leaving} ${reading.leaving === 'stability' ? 'below' : 'above'} the region's ${reading.middle}`,
    };
  if (most >= 0 && leaving >= 0)
    return { trust, status: 'tie', why: `on the region's ${reading.middle}, neither above nor below` };
  return { trust, status: 'not-selected', why: 'not beyond the middle on both' };
}

/**
 * Trusts whose minoritised or international staff are more than the middle of their region, and whose staff stay less than its middle. Within each region;
 * equal to the middle is neither, and is reported as a tie where it decides; a region of one trust selects nothing. Trusts without a figure are in no middle.
 * Source: the I-CARE study's horizon scan (BMC Health Services Research 25, 2025, 1337): numbers, stability, medians; shares, turnover and means are another reading.
 * Example: stability 80, 85, 90 and staff 100, 200, 300: the median is 85 and 200, only a trust with 300 staff and stability 80 is selected.
 */
export function sampleTrusts(trusts: readonly Trust[], reading: Reading): readonly Region[] {
  const regions = [...new Set(trusts.map((t) => t.region))].sort();
  return regions.map((region) => {
    const own = trusts.filter((t) => t.region === region);
    const values = (of: (t: Trust) => number | undefined): number[] => own.flatMap((t) => of(t) ?? []);
    const middle = (of: (t: Trust) => number | undefined): number | undefined => middleOf(values(of), reading.middle);
    const [minoritised, international, leaving] = [
      middle((t) => sized(t, 'minoritised', reading)),
      middle((t) => sized(t, 'international', reading)),
      middle((t) => t[reading.leaving]),
    ];
    const middles = {
      ...(minoritised === undefined ? {} : { minoritised }),
      ...(international === undefined ? {} : { international }),
      ...(leaving === undefined ? {} : { leaving }),
    };
    return { region, middles, trusts: own.map((t) => place(t, reading, middles, own.length === 1)) };
  });
}
