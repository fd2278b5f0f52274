import { isYearBefore } from './change.js';
import { people, percent } from './numbers.js';
import { dateText, listText, plural } from './report-sentences.js';

/** A senior band with the people it is short of parity by, or those it has more than a year before. */
export interface BandGap {
  readonly band: string;
  readonly people: number;
}

interface Bands {
  readonly group: string;
  readonly short: readonly BandGap[];
  readonly there: readonly string[];
  readonly nobody: readonly string[];
  readonly hidden: readonly string[];
  readonly parity?: number;
}

const thenText = (since: string | undefined, to: string | undefined): string =>
  since === undefined || to === undefined || isYearBefore(since, to) ? 'last year' : `on ${dateText(since)}`;
const dayText = (since: string | undefined, to: string | undefined): string =>
  since === undefined || to === undefined || isYearBefore(since, to) ? 'the year before' : dateText(since);
const persons = (n: number): string => `${people(n)} ${plural(n, 'person', 'people')}`;
const signed = (n: number): string => (n > 0 ? `+${people(n)}` : n < 0 ? `\u2212${people(-n)}` : 'no change');

/** What a report says of the senior bands together. */
export const bandWords = {
  /** Example: short(4, 6, 31, false) is "4 of 6 senior bands short of parity, by 31 people"; with others hidden it speaks of the bands shown. */
  short: (short: number, of: number, total: number, someHidden: boolean): string =>
    short === 0
      ? `${of === 1 ? 'The senior band' : `All ${of} senior bands`}${someHidden ? ' shown' : ''} ${of === 1 ? 'is' : 'are'} at parity or above`
      : `${short} of ${of} ${someHidden ? `${plural(of, 'band', 'bands')} shown` : `senior ${plural(of, 'band', 'bands')}`} short of parity, by ${persons(total)}`,
  /** Example: "Senior bands: 4 more BME people than last year". */
  added: (group: string, total: number, since?: string, to?: string): string =>
    total === 0
      ? `Senior bands: as many ${group} people as ${thenText(since, to)}`
      : `Senior bands: ${people(Math.abs(total))} ${total > 0 ? 'more' : 'fewer'} ${group} ${plural(Math.abs(total), 'person', 'people')} than ${thenText(since, to)}`,
  /** Example: "Parity is a BME share of 25.0%. Short of it: band 8a by 3 people and band 8c by 1 person. At parity or above: band 8b. Nobody works in band 9." */
  each: ({ group, short, there, nobody, hidden, parity }: Bands): string =>
    [
      parity === undefined ? '' : `Parity is a ${group} share of ${percent(parity)} in each band.`,
      short.length === 0 ? '' : `Short of it: ${listText(short.map((b) => `${b.band} by ${persons(b.people)}`))}.`,
      there.length === 0 ? '' : `At parity or above: ${listText(there)}.`,
      nobody.length === 0 ? '' : `Nobody works in ${listText(nobody)}.`,
      hidden.length === 0 ? '' : `Not shown, to protect small groups: ${listText(hidden)}.`,
      'A band above parity makes up for no other.',
    ]
      .filter((s) => s !== '')
      .join(' '),
  addedEach: (
    group: string,
    bands: readonly BandGap[],
    hidden: readonly string[],
    since?: string,
    to?: string,
  ): string =>
    `${group} people by band, against ${dayText(since, to)}: ${listText(bands.map((b) => `${b.band} ${signed(b.people)}`))}. ${hidden.length === 0 ? '' : `Not shown, to protect small groups: ${listText(hidden)}. `}People are counted, whatever the shares did.`,
  thisYear: {
    gaps: 'short of parity, all senior bands',
    added: (since?: string, to?: string): string => `in senior bands since ${dayText(since, to)}`,
  },
  size: (short: number, of: number): string => `${short} of ${of} bands short of parity`,
  bands: (n: number, of: number): string => `difference shown in ${n} of ${of} bands`,
  inSection: 'by band, in the section',
} as const;
