import t from 'tap';
import type { Count3, Group } from '../../src/synth/index.js';
import { type SynthTable, type SynthTrust, synthesise } from '../../src/synth/index.js';

/**
 * The truth counted a second time, from the printed tables, by the words of the decisions: what a person with a pencil would do.
 * It shares nothing with the generator but the tables.
 */
type Row = SynthTable['rows'][number];

const groupOf = (printed: unknown): Group => {
  const text = String(printed ?? '');
  const code = /^([A-Z])([A-Z0-9])?(?= |$)/.exec(text)?.[1];
  if (code === undefined || code === 'Z') return 'unknown';
  return 'ABC'.includes(code) ? 'white' : 'bme';
};
const dayOf = (cell: unknown): number | undefined => (cell as { day: number } | undefined)?.day;
const epoch = (iso: string): number => Date.parse(iso) / 86_400_000;

const inWorkforce = (row: Row): boolean =>
  ['Permanent', 'Fixed Term Temp', 'Locum'].includes(String(row['Assignment Category'])) &&
  !['Inactive Not Worked', 'Terminate Assignment'].includes(String(row['Assignment Status']));

const count = (groups: readonly Group[]): Count3 => ({
  white: groups.filter((g) => g === 'white').length,
  bme: groups.filter((g) => g === 'bme').length,
  unknown: groups.filter((g) => g === 'unknown').length,
});

/** The row that speaks for each person: primary, then FTE, then start, then number. */
const people = (rows: readonly Row[]): Map<string, Row> => {
  const best = new Map<string, Row>();
  const before = (a: Row, b: Row): boolean => {
    const flag = (r: Row) => ({ Yes: 0, No: 1 })[String(r['Primary Assignment'])] ?? 2;
    const key = (r: Row): (number | string)[] => [
      flag(r),
      -Number(r.FTE),
      dayOf(r['Start Date In Position'])!,
      String(r['Assignment Number']),
    ];
    const [x, y] = [key(a), key(b)];
    for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return x[i]! < y[i]!;
    return false;
  };
  for (const row of rows.filter(inWorkforce)) {
    const number = String(row['Employee Number']);
    const held = best.get(number);
    if (!held || before(row, held)) best.set(number, row);
  }
  return best;
};

function recount(trust: SynthTrust, which: 'truth' | 'truthBefore') {
  const truth = trust[which];
  const [from, to] = [epoch(truth.period.from), epoch(truth.period.to)];
  const yearBefore = [epoch(`${Number(truth.period.from.slice(0, 4)) - 1}-04-01`), from - 1] as const;
  const inYearBefore = (cell: unknown): boolean => {
    const day = dayOf(cell);
    return day !== undefined && day >= yearBefore[0] && day <= yearBefore[1];
  };
  const inYear = (cell: unknown): boolean => {
    const day = dayOf(cell);
    return day !== undefined && day >= from && day <= to;
  };
  const rowsOf = (table: string) => trust.tables.find((x) => x.table === table)!.rows;
  const listed = trust.tables.find((x) => x.table === 'staff' && x.snapshot === epoch(truth.snapshot))!.rows;
  const staff = people(listed);
  const left = new Map(
    rowsOf('leavers')
      .filter(inWorkforce)
      .map((r) => [String(r['Employee Number']), r]),
  );
  const anywhere = new Set(listed.map((r) => String(r['Employee Number'])));
  const record = (number: unknown): Row | undefined =>
    staff.get(String(number)) ?? (anywhere.has(String(number)) ? undefined : left.get(String(number)));
  const persons = (rows: readonly Row[]): Count3 => {
    const numbers = [...new Set(rows.map((r) => String(r['Employee Number'])))].filter((n) => record(n) !== undefined);
    return count(numbers.map((n) => groupOf(record(n)!['Ethnic Origin'])));
  };
  const disciplined = (dated: (cell: unknown) => boolean): Count3 =>
    persons(
      rowsOf('cases').filter(
        (r) => r['Case Type'] === 'Disciplinary' && r.Formal === 'Yes' && dated(r['Formal Date'] ?? r['Date Opened']),
      ),
    );
  const workforce = count([...staff.values()].map((r) => groupOf(r['Ethnic Origin'])));
  const shortlisted = rowsOf('recruitment').filter((r) => inYear(r.Shortlisted));
  const appointed = shortlisted.filter((r) => r.Appointed !== undefined && r['Offer Declined'] !== 'Yes');
  const athome = (rows: readonly Row[]) => rows.filter((r) => r['International Recruitment'] === 'No');
  const groups = (rows: readonly Row[]) => count(rows.map((r) => groupOf(r['Ethnic Origin'])));
  const board = rowsOf('board');
  return {
    workforce,
    staffRows: {
      listed: listed.length,
      counted: staff.size,
      merged: listed.filter(inWorkforce).length - staff.size,
      excluded: listed.filter((r) => !inWorkforce(r)).length,
    },
    wres2: {
      shortlisted: groups(shortlisted),
      appointed: groups(appointed),
      withoutInternational: { shortlisted: groups(athome(shortlisted)), appointed: groups(athome(appointed)) },
    },
    wres3: { staff: workforce, cases: disciplined(inYear), casesBefore: disciplined(inYearBefore) },
    wres4: {
      staff: workforce,
      trained: persons(rowsOf('training').filter((r) => r.Mandatory === 'No' && inYear(r['Date Attended']))),
    },
    wres9: {
      total: groups(board),
      voting: groups(board.filter((r) => r.Voting === 'Yes')),
      executive: groups(board.filter((r) => r.Executive === 'Yes')),
      workforce,
    },
    bands: Object.fromEntries(
      [...staff.values()]
        .map((r) => String(r['Pay Scale']))
        .sort()
        .reduce((n, pay) => n.set(pay, (n.get(pay) ?? 0) + 1), new Map<string, number>()),
    ),
  };
}

