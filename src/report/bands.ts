import type { Result } from '../release/result.js';
import { type BandGap, bandWords } from '../words/bands.js';
import type { Context } from './context.js';

/** What a table of senior bands says as a whole: no band speaks for the others. */
export interface BandsView {
  readonly kind: 'gaps' | 'added';
  /** Bands with somebody in them whose figure is shown. */
  readonly shown: readonly BandGap[];
  readonly short: readonly BandGap[];
  readonly nobody: readonly string[];
  readonly hidden: readonly string[];
  /** Bands whose share differs clearly from parity. */
  readonly clear: number;
  /** The last day of the figures, and that of those before, where there are some. */
  readonly to: string;
  readonly since?: string;
}

/**
 * The bands of an indicator that counts people by band (Model Employer, people added), clinical and non-clinical together; undefined for any other indicator.
 * A surplus of one band makes up for no other. Example: 8a short of 3 people, 8b at parity, nobody in 8c: 1 of 2 bands short, by 3 people.
 */
export function bandsView(context: Context, results: readonly Result[]): BandsView | undefined {
  const bands = results.filter((r) => r.unit === 'people' && Object.keys(r.breakdown).join() === 'band');
  const [first] = bands;
  if (!first) return undefined;
  const name = (r: Result): string => context.labels.group('band', r.breakdown.band as string);
  const shown = bands.flatMap((r): readonly BandGap[] =>
    r.value.status === 'ok' ? [{ band: name(r), people: r.value.value }] : [],
  );
  const before = context.before(first);
  const named = (status: string): readonly string[] => bands.filter((r) => r.value.status === status).map(name);
  return {
    kind: first.parityHeadcount === undefined ? 'added' : 'gaps',
    shown,
    short: shown.filter((b) => b.people > 0),
    nobody: named('undefined'),
    hidden: named('suppressed'),
    to: first.period.to,
    ...(before ? { since: before.period.to } : {}),
    clear: bands.filter((r) => 'evidence' in r.reading && r.reading.evidence === 'difference shown').length,
  };
}

/** People short of parity in all bands together, or people added in all of them. */
export const bandsTotal = ({ shown }: BandsView): number => shown.reduce((n, b) => n + b.people, 0);

/** Nothing is shown: then the first result says why, as for any other indicator. */
export const speaks = (view: BandsView | undefined): view is BandsView => view !== undefined && view.shown.length > 0;

export const bandsHeading = (view: BandsView, group: string): string =>
  view.kind === 'gaps'
    ? bandWords.short(view.short.length, view.shown.length, bandsTotal(view), view.hidden.length > 0)
    : bandWords.added(group, bandsTotal(view), view.since, view.to);

/** The sentence below the heading: parity, and each band by name. */
export function bandsLead(view: BandsView, group: string, results: readonly Result[]): string {
  const { short, nobody, hidden, shown } = view;
  if (view.kind === 'added') return bandWords.addedEach(group, shown, hidden, view.since, view.to);
  const parity = results.map((r) => r.parity).find((p) => typeof p === 'number');
  const there = shown.filter((b) => b.people <= 0).map((b) => b.band);
  return bandWords.each({ group, short, there, nobody, hidden, ...(parity === undefined ? {} : { parity }) });
}
