import type { Result } from '../../../src/release/result.js';

/** Whose count a part is: events of an indicator, staff, applicants, members. */
export function populations(r: Result): {
  readonly n: (of?: string) => string;
  readonly base: (of?: string) => string;
} {
  const { campaign } = r.breakdown as { campaign?: string };
  const standard = r.indicator.split('.')[0];
  const year = r.yearsBefore ?? 0;
  const of = (name: string): string => (year > 0 ? `${name} ${year} before` : name);
  if (/^(wres|wdes)\.2$/.test(r.indicator))
    return { n: () => of(`appointed ${campaign ?? ''}`), base: () => of(`shortlisted ${campaign ?? ''}`) };
  if (r.indicator.startsWith('medical-wres.consultant-recruitment')) {
    const stages = ['applied', 'shortlisted', 'appointed'].map((stage) => `${stage} consultants`);
    const to = r.indicator.endsWith('.shortlisting') ? 1 : 2;
    return { n: () => of(stages[to] as string), base: () => of(stages[to - 1] as string) };
  }
  if (r.indicator === 'medical-wres.grade') return { n: () => of('doctors'), base: () => of('doctors') };
  if (standard === 'bank-wres') {
    const n = r.unit === 'ratio' ? `events ${r.indicator}` : 'bank';
    return { n: () => of(n), base: () => of('bank') };
  }
  if (r.unit === 'ratio') return { n: () => of(`events ${r.indicator}`), base: () => of('staff') };
  if (r.unit === 'points') {
    const pop = (part?: string): string => of(part === 'board' ? `board ${standard}` : 'staff');
    return { n: pop, base: pop };
  }
  return { n: () => of('staff'), base: () => of('staff') };
}
