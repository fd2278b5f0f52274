// Staff, leavers and starters of two trusts as people send them: several assignments per person, days missing, leavers who are not on the staff list, people hired again.

/** A seeded generator (mulberry32): the same people every time. */
function generator(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let x = Math.imul(a ^ (a >>> 15), 1 | a);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const dayOf = (text: string): number => Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
const [first, last] = [dayOf('2024-04-01'), dayOf('2025-03-31')];

const who = [
  'Organisation',
  'Employee Number',
  'Assignment Number',
  'Primary Assignment',
  'Assignment Category',
  'Staff Group',
  'Pay Scale',
  'FTE',
  'Ethnic Origin',
  'Nationality',
  'Gender',
  'Latest Hire Date',
];
const headers = {
  staff: [...who, 'Snapshot Date'],
  leavers: [...who, 'Termination Date', 'Reason for Leaving'],
  starters: ['Organisation', 'Employee Number', 'Latest Hire Date'],
} as const;

export type Held = Readonly<Record<keyof typeof headers, readonly (readonly string[])[]>>;

/** Rows as text, headers first. `people` of each trust; the employee numbers of the trusts are the same, so that only both together say who somebody is. */
export function heldTrust(people: number, seed: number, organisations: readonly string[] = ['RXX', 'RYY']): Held {
  const random = generator(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const rows: Record<keyof typeof headers, string[][]> = {
    staff: [[...headers.staff]],
    leavers: [[...headers.leavers]],
    starters: [[...headers.starters]],
  };
  const groups = ['Nursing and Midwifery Registered', 'Estates and Ancillary', 'Administrative and Clerical', ''];
  const reasons = [
    'Voluntary Resignation - Promotion',
    'Retirement Age',
    'Dismissal - Conduct',
    'Employee Transfer',
    '',
  ];
  for (const organisation of organisations)
    for (let i = 0; i < people; i++) {
      const number = `${30001000 + i}`;
      const person = [
        pick(['A', 'A', 'A', 'H', 'N', 'M', 'Z', '']),
        pick(['British', 'British', 'Indian', 'Irish', '']),
      ];
      const sex = pick(['Female', 'Male', '']);
      const assignment = (n: number, hired: string): string[] => [
        organisation,
        number,
        n === 0 ? number : `${number}-${n + 1}`,
        pick(n === 0 ? ['Yes', 'Yes', ''] : ['No', 'No', 'Yes', '']),
        pick(['Permanent', 'Permanent', 'Permanent', 'Fixed Term Temp', 'Bank', '']),
        pick(groups),
        pick(['Band 5', 'Band 6', 'Band 8a', '']),
        pick(['1', '0.6', '0.4', '0.6', '']),
        ...person,
        sex,
        hired,
      ];
      const hiredOn = first - Math.floor(random() ** 2 * 9_000) + (random() < 0.2 ? 330 : 0);
      const started = (day: number): unknown => rows.starters.push([organisation, number, iso(day)]);
      const dated = random();
      // Of some the day of hire is only among the starters, of a few nowhere, of a few it is after the snapshot.
      const written = dated < 0.85 ? iso(hiredOn) : dated < 0.87 ? iso(last + 20) : '';
      if (written === '' && dated < 0.97) started(hiredOn);
      const fate = random();
      const ends = (hired: string, on: number, n = 0): unknown =>
        rows.leavers.push([...assignment(n, hired), random() < 0.04 ? '' : iso(on), pick(reasons)]);
      const leftOn = Math.max(first - 90, hiredOn) + Math.floor(random() * 430);
      const inPost = (hired: string, n = 0): unknown =>
        rows.staff.push([...assignment(n, hired), random() < 0.03 ? iso(first - 1) : iso(last)]);
      if (fate < 0.7) {
        inPost(written);
        const others = Math.floor(random() ** 2 * 4);
        // Another assignment, since the same day, later, or not said.
        for (let n = 1; n <= others; n++) inPost(pick([written, written === '' ? '' : iso(hiredOn + 40), '']), n);
        // An assignment that ended while another goes on.
        if (random() < 0.1) ends(written, leftOn, 3);
      } else if (fate < 0.92) {
        ends(written, leftOn);
        if (random() < 0.15) ends(written, leftOn - 30, 1);
        if (random() < 0.05) rows.leavers.push([...rows.leavers.at(-1)!]);
      } else {
        // Left and hired again, sometimes still there; the days of hire may only be among the starters.
        const again = leftOn + 30;
        started(again);
        if (written === '') started(hiredOn);
        ends(written, leftOn);
        if (random() < 0.5) inPost(pick([iso(again), '']));
        else ends(pick([iso(again), '']), again + 60);
      }
    }
  return rows;
}