const payOf: Record<string, RegExp> = {
  'under-1': /Apprentice/,
  '1': /XR01/,
  '2': /XR02/,
  '3': /XR03/,
  '4': /XR04/,
  '5': /XR05/,
  '6': /XR06/,
  '7': /XR07/,
  '8a': /XR08/,
  '8b': /XR09/,
  '8c': /XR10/,
  '8d': /XR11/,
  '9': /XR12/,
  vsm: /VSM|Very Senior/,
  consultant: /Consultant/,
  'non-consultant-career-grade': /Special(ty Doctor|ist)/,
  trainee: /Foundation|Registrar/,
  other: /Hospital Practitioner/,
};

for (const [seed, staff] of [
  [7, 1500],
  [8, 400],
  [9, 40],
  [10, 5],
] as const)
  t.test(`seed ${seed}, ${staff} staff: the truth is what the printed tables say`, async (t) => {
    const trust = synthesise({ seed, staff });
    for (const which of ['truth', 'truthBefore'] as const) {
      const { bands, ...rest } = recount(trust, which);
      // Turnover's truth is judged against the engine, which counts leavers by other words: test/turnover/synth.
      const { organisation, snapshot, period, wres1, turnover, ...truth } = trust[which];
      t.same(truth, rest, which);
      for (const [row, pay] of Object.entries(payOf)) {
        const printed = Object.entries(bands).reduce((n, [text, people]) => n + (pay.test(text) ? people : 0), 0);
        const rows = wres1.filter((r) => r.band === row || r.grade === row);
        t.equal(
          rows.reduce((n, r) => n + r.white + r.bme + r.unknown, 0),
          printed,
          `${which}, ${row}`,
        );
      }
      const medical = wres1.filter((r) => r.block === 'medical');
      t.ok(medical.every((r) => r.band === undefined) && organisation === 'XSY01' && period.to === snapshot);
    }
  });

t.test('the edges that tell a right answer from a nearly right one are there', async (t) => {
  const { tables, truth } = synthesise({ seed: 7 });
  const [staff] = tables as readonly [SynthTable];
  const rows = (table: string) => tables.find((x) => x.table === table)!.rows;
  const by = new Map<string, Row[]>();
  for (const row of staff.rows)
    by.set(String(row['Employee Number']), [...(by.get(String(row['Employee Number'])) ?? []), row]);
  const has = (what: string, test: (rows: Row[]) => boolean) => t.ok([...by.values()].some(test), what);
  has(
    'a bank post flagged as primary beside a permanent one',
    (r) =>
      r.some((x) => x['Assignment Category'] === 'Bank' && x['Primary Assignment'] === 'Yes') && r.some(inWorkforce),
  );
  has(
    'two substantive posts and no flag',
    (r) => r.filter(inWorkforce).length > 1 && r.every((x) => x['Primary Assignment'] === undefined),
  );
  has('equal FTE and no flag', (r) => {
    const kept = r.filter(inWorkforce);
    return kept.length > 1 && kept.every((x) => x['Primary Assignment'] === undefined && x.FTE === kept[0]!.FTE);
  });
  has('a terminated assignment still listed', (r) => r.some((x) => x['Assignment Status'] === 'Terminate Assignment'));
  const trained = new Set(rows('training').map((r) => String(r['Employee Number'])));
  const ended = rows('leavers').filter((r) => r['Assignment Category'] === 'Permanent');
  const leavers = new Set(ended.map((r) => String(r['Employee Number'])));
  has('trained, left a permanent post, still on the bank', (r) => {
    const number = String(r[0]!['Employee Number']);
    return r.every((x) => x['Assignment Category'] === 'Bank') && leavers.has(number) && trained.has(number);
  });
  has('a career break', (r) => r.some((x) => x['Assignment Status'] === 'Career Break'));
  has('an office manager with a nursing occupation code', (r) =>
    r.some((x) => x['Staff Group'] === 'Administrative and Clerical' && x['Occupation Code'] === 'N0A'),
  );
  t.ok(
    rows('recruitment').some((r) => r.Appointed !== undefined && r['Offer Declined'] === 'Yes'),
    'appointed and declined',
  );
  const from = epoch(truth.period.from);
  t.ok(
    rows('recruitment').some((r) => dayOf(r['Date Applied'])! < from && dayOf(r.Shortlisted)! >= from),
    'applied before the year, shortlisted in it',
  );
  t.ok(
    rows('cases').some(
      (r) => r.Formal === 'Yes' && dayOf(r['Date Opened'])! < from && dayOf(r['Formal Date'])! >= from,
    ),
    'opened before the year, formal in it',
  );
  t.ok(
    rows('cases').some((r) => r['Case Type'] === 'Disciplinary' && r.Formal === 'No'),
    'informal',
  );
  t.ok(
    rows('cases').some((r) => r['Ethnic Origin'] === undefined),
    'ethnicity left to the record',
  );
  const gone = new Set(rows('leavers').map((r) => String(r['Employee Number'])));
  t.ok(
    rows('training').some((r) => gone.has(String(r['Employee Number'])) && !by.has(String(r['Employee Number']))),
    'trained and left',
  );
});
