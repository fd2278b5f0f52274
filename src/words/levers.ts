type Bound = number | 'unbounded';

/** What a report says of the three levers of a senior band. */
export const leverWords: {
  readonly caption: string;
  readonly scenario: Readonly<Record<'as-now' | 'hiring' | 'promotion' | 'leaving' | 'all', string>>;
  readonly infeasible: string;
  readonly after: (last: number) => string;
  readonly settles: (percent: string) => string;
  readonly range: (from: Bound, to: Bound, last: number) => string;
  readonly note: (horizon: number) => string;
  readonly counted: (rate: string, n: number, base: number) => string;
  readonly hidden: string;
  readonly others: (rows: number) => string;
} = {
  caption: 'The year each band reaches parity, with the years between which it comes with 95% probability',
  scenario: {
    'as-now': 'As now',
    hiring: 'Hiring alone',
    promotion: 'Promotion alone',
    leaving: 'Leaving alone',
    all: 'All three',
  },
  infeasible: 'infeasible',
  after: (last) => `after ${last}`,
  settles: (percent) => `settles at ${percent}`,
  range: (from, to, last) =>
    from === 'unbounded'
      ? `not before ${last}`
      : to === 'unbounded'
        ? `${from} or later`
        : from === to
          ? `${from}`
          : `${from} to ${to}`,
  counted: (rate, n, base) =>
    `The leaver rate, ${rate} a year, is counted: ${n} people left the senior bands together in the year, in which there are ${base} people at the snapshot. Another may be chosen.`,
  others: (rows) =>
    `Without a year: ${rows} further ${rows === 1 ? 'row' : 'rows'}, where nobody works or a small group would be told.`,
  hidden:
    'How hiring, promotion and leaving would bring parity is not shown: too few people left the senior bands in the year.',
  note: (horizon) =>
    `As now: people hired are as BME as the band, people promoted as the band below, and both groups leave alike. Each lever is then set as chosen, or to parity, by itself. Infeasible: the band would settle below parity, at the share shown. A band of constant size is followed post by post for ${horizon} years; nothing else changes.`,
};
