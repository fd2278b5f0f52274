const years = (n: number): string => (n === 1 ? 'one year' : `the mean of ${n} years`);

/** Why two years cannot be compared when the edition names no break of its own. */
export const breakBy = {
  years: (before: number, now: number): string => `Events of ${years(now)} here, of ${years(before)} the year before.`,
  method: (before: string, now: string): string => `Another method: ${now}; the year before, ${before}.`,
  organisations: 'Sums of other organisations: not all of them supplied both years.',
} as const;
