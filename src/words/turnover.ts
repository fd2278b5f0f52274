import type { Issue } from '../core/issue.js';
import { type Figure, isNumber } from '../core/outcome.js';
import { capital, labels } from './labels.js';
import { people, percent, ratio as ratioText } from './numbers.js';
import { PERCENT_FROM } from './report-numbers.js';

/** What happened, for each measure. */
const happened: Readonly<Record<string, string>> = {
  'leaver-rate': 'left',
  voluntary: 'resigned',
  stability: 'stayed the year',
  'first-year': 'left within a year of starting',
  reasons: 'left for this reason',
  dismissal: 'were dismissed',
  'fixed-term-end': 'left at the end of a fixed term',
  destinations: 'went there',
  'reasons recorded': 'left for a recorded reason',
  'destinations recorded': 'went where it is recorded',
  'stability recorded': 'stayed the year',
  'first-year recorded': 'left within a year of starting',
};

/** Of what: "a mean of 135 (150 at the start, 120 at the end)". */
const baseWords = (definition: string, base: number, stocks: readonly Figure[], unit: string): string => {
  if (['first-year', 'reasons', 'destinations', 'stability'].includes(definition)) return `${people(base)}${unit}`;
  const [start, end] = stocks;
  if (stocks.length === 2 && isNumber(start!) && isNumber(end!))
    return `a mean of ${people(base)}${unit} (${people(start)} at the start, ${people(end)} at the end)`;
  if (stocks.length > 2) return `a mean of ${people(base)}${unit} over ${stocks.length} month-ends`;
  return `${people(base)}${unit} at the ${definition === 'D5' ? 'end of the month' : 'start'}`;
};

export interface TurnoverWords {
  readonly what: string;
  readonly definition: string;
  readonly basis: 'people' | 'fte';
  readonly own: string | undefined;
  readonly people: string;
  readonly n: number;
  readonly base: number;
  readonly stocks: readonly Figure[];
  readonly ratio?: {
    readonly over: string;
    readonly under: string;
    readonly overRate: number;
    readonly underRate: number;
    readonly overBase: number;
    readonly underBase: number;
    readonly value: number;
  };
}

/**
 * The working of a turnover figure. Example: "20 staff left, of a mean of 135 (150 at the start, 120 at the end): 14.8% (D1). BME staff 20.0%, White staff
 * 10.0%: 2.00 times the rate."
 */
export function turnoverWorking(t: TurnoverWords): string {
  const unit = t.basis === 'fte' ? ' FTE' : '';
  const who = `${t.basis === 'fte' ? 'FTE of ' : ''}${t.own === undefined ? '' : `${t.own} `}${t.people}`;
  const share = t.base >= PERCENT_FROM ? `: ${percent(t.n / t.base)}` : '';
  const first = `${people(t.n)} ${who} ${happened[t.what] ?? 'left'}, of ${baseWords(t.definition, t.base, t.stocks, unit)}${share} (${t.definition}).`;
  const { ratio } = t;
  if (!ratio) return first;
  const one = (label: string, rate: number, base: number): string =>
    `${label} ${t.people}${base >= PERCENT_FROM ? ` ${percent(rate)}` : ''}`;
  return `${first} ${capital(one(ratio.over, ratio.overRate, ratio.overBase))}, ${one(ratio.under, ratio.underRate, ratio.underBase)}: ${ratioText(ratio.value)} times the rate.`;
}

/** A row's name with its definition. Example: "BME, FTE (D2)". */
export const rowName = (name: string, definition: string | undefined, basis: string | undefined): string =>
  /^D\d$/.test(definition ?? '') ? `${name}${basis === 'fte' ? ', FTE' : ''} (${definition})` : name;

/** People whose record at the start of the year and whose leavers row say two things. */
export function describedDifferently(dimension: string, people: number): Issue {
  const name = capital(labels().dimension(dimension));
  const same = 'the figures use the record at the start for stock and leavers alike.';
  return {
    id: 'described-differently',
    severity: 'warning',
    rows: people,
    what: `${name} differs between the staff record at the start of the year and the leavers row of ${people} ${people === 1 ? 'person' : 'people'} who left; ${same}`,
    plain: `${name} differs between the staff record at the start of the year and the leavers row of some people who left; ${same}`,
    todo: 'Check both records in ESR. A band or staff group may have changed in the year; ethnicity, sex and nationality seldom do.',
  };
}
